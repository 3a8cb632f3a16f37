"""Whether two words are one: written alike, inflected, or one of them misspelt.

Without a dictionary, so the rules are narrow: what could be another word is another word.
"""

from functools import lru_cache

from cafe.sort.ledger.lists import CLOSED, KNOWN, OTHERS, SHORT_ADJECTIVES, VERBS

_LEAST = 3  # letters that inflected words share
_SHORT = 4  # letters of a word that -e makes another one
_SWAPPED = 7  # letters of a word in which two neighbours may be swapped, or one doubled
_DROPPED = 8  # letters of a word in which one may be missing
_EASILY = frozenset("deghnst")  # letters that are easily left out, and seldom make another word
_VOWELS = frozenset("aeiouyæøåéèêóòôäöü")

# Endings that go together. None makes a comparison (større), a doer suffer (-s), a present past
# (bruker, brukte), or a word its opposite (-løs): those stand in no set with their like.
_NORDIC = (
    ("", "e", "en", "et", "a", "ene", "ane"),
    ("", "e", "en", "er", "ar", "ene", "ane"),
    ("", "n", "r", "ne"),
    ("", "e", "t"),
    ("et", "ete", "ede"),
    ("t", "te"),
)
_ENGLISH = (("", "s", "es", "'s", "ing"), ("e", "es", "ing"), ("y", "ies"), ("ed", "d"))
_ENDINGS = {
    "en": tuple(map(frozenset, _ENGLISH)),
    "nb": tuple(map(frozenset, _NORDIC)),
    "nn": tuple(map(frozenset, _NORDIC)),
}


@lru_cache(maxsize=1 << 15)
def alike(one: str, other: str, language: str) -> bool:
    """Whether two keys (`tokens.key_of`) are one word in other letters."""
    if one == other or (one in VERBS and VERBS[one] == VERBS.get(other)):
        return True
    if one in CLOSED or other in CLOSED or not (one[:1] == other[:1] and one[:1].isalpha()):
        return False
    one, other = one.replace("-", ""), other.replace("-", "")
    if {one, other} in OTHERS:
        return False
    return one == other or _inflected(one, other, language) or _misspelt(one, other)


def _inflected(one: str, other: str, language: str) -> bool:
    """A common beginning with two endings of one set; the s of owning or suffering on both."""
    shared = _shared(one, other)
    for size in range(shared, _LEAST - 1, -1):
        if _VOWELS.isdisjoint(one[:size]):
            return False
        first, second = one[size:], other[size:]
        if language != "en" and first[-1:] == second[-1:] == "s":
            first, second = first[:-1], second[:-1]
        if {first, second} == {"", "e"} and size <= _SHORT and language != "en":
            return one[:size] in SHORT_ADJECTIVES
        if any(first in endings and second in endings for endings in _ENDINGS[language]):
            return True
    return False


def _shared(one: str, other: str) -> int:
    """How many letters they begin with alike."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
        min(len(one), len(other)),
    )


def _misspelt(one: str, other: str) -> bool:
    """One slip of the pen: two neighbours swapped, a letter doubled, or one missing further in.

    Not when both are known words. A letter in place of another is no slip (forverre, forvirre), nor
    one at the beginning, nor one that makes other words (brukeruvennlig, sykeleier).
    """
    if one in KNOWN and other in KNOWN:
        return False
    short, long = sorted((one, other), key=len)
    at = _shared(short, long)
    if at < 2:
        return False
    if len(short) == len(long):
        swapped = short[:at] + short[at : at + 2][::-1] + short[at + 2 :]
        return len(short) >= _SWAPPED and swapped == long
    if long[:at] + long[at + 1 :] != short:
        return False
    letter = long[at]
    doubled = long[at - 1] == letter and letter not in _VOWELS
    inside = len(long) >= _DROPPED and at < len(long) - 2 and letter in _EASILY
    return (doubled and len(long) >= _SWAPPED) or inside
