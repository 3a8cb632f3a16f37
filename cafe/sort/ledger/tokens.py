"""A text as tokens: words, numbers and signs that count, and between them what only joins."""

import re
import unicodedata
from typing import NamedTuple

from cafe.sort.ledger.lists import DOTTED, JOINING, ONE_FORM, SHORTENED, UNITS

_GAP = r"[ \u00a0]"
_LETTERS = "|".join(rf"\.{_GAP}?".join(one) for one in ("pga", "dvs", "ift", "ifm", "iht", "mht"))
_PIECE = re.compile(
    rf"""
    (?P<number> (?:(?<![\w)])[-−–+])?
        (?: \d+(?:[.,:]\d+)*(?=(?:{"|".join(UNITS)})(?![^\W_]|/)) | \d[\d\w]*(?:[.,:]\d+)* ) )
    | (?P<dotted> (?<![^\W_])(?i: f(?:\.{_GAP}?|{_GAP})?eks | bl(?:\.{_GAP}?|{_GAP})a | {_LETTERS}
      )(?![^\W_]) )
    | (?P<with> (?<![^\W_])[mMvV]/ )
    | (?P<word> (?:[^\W_][\u0300-\u036f]*)+(?:[-'’](?:[^\W_][\u0300-\u036f]*)+)* )
    | (?P<unsure> \[\?\] )
    | (?P<sign> [^\s] )
    """,
    re.VERBOSE,
)
# Signs that only join or end: one stands for another.
_SOFT = frozenset(".,;:!…–—-&+·•*")
# Between whole notes only these: a colon or a dash would say the one of the other.
_LISTING = frozenset(".,;!&+")
_ENDS = " \t\n.,;:!?…"
_VOWELS = frozenset("aeiouyæøåéèêóòôäöü")
_SHORT = 20  # letters of an abbreviation (sort/abbreviations.py)
_CUT = re.compile(r"\.\s*[^\W\d_A-ZÆØÅ.]|\.\s*[,;:&+–-]")
_CLOCK = frozenset(("kl", "klokka", "klokken"))
_TIME = re.compile(r"\d{1,2}[.:]\d\d")
_QUOTES = dict.fromkeys('«»“”„"‟', '"')


class Token(NamedTuple):
    """A word, number or sign that counts. `key` is what it is compared by.

    `joint`: a joining word or sign stands before it; `listing`: one that may stand between notes.
    `sort`: word, number or sign. `short`: it is written as an abbreviation is.
    """

    text: str
    start: int
    end: int
    key: str
    sort: str
    joint: bool = False
    listing: bool = False
    short: bool = False


def tokens(text: str) -> list[Token]:
    """What counts in `text`, in order. Case does not, nor what ends it but a question mark."""
    found: list[Token] = []
    plain = _plain(text)
    joint = listing = False
    for piece in _PIECE.finditer(text):
        sort, written = sort_of(piece), piece.group()
        if sort == "unsure":  # a typist was not sure of a handwriting
            continue
        if found and found[-1].end == piece.start() and _shortens(found[-1], text):
            continue
        key = _clock(written) if found and found[-1].key in _CLOCK else key_of(written)
        if (sort == "sign" and written in _SOFT) or key in JOINING:
            joint, listing = True, listing or written in _LISTING or key in JOINING
            continue
        if sort == "sign" and key == "?" and found and found[-1].key == "?":
            continue
        short = _short(piece, plain)
        found.append(Token(written, *piece.span(), key, sort, joint, listing, short))
        joint = listing = False
    return found


def _plain(text: str) -> str | None:
    """The one word that capitals tell something of: "" for any, None for none, all being capitals.

    Looked at once for each text: a long one has thousands of words.
    """
    if not text.isupper():
        return ""
    alone = text.strip(_ENDS)
    return alone if len(alone) <= _SHORT else None


def _short(piece: re.Match[str], plain: str | None) -> bool:
    """In capitals where not all is in capitals, without a vowel, or cut by a full stop that ends
    no sentence: what else a list calls an abbreviation is a word."""
    written = piece.group()
    if sort_of(piece) != "word" or len(written) > _SHORT:
        return False
    capitals = written.isupper() and len(written) > 1 and plain in ("", written)
    cut = _cuts(piece.string, piece.end())
    return capitals or cut or (len(written) > 1 and _VOWELS.isdisjoint(written.casefold()))


def _shortens(word: Token, text: str) -> bool:
    """Whether the full stop after `word`, if there is one, says that it is shortened."""
    if word.key in SHORTENED:
        return text[word.end] == "."
    return word.short and _cuts(text, word.end)


def sort_of(piece: re.Match[str]) -> str:
    """Word, number, sign, or unsure."""
    return "word" if piece.lastgroup in ("with", "dotted") else str(piece.lastgroup)


def _cuts(text: str, at: int) -> bool:
    """Whether the full stop at `at` cuts a word short, and ends no sentence."""
    return _CUT.match(text, at) is not None


def words(text: str) -> list[Token]:
    """Every printed word, joining ones too, without the signs."""
    plain = _plain(text)
    return [
        Token(one.group(), *one.span(), key_of(one.group()), sort, short=_short(one, plain))
        for one in _PIECE.finditer(text)
        if (sort := sort_of(one)) in ("word", "number")
    ]


def key_of(written: str) -> str:
    """One form for what is written alike: case, width, quotation marks, bokmål and nynorsk."""
    if written in _QUOTES:
        return '"'
    key = unicodedata.normalize("NFKC", written).casefold().replace("’", "'")
    if "." in key or " " in key:
        key = DOTTED.get(key.replace(".", "").replace(" ", ""), key)
    return ONE_FORM.get(key, key)


def _clock(written: str) -> str:
    """A time of the day: 9.30 is 9:30."""
    return written.replace(".", ":") if _TIME.fullmatch(written) else key_of(written)
