"""Which words of a printed sentence are nobody's note: so that a reader may ask.

Pure: other rooms call `own_words` for the sentences they print.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple
from unicodedata import normalize

from cafe.core.text import as_drawn

Kind = Literal["same", "new", "gone"]
# Comparing takes the time of as many pairs of words and spaces: so many take a moment.
MOST = 1_000_000
_PIECES = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]+|\s+")


class Piece(NamedTuple):
    """A run of text, and whether it stands in both, only in the new text, or only in the old."""

    text: str
    kind: Kind


class OwnWords(NamedTuple):
    """Words of a sentence that no note behind it has, as they stand there, each once, in order.

    `logged`: somebody wrote them in an edit that the café remembers; `unlogged`: nobody knows who.
    """

    logged: list[str]
    unlogged: list[str]


def own_words(sentence: str, notes: Iterable[str], edits: Iterable[str] = ()) -> OwnWords:
    """The words of `sentence` that are in none of `notes`, told apart by whether `edits` have them.

    `notes` are the texts of every note behind the sentence, absorbed ones and elaborations too;
    `edits` the wordings that people gave it, as logged. Case does not count, nor punctuation.
    """
    said = {word for note in notes for word in _words(note)}
    written = {word for edit in edits for word in _words(edit)}
    pieces = reversed(_PIECES.findall(as_drawn(sentence)))
    own = {_key(piece): piece for piece in pieces if _is_word(piece)}
    found = [(key, own[key]) for key in dict.fromkeys(_words(sentence)) if key not in said]
    return OwnWords(
        [word for key, word in found if key in written],
        [word for key, word in found if key not in written],
    )


def difference(before: str, after: str) -> list[Piece]:
    """`after` beside `before`, word by word: what is the same, new, and gone, in reading order.

    Letters that are only composed otherwise are the same. Of long texts what lies between their
    equal beginnings and ends; where that is long as well, it is shown whole, twice.
    """
    old, new = _PIECES.findall(as_drawn(before)), _PIECES.findall(as_drawn(after))
    if len(old) * len(new) <= MOST:
        return _compared(old, new)
    first = _alike(old, new)
    last = _alike(old[first:][::-1], new[first:][::-1])
    begins, ends = new[:first], new[len(new) - last :]
    old, new = old[first : len(old) - last], new[first : len(new) - last]
    between = [Piece("".join(old), "gone"), Piece("".join(new), "new")]
    if len(old) * len(new) <= MOST:
        between = _compared(old, new)
    whole = [Piece("".join(begins), "same"), *between, Piece("".join(ends), "same")]
    return [piece for piece in whole if piece.text]


def _compared(old: list[str], new: list[str]) -> list[Piece]:
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("".join(new[c:d]), "same"))
            continue
        if b > a:
            pieces.append(Piece("".join(old[a:b]), "gone"))
        if d > c:
            pieces.append(Piece("".join(new[c:d]), "new"))
    return pieces


def _alike(one: list[str], other: list[str]) -> int:
    """How many of their first pieces are the same."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _words(text: str) -> Sequence[str]:
    return [_key(piece) for piece in _PIECES.findall(as_drawn(text)) if _is_word(piece)]


def _key(word: str) -> str:
    """A word as it is compared, as in `ledger/tokens.py`: however its letters are composed."""
    return normalize("NFKC", word).casefold()


def _is_word(piece: str) -> bool:
    return piece[0].isalnum() or piece[0] == "_"
