"""The few numbers of the ranking. They are about structure (what kind of match, which field), never about words."""

from dataclasses import dataclass, field

from contactapp.knowledge.search.document import Field


@dataclass(frozen=True, slots=True)
class Weights:
    strength: dict[Field, float] = field(
        default_factory=lambda: {
            Field.TITLE: 5.0,
            Field.SEARCH_WORDS: 5.0,
            Field.KEYWORDS: 5.0,
            Field.CATEGORY: 1.5,
            Field.BODY: 1.0,
        }
    )
    # How soon a word repeated within a field stops counting.
    repetition: dict[Field, float] = field(
        default_factory=lambda: {
            Field.TITLE: 0.2,
            Field.SEARCH_WORDS: 1.0,
            Field.KEYWORDS: 0.2,
            Field.CATEGORY: 0.5,
            Field.BODY: 1.0,
        }
    )
    saturation: float = 2.0  # how soon strength over all fields stops growing
    # How good a match is, compared with the same stem.
    sounds_alike: float = 0.8
    error: float = 1.6  # what a typing error costs, in a word of one letter; less in longer words
    beginning: float = 0.9  # unfinished last word
    longer: float = 0.65  # the word is the beginning of another: lek, lekkage
    compound: float = 0.65  # the word is a part of a compound
    part: float = 0.75  # a part of the compound that was typed
    part_of_known: float = 0.5  # the same, when the compound itself occurs
    written_apart: float = 0.6  # words of the query that form a compound together
    resembling: float = 0.35
    least_likeness: float = 0.35  # of trigrams, to be a candidate at all
    synonym: float = 0.6
    doubt: float = 0.5  # for a guess about a word that exists as typed
    noise: float = 0.8  # of the rarity of a word that carries no subject
    # The query as a whole.
    phrase: float = 0.3
    least_share: float = 0.15  # of the best score, to be shown at all
