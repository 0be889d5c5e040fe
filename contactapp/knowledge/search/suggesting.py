"""Phrases a FAQ should be found by as well, chosen from what others say."""

from collections.abc import Iterable, Iterator

from contactapp.knowledge.search.analysis import analyse, subject
from contactapp.knowledge.search.document import Document
from contactapp.knowledge.search.glossary import Glossary


def stems_of(*texts: str) -> frozenset[str]:
    """What texts are about."""
    return frozenset(token.stem for text in texts for token in subject(analyse(text)))


def new_to(document: Document, phrases: Iterable[str]) -> Iterator[str]:
    """The phrases that say something which the FAQ's title, search words and keywords do not, each thing once."""
    found_by = set(stems_of(document.title, *document.search_words, *document.keywords))
    for phrase in phrases:
        stems = stems_of(phrase)
        if stems - found_by:
            found_by |= stems
            yield phrase


def everyday_words(document: Document, glossary: Glossary) -> list[str]:
    """What the glossary says for the trade words of a FAQ, the words of its title first."""
    title = stems_of(document.title, *document.keywords)
    whole = title | stems_of(document.answer, *document.category)
    fitting = [(len(means & title), text) for means, text in glossary.pairs if means <= whole and means & title]
    return [text for _fit, text in sorted(fitting, key=lambda pair: -pair[0])]


def phrases_alike(document: Document, others: Iterable[Document]) -> list[str]:
    """Search phrases of other FAQs that share a word with the title of this one."""
    title = stems_of(document.title)
    phrases = (phrase for other in others for phrase in (*other.keywords, *other.search_words))
    return [phrase for phrase in phrases if stems_of(phrase) & title]
