"""One stem for all forms of a Dutch word.

The Snowball algorithm does the regular work. It does not know strong verbs (gebroken, breken), vowels that change in
the plural (daken, dak) or a verb's -t and -d after a long vowel (betaalt, betaald), so these are handled here.
"""

import re
import threading
from functools import cache, lru_cache

import snowballstemmer

from contactapp.knowledge.search import wordlists

PARTICLES = (
    *("achter", "binnen", "samen", "tegen", "terug", "kwijt", "thuis", "onder", "dicht", "langs", "klaar", "recht"),
    *("schoon", "rond", "leeg", "voor", "door", "over", "mede", "open", "stop", "stil", "vast", "vrij", "weg", "aan"),
    *("bij", "los", "mee", "uit", "toe", "vol", "na", "om", "op", "af", "in"),
)
_PREFIXES = ("be", "ge", "her", "ont", "ver")
# Nouns that look like the third person of a verb.
_NOUN_END = re.compile(
    r"(aart|beurt|buurt|feest|geest|kaart|maat|plaat|poort|soort|straat|taart|vaart|voet|zout|hout|fout|goot|uit|iet"
    r"|buit|ruit|fruit|spuit|kluit|noot|boot|poot|staat|raat|daat|laat|praat|aat|oot|eet|uut|eit)$"
)
_VERB_IN_T = re.compile(r"(?:[aeou]{2}|ie|ij|ui|ei)[lmnrsfkpg]t$|[lrmn][kpgm]t$|[aeiou](?:[gkpfl])t$")
_snowball = snowballstemmer.stemmer("dutch")
_one_at_a_time = threading.Lock()


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The stem of a folded word; the same for every form of it, not always a word itself."""
    if len(word) < 4 or word.isdigit():
        return _nouns().get(word, word)
    return _strong(word) or _irregular(word) or _regular(word)


@cache
def _verbs() -> dict[str, str]:
    return {form: row[0] for row in wordlists.lines("strong_verbs") for form in row[1:]}


@cache
def _nouns() -> dict[str, str]:
    return {form: row[0] for row in wordlists.lines("irregular_nouns") for form in row[1:]}


def _strong(word: str) -> str | None:
    """Strong verbs, also behind a particle or prefix: afgewezen, opgezegd, aangebroken."""
    for prefix in ("", *PARTICLES, *_PREFIXES):
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        infinitive = _verbs().get(rest) or (_verbs().get("ge" + rest) if prefix in _PREFIXES and rest else None)
        if infinitive and not (prefix == "" and word in _nouns()):
            return prefix + _snowball_stem(infinitive)
    return None


def _irregular(word: str) -> str | None:
    if word in _nouns():
        return _nouns()[word]
    for length in range(min(len(word), 9), 4, -1):
        singular = _nouns().get(word[-length:])
        if singular and len(word) - length >= 3:
            return word[:-length] + singular
    return None


def _regular(word: str) -> str:
    word = re.sub(r"(?<=[a-z]{3})(?:st|t)je(?:s)?$", lambda m: "st" if m[0].startswith("st") else "t", word)
    result = _without_ending(_snowball_stem(_weak_participle(word)))
    if _VERB_IN_T.search(result) and not _NOUN_END.search(result):
        result = result[:-1]
    # What the algorithm leaves with one vowel and with two: isoleren and isoleer, centrale and centraal.
    result = re.sub(r"(?<=[aeiouy])(.+)eer$", r"\1er", re.sub(r"(?<=[aeiouy])(.*[^a])al$", r"\1aal", result))
    return re.sub(r"toor$", "tor", result)


def _without_ending(word: str) -> str:
    """The -e of an adjective that the algorithm leaves: lekke, grote, vieze, scheve are lek, groot, vies, scheef."""
    if len(word) < 4 or not re.search(r"[^aeiou]e$", word):
        return word
    bare = re.sub(r"([^aeiou])\1$", r"\1", word[:-1])
    if bare == word[:-1]:
        bare = re.sub(r"(?<![aeiou])([aeou])([^aeiouwjxy])$", r"\1\1\2", bare)
    return re.sub(r"v$", "f", re.sub(r"z$", "s", bare))


def _weak_participle(word: str) -> str:
    """ "betaald" and "verhuisd" lose the -d of the participle."""
    starts = word.startswith(("be", "ver", "her", "ont", *PARTICLES))
    if starts and re.search(r"(?:[aeou]{2}|ij|ui|ie|ei|er|el)[lmnrsgjv]?d$", word) and len(word) > 6:
        return word[:-1]
    return word


def _snowball_stem(word: str) -> str:
    # The stemmer keeps the word it works on in itself: two threads at once would cut each other's words.
    with _one_at_a_time:
        return str(_snowball.stemWord(word))
