"""One change at random in a file of a café's zip: a word, a heading, a note, a link."""

import io
import json
import re
from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple

import pikepdf

from cafe.archive.schema import as_json
from tests.verify.cafes import members, repacked

WORD = re.compile(r"[^\W\d_]{2,}")
NEW = ("roste", "aldri", "svært", "nothing", "ikke", "ordføreren", "42")


class Changed(NamedTuple):
    """The file after it, what was done, and the question it was done in (0: before or after)."""

    contents: bytes
    what: str
    question: int


def other_word(dice: Random, text: str) -> str:
    """`text` with one word changed, taken away, doubled or put in."""
    found = dice.choice(list(WORD.finditer(text)))
    word = found[0]
    new = dice.choice([dice.choice(NEW), "", f"{word} {word}", f"{word} {dice.choice(NEW)}"])
    if new == word:
        new = f"{word}x"
    return text[: found.start()] + new + text[found.end() :]


def in_text(
    dice: Random, text: str, places: re.Pattern[str], question: Callable[[str], int]
) -> Changed:
    """Change one word of one of `places` in `text`: each has the words as its group `words`."""
    some = [found for found in places.finditer(text) if WORD.search(found["words"])]
    found = dice.choice(some)
    start, end = found.span("words")
    new = other_word(dice, found["words"])
    what = f"{found['words'][:60]!r} -> {new[:60]!r}"
    return Changed((text[:start] + new + text[end:]).encode(), what, question(text[:end]))


def last_number(pattern: str) -> Callable[[str], int]:
    """The question whose heading or anchor is the last one before a place; 0: none, or another."""
    compiled = re.compile(pattern)

    def before(text: str) -> int:
        numbers = [found[1] or "0" for found in compiled.finditer(text)]
        return int(numbers[-1]) if numbers else 0

    return before


LINE = re.compile(r"^(?P<words>.+)$", re.MULTILINE)
TAGGED = re.compile(r'>(?P<words>[^<>]+)<|(?:alt|href|id)="(?P<more>[^"]+)"')
PAGE_TEXT = re.compile(r"(?<=>)(?P<words>[^<>]+)(?=<)")
PAGE_LINK = re.compile(r'(?:alt|href)="(?P<words>[^"]+)"')
WORD_TEXT = re.compile(r"<w:t(?: [^>]*)?>(?P<words>[^<]+)</w:t>")
WORD_LINK = re.compile(r'(?:descr|w:anchor|w:instr)="(?P<words>[^"]+)"')
OPEN_TEXT = re.compile(r"<(?:text:p|text:span|text:h|text:a|svg:desc)[^>]*>(?P<words>[^<]+)<")
OPEN_LINK = re.compile(r'(?:xlink:href|text:name)="(?P<words>[^"]+)"')


def markdown(dice: Random, data: bytes) -> Changed:
    return in_text(dice, data.decode(), LINE, last_number(r"(?m)^## (?:(\d+)\. )?"))


def page(dice: Random, data: bytes) -> Changed:
    """Beside the style sheet, which is no text."""
    start, style, rest = data.decode().partition("</style>")
    places = dice.choice([PAGE_TEXT, PAGE_TEXT, PAGE_LINK])
    changed = in_text(dice, rest, places, last_number(r'<section id="(?:question-(\d+))?'))
    return changed._replace(contents=(start + style).encode() + changed.contents)


def _package(dice: Random, data: bytes, part: str, places: re.Pattern[str], mark: str) -> Changed:
    parts = members(data)
    changed = in_text(dice, parts[part].decode(), places, last_number(mark))
    return changed._replace(contents=repacked({**parts, part: changed.contents}))


def word(dice: Random, data: bytes) -> Changed:
    places = dice.choice([WORD_TEXT, WORD_TEXT, WORD_LINK])
    mark = r'<w:bookmarkStart [^>]*w:name="(?:question_(\d+))?'
    return _package(dice, data, "word/document.xml", places, mark)


def open_document(dice: Random, data: bytes) -> Changed:
    places = dice.choice([OPEN_TEXT, OPEN_TEXT, OPEN_LINK])
    mark = r'<text:h [^>]*outline-level="1"[^>]*>(?:(\d+)\. )?'
    return _package(dice, data, "content.xml", places, mark)


