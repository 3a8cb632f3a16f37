"""What a word comes down to: bokmål, nynorsk and English folded to one stem.

The endings follow the public description of the Norwegian Snowball stemmer (M. Porter), with some
changes that short notes ask for: agent nouns (bruker, brukere) and verbal nouns (rekruttere,
rekruttering) meet, nynorsk spelling is folded first, and English endings stand beside. A stem is
only ever compared, never shown.
"""

import re
import unicodedata
from functools import lru_cache

from cafe.suggest.wordlists import COMMON, NYNORSK

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_COMMON = frozenset(COMMON.split())
_VOWELS = frozenset("aeiouyæøåáéèêëíóòôöüä")
_LEAST = 3
# Longer than any word, shorter than a pasted page without spaces: what follows tells nothing.
LONGEST = 40
MOST_WORDS = 400  # of a note are read

_FOLDS = (
    (re.compile(r"^kv"), "hv"),  # kva, hva; also kvalitet, everywhere alike
    (re.compile(r"(?<=.[gk])j(?=[ae]|$)"), ""),  # ikkje, følgje, leggje
    (re.compile(r"ei"), "e"),  # heil, meir, deira
    (re.compile(r"rne$"), "re"),  # brukerne, erfarne
)

_WRITTEN = """
    a e ede ande ende erande erende ane ene hetene heitene en heten heita ar er heter heiter as
    es edes endes enes hetenes ens hetens ers ets et het heit ast s ere are arane or one te t
    ing ingen inga inger ingar ingene ingane ings ering eringa eringen eringer erer erte ert
    eres eringene eringane ed ies ly ment ments lig leg else elsar elser elsen elsene ig nad
    sjon sjonen sjoner tion tions isk al ell iv ning skap som bar
"""
_ENDINGS = frozenset(_WRITTEN.split())
_SIZES = range(max(map(len, _ENDINGS)), 0, -1)


def words(text: str) -> list[str]:
    """The words of `text` in order, lower case, signs of compatibility folded."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def common(word: str) -> bool:
    """Whether `word` (lower case) is one that stands in every other note, or a single letter."""
    return len(word) < 2 or word in _COMMON


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem of one word as `words` gives it."""
    word = _folded(word[:LONGEST])
    for least in (_LEAST, _LEAST + 1, _LEAST + 1):
        word = _without_ending(word, least)
    return word[:-1] if word[-2:-1] == word[-1:] and len(word) > _LEAST else word


def _folded(word: str) -> str:
    for beginning, usual in NYNORSK.items():
        if word.startswith(beginning):
            word = usual + word[len(beginning) :]
            break
    for pattern, usual in _FOLDS:
        word = pattern.sub(usual, word)
    return word


def _without_ending(word: str, least: int) -> str:
    for size in _SIZES:
        rest, ending = word[:-size], word[-size:]
        # A last s or t of a short word is its own: kurs, start.
        enough = least + (ending in {"s", "t"})
        if ending in _ENDINGS and len(rest) >= enough and not _VOWELS.isdisjoint(rest):
            return rest
    return word
