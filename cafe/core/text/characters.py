"""Which characters a text may hold, in one list: what the strictest of all writers takes.

XML 1.0 (Word, OpenDocument, spreadsheets) has no control characters, no halves of characters and
no U+FFFE or U+FFFF; PDF/A-2a and PDF/UA-1 have no U+FEFF and nothing of private use, which says
nothing to whoever has another font. What was meant is put in its place where that is clear
(`mend`); where it is not the door asks (`unclear`), and a writer shows that something is missing
(`showable`). The browser's half, static/js/core/mend.js, is held to the same examples
(tests/mended.json).
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

T = TypeVar("T")
# Stands where something was that nobody else can be shown (Unicode's own sign for it).
MISSING = "\ufffd"
# Line breaks that programs make for their own use: a soft one (U+000B, from presentation programs),
# a page, and Unicode's own. A lone CR is what old machines ended a line with.
_BREAKS = re.compile("\r(?!\n)|[\v\f\x85\u2028\u2029]")
_LINED = re.compile(r"\r\n|[\n\t]")
# PDF viewers put this on the clipboard for the hyphen at a line's end.
_HYPHEN = "\ufffe"
# Words over or beside others: the words, what is said of them, the end.
_ANNOTATED = re.compile("\ufff9([^\ufff9-\ufffb]*)\ufffa([^\ufff9-\ufffb]*)\ufffb")
# Letters of a flag (England's) live behind a black flag, and nowhere else.
_TAGS = re.compile("(\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f)|[\U000e0001-\U000e007f]")
# Windows-1252 read as if it were Latin 1 (the WHATWG's "windows-1252"); what is none is dropped.
_WINDOWS = {
    code: bytes([code]).decode("cp1252")
    for code in range(0x80, 0xA0)
    if code not in (0x81, 0x85, 0x8D, 0x8F, 0x90, 0x9D)
}
# What word processors make of bullets, arrows and ticks: Symbol's and Wingdings' places, U+F0xx.
# A place that means one thing in the one and another in the other is what people have it for:
# bullets of a list, what "-->" and ":)" become by themselves, signs of arithmetic.
_PLACES = {
    0xF04A: "☺😐☹",
    0xF09F: "•",
    0xF0A3: "≤",
    0xF0A7: "▪◻",
    0xF0AC: "←↑→↓°±",
    0xF0B3: "≥×",
    0xF0B7: "•",
    0xF0B9: "≠≡≈",
    0xF0D6: "√",
    0xF0D8: "➢",
    0xF0DB: "⇔⇐⇑⇒←→↑↓↖↗↙↘←➔↑↓↖↗↙↘⇦⇨⇧⇩⇔",
    0xF0FB: "✗✓☒☑",
}
SYMBOLS = {first + at: one for first, signs in _PLACES.items() for at, one in enumerate(signs)}
_MEANT = str.maketrans(_WINDOWS | SYMBOLS)
# Wingdings' bullets and boxes are Symbol's Greek letters: bullets where a line begins with one.
_BULLETS = "●❍■□❐❑❒⬧⧫◆❖"
_BULLET = re.compile("(?m)^([ \t]*)([\uf06c-\uf076])(?=[ \t\xa0])")
# Noncharacters, two at the end of each plane and 32 in a row.
_ENDS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_NONE = f"\ufdd0-\ufdef{_ENDS}"
_CONTROLS = "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff"
# Dropped: nothing of them is ever seen, or they stand for what did not come along (U+FFFC).
_DROPPED = re.compile(f"[{_CONTROLS}\ufeff\ufff9-\ufffc{_NONE}]")
# Private use, when the noncharacters are gone.
_UNCLEAR = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
# Anything of the above, and what may be: looked for first, since hardly any text has it.
_ODD = re.compile(
    f"[{_CONTROLS}\r\u2028\u2029\ue000-\uf8ff\ufeff\ufff9-\ufffc{_NONE}"
    "\U000e0001-\U000e007f\U000f0000-\U0010ffff]"
)


def mend(text: str, *, lines: bool = True) -> str:
    """`text` with what cannot be shown made into what was meant, or left out; all else as it is.

    Odd line breaks become line breaks, or blanks where the field has no lines; a word parted at a
    line's end is one word again; signs of Symbol and Wingdings become the signs they look like.
    What is of private use otherwise stays: see `unclear`.
    """
    if not _ODD.search(text):
        return text if lines else _LINED.sub(" ", text)
    text = _BREAKS.sub("\n", text).replace(f"{_HYPHEN}\r\n", f"{_HYPHEN}\n")
    text = _BULLET.sub(lambda one: one[1] + _BULLETS[ord(one[2]) - 0xF06C], text)
    if not lines:
        text = _LINED.sub(" ", text)
    if _HYPHEN in text:
        text = "".join(_unparted(text, at) for at in range(len(text)))
    text = _ANNOTATED.sub(_beside, text).translate(_MEANT)
    text = _TAGS.sub(r"\1", text)
    return _DROPPED.sub("", text)


def _beside(found: re.Match[str]) -> str:
    said, of_it = found[1], found[2]
    return f"{said} ({of_it})" if said and of_it else said or of_it


def _unparted(text: str, at: int) -> str:
    """What is shown of the character at `at`, where hyphens of PDF viewers are."""
    if text[at] != _HYPHEN:
        parted = at > 1 and text[at - 1] == _HYPHEN and text[at] in "\n "
        return "" if parted and _one_word(text, at - 1) else text[at]
    if _one_word(text, at):
        return ""
    return "-" if text[at - 1 : at].isalnum() and text[at + 1 : at + 2].isalnum() else ""


def _one_word(text: str, at: int) -> bool:
    """Whether the hyphen at `at` parts a word at a line's end: a small letter goes on after it."""
    after = text[at + 1 : at + 3]
    goes_on = after[1:] if after[:1] in ("\n", " ") else after[:1]
    letter = unicodedata.category(goes_on) == "Ll" if goes_on else False
    return letter and unicodedata.category(text[at - 1])[0] == "L" if at else False


def unclear(mended: str) -> int | None:
    """Where the first character stands of which nobody can tell what it means, or None."""
    found = _UNCLEAR.search(mended)
    return found.start() if found else None


def offered(text: str, *, lines: bool = True) -> str:
    """`text` as it could be sent, or shown: mended, and where the meaning is not clear a sign."""
    return _UNCLEAR.sub(MISSING, mend(text, lines=lines))


def showable(piece: T) -> T:
    """What is to be written, with every text in it as every writer can write it.

    `piece` is a text, or dataclasses, tuples, lists and mappings of them; the same object when
    there is nothing to mend. All writers go through this, whatever the café holds: an archive's
    words come in as they are. A text of nothing but such characters shows that something was there.
    """
    return cast("T", _shown(piece))


def _shown(piece: Any) -> Any:
    if isinstance(piece, str):
        if not _ODD.search(piece):
            return piece
        shown = offered(piece)
        # Blanks behind a mark that went would begin a bold word or a line.
        return (shown.strip() if piece == piece.strip() else shown) or MISSING
    if isinstance(piece, list | tuple):
        some = [_shown(one) for one in piece]
        same = all(new is old for new, old in zip(some, piece, strict=True))
        return piece if same else type(piece)(some)
    if isinstance(piece, Mapping):
        return {key: _shown(value) for key, value in piece.items()}
    if is_dataclass(piece) and not isinstance(piece, type):
        were = {field.name: getattr(piece, field.name) for field in fields(piece)}
        changed = {name: new for name, old in were.items() if (new := _shown(old)) is not old}
        return replace(piece, **changed) if changed else piece
    return piece