def pdf(dice: Random, data: bytes) -> Changed:
    """One glyph of the page's own content becomes another of its font, or a link leads elsewhere,
    or a picture has another alternative text: the file is written anew by another program.
    """
    with pikepdf.open(io.BytesIO(data)) as file:
        what = dice.choice([_glyph, _glyph, _glyph, _link, _alternative])(dice, file)
        out = io.BytesIO()
        file.save(out)
    return Changed(out.getvalue(), what, 0)


def _glyph(dice: Random, file: pikepdf.Pdf) -> str:
    page = dice.choice(list(file.pages))
    written: list[Any] = list(pikepdf.parse_content_stream(page))
    shown = [n for n, one in enumerate(written) if str(one.operator) in ("Tj", "TJ")]
    at = dice.choice(shown)
    operands, operator = list(written[at].operands), written[at].operator
    whole = operands[0] if str(operator) == "TJ" else operands
    strings = [n for n, one in enumerate(whole) if isinstance(one, pikepdf.String)]
    n = dice.choice(strings)
    glyphs = bytearray(bytes(whole[n]))
    where = 2 * dice.randrange(len(glyphs) // 2)
    old = int.from_bytes(glyphs[where : where + 2], "big")
    new = old + 1 if old < 3 else old - 1  # glyphs of a subset are numbered without a gap
    glyphs[where : where + 2] = new.to_bytes(2, "big")
    whole[n] = pikepdf.String(bytes(glyphs))
    written[at] = pikepdf.ContentStreamInstruction(operands, operator)
    page.Contents = file.make_stream(pikepdf.unparse_content_stream(written))
    return f"glyph {old} -> {new} on page {file.pages.index(page) + 1}"


def _link(dice: Random, file: pikepdf.Pdf) -> str:
    links = [note for page in file.pages for note in page.get("/Annots", pikepdf.Array())]
    if not links:
        return _glyph(dice, file)
    link = dice.choice(links)
    for key in ("/Dest", "/A"):
        if key in link:
            del link[key]
    link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/elsewhere")
    return "a link leads elsewhere"


def _alternative(dice: Random, file: pikepdf.Pdf) -> str:
    figures = [o for o in file.objects if isinstance(o, pikepdf.Dictionary) and "/Alt" in o]
    if not figures:
        return _glyph(dice, file)
    figure = dice.choice(figures)
    figure.Alt = pikepdf.String(other_word(dice, str(figure.Alt)))
    return f"alternative text {str(figure.Alt)!r}"


# Texts of an archive; ids, kinds and file names are no words.
NO_WORDS = {
    "id",
    "kind",
    "format",
    "language",
    "date",
    "stage",
    "form",
    "notes",
    "absorbed",
    "note",
}
NO_WORDS |= {"file", "joined_into", "apart", "opposed", "origin", "decided", "answered", "state"}
NO_WORDS |= {"list", "role", "letter", "part", "starts", "ends", "pinned", "prompt", "phones"}


def archive(dice: Random, data: bytes) -> Changed:
    """One word of one text."""
    whole = json.loads(data)
    places = list(_texts(whole, ""))
    holder, key, path = dice.choice(places)
    was = holder[key]
    holder[key] = other_word(dice, was) or "x"
    return Changed(as_json(whole), f"{path}: {was!r} -> {holder[key]!r}", 0)


def _texts(value: Any, path: str) -> Any:
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, inner in pairs:
        if key in NO_WORDS and not isinstance(inner, list | dict):
            continue
        here = f"{path}.{key}"
        if isinstance(inner, dict | list):
            yield from _texts(inner, here)
        elif isinstance(inner, str) and WORD.search(inner) and not _is_id(inner):
            yield value, key, here


def _is_id(text: str) -> bool:
    return bool(re.fullmatch(r"[0-9a-f-]{36}", text))


CHANGES: dict[str, Callable[[Random, bytes], Changed]] = {
    "document.md": markdown,
    "document.html": page,
    "document.docx": word,
    "document.odt": open_document,
    "document.pdf": pdf,
}


def is_named(name: str, changed: Changed, found: list[str]) -> bool:
    """The file, and the question where there is one (a PDF's pages are none of the café's)."""
    if not found:
        return False
    if changed.question:
        question = re.compile(rf"{re.escape(name)}, (question|spørsmål)\s{changed.question}\b")
        return any(map(question.match, found))
    return all(place.startswith(name) for place in found)
