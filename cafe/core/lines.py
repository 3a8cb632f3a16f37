"""What was typed, as it is printed: on one line among others, and turning nobody else's around.

One person's words that run from right to left, or hold a mark that turns what follows, are isolated
where they stand in one paragraph with others': by U+2068 … U+2069 (Unicode Standard Annex 9, "First
Strong Isolate"). What a text opens or closes of that kind itself ends with it. Texts that turn
nothing are left as they are. The browser's half: static/js/core/texts.js.
"""

import re
import unicodedata
from collections.abc import Iterable
from typing import Literal

_BREAKS = re.compile(r"\s*[\r\n\t\v\f\u2028\u2029]+\s*")
_STEERS = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]")
_BEGIN, _END = "\u2068", "\u2069"
_ISOLATING = ("\u2066", "\u2067", _BEGIN)
_ISOLATES = re.compile("([\u2066-\u2069])")
# What each mark that opens is ended by; what has no end of its own ends with the paragraph.
_POP = "\u202c"
_ENDED_BY = dict.fromkeys("\u202a\u202b\u202d\u202e", _POP) | dict.fromkeys(_ISOLATING, _END)
_ENDING = _POP + _END
_OPENING = re.compile("[\u202a\u202b\u202d\u202e\u2066-\u2068]")
_PARAGRAPH = re.compile("[\n\r\x1c-\x1e\x85\u2029]")
# The blocks of writing from right to left, and every mark that turns what follows it.
_TURNS = re.compile(
    "[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


def one_line(text: str) -> str:
    """`text` as part of a running paragraph: a line break becomes a space, nothing else changes."""
    return _BREAKS.sub(" ", text).strip()


def on_terminal(text: str) -> str:
    """`text` as a terminal may show it where it is somebody else's: what steers the terminal, or
    turns the line around, is written by its number. So no name in a file takes a line away.
    """
    return _STEERS.sub(lambda found: ascii(found[0])[1:-1], text)


def nonempty(texts: Iterable[str]) -> tuple[str, ...]:
    """Each of `texts` on one line; those that say nothing are left out."""
    lines = (one_line(text) for text in texts)
    return tuple(line for line in lines if line)


def turns(text: str) -> bool:
    """Whether `text` runs from right to left somewhere, or holds a mark that turns what follows."""
    return bool(_TURNS.search(text))


def direction(text: str) -> Literal["ltr", "rtl"]:
    """How a paragraph of `text` runs: as its first letter does, wherever that stands."""
    strong = (unicodedata.bidirectional(one) for one in text)
    return "rtl" if next((one for one in strong if one in ("L", "R", "AL")), "L") != "L" else "ltr"


def isolated(text: str) -> str:
    """`text` so that nothing beside it is turned by it; itself when it turns nothing.

    Nor does what is isolated in it already: its marks are counted, so that none is left open, and
    none closes what is not its own.
    """
    if not turns(text):
        return text
    if "\n" in text:  # each line is a paragraph of its own, in which nothing of another is open
        return "\n".join(map(isolated, text.split("\n")))
    opened = strays = 0
    outside = ""
    for piece in _ISOLATES.split(text):
        if piece in _ISOLATING:
            opened += 1
        elif piece == _END:
            strays += not opened
            opened -= bool(opened)
        elif not opened:
            outside += piece
    if not (opened or strays or turns(outside)):
        return text
    return _BEGIN * (1 + strays) + text + _END * (1 + opened)


def apart(texts: Iterable[str]) -> list[str]:
    """`texts` as they stand in one paragraph: where one of them turns, each is isolated."""
    beside = list(texts)
    if not any(map(turns, beside)):
        return beside
    return ["\n".join(map(_alone, text.split("\n"))) for text in beside]


def _alone(line: str) -> str:
    """`line` in an isolate of its own."""
    marked = isolated(line)
    return marked if _is_one(marked) else f"{_BEGIN}{marked}{_END}"


def _is_one(marked: str) -> bool:
    """Whether one isolate holds all of it, and not only its beginning."""
    depth = 0
    for at, sign in enumerate(marked):
        depth += (sign in _ISOLATING) - (sign == _END)
        if not depth:
            return 0 < at == len(marked) - 1
    return False


def run_on(texts: Iterable[str]) -> str:
    """`texts` after one another in one paragraph, none turned around by another."""
    return " ".join(apart(texts))


def closed(text: str) -> str:
    """`text`, and behind it the signs that end what it leaves open: a cell of a row turns no other.

    `unclosed` takes exactly these off again, whatever `text` ends with itself.
    """
    return text + _closing(text)


def unclosed(cell: str) -> str:
    """The text that `closed` made `cell` of; what leaves nothing open is itself."""
    return cell.removesuffix(_closing(cell))


def _closing(text: str) -> str:
    """What ends `text` without the signs at its very end: so a text and the cell that is made of it
    ask for the same. More signs than are needed end nothing else.
    """
    return left_open(text.rstrip(_ENDING))


def left_open(text: str) -> str:
    """The signs that end what is open where `text` ends; each line is a paragraph of its own."""
    if not _OPENING.search(text):
        return ""
    opened: list[str] = []
    for sign in _PARAGRAPH.split(text)[-1]:
        if sign in _ENDED_BY:
            opened.append(_ENDED_BY[sign])
        elif sign == _END and sign in opened:
            while opened.pop() != sign:
                pass
        elif sign == _POP and opened[-1:] == [sign]:
            opened.pop()
    return "".join(reversed(opened))
