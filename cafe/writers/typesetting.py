"""Typst: our templates, our fonts, and data that stays data."""

import json
import re
import tempfile
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import typst

from cafe.core.text.characters import showable
from cafe.writers.letters.fonts import BODY, HEADS, letters_for, small
from cafe.writers.letters.met import meet

NO_PLAN = b"null"
RUNS_REMEMBERED = 10
# Typst's own is no Exception, and has no name that can be imported.
PANIC = "PanicException"
TEMPLATES = Path(__file__).parent / "typst"
# Matches nothing: every character has a drawing.
NOTHING = r"\z."
_UNKNOWN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
    b'<rect x="1.5" y="1.5" width="17" height="17" rx="3" fill="#fdf0b6" stroke="#5b2a1f"/>'
    b'<path d="M6 6l8 8M14 6l-8 8" stroke="#5b2a1f"/></svg>'
)
# What stands before a template, in the order in which it is tried; the first is nothing. Typst
# takes no more than 512 odd characters in one paragraph (typst/typst, issue 6694), and lays out
# some lines of letters with marks that are written from right to left past the end of their text
# (issue 8667: it depends on where the line ends). So it is asked again with long texts in pieces,
# then with what is written so in a box of its own, each word with a mark, and each mark.
PIECES = '#show regex("(?s).{1,200}(?:\\s|$)|.{1,200}"): it => it + h(0pt)\n'
BOXED = '#show regex("{}"): it => box(it)\n'
WAYS = (
    "",
    PIECES,
    BOXED.format(r"[\\p{Hebrew}\\p{Arabic}\\p{Syriac}\\p{Thaana}\\p{Nko}\\p{M}\\s]*\\p{M}\\S*"),
    PIECES + BOXED.format(r"\\S*\\p{M}\\S*"),
    PIECES + BOXED.format(r"[\\p{M}\\p{Cf}]+"),
    # At last everything but plain letters is the box of what cannot be drawn, with its text.
    PIECES + '#show regex("[^\\u{0}-\\u{24f}\\u{2010}-\\u{2027}]+"): it => box('
    'image("unknown.svg", height: 0.85em, alt: it.text))\n',
)
TOO_DEEP = "maximum grouping depth exceeded"
# How often it is set again for marks on letters; a text of thousands of such pairs is set plainly.
MOST_TIMES = 6
GAVE_UP = "the typesetter gave up over a text"
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')


class FellOver(typst.TypstError):
    """Typst gave up over a text, whichever way it was asked."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(GAVE_UP, GAVE_UP)
        self.message = self.diagnostic = GAVE_UP


def beside(*names: str) -> dict[str, bytes]:
    """Templates that another one takes in, by name."""
    return {name: (TEMPLATES / name).read_bytes() for name in names}


class Faces(NamedTuple):
    """What a text is set in: `faces.json` for the templates, and the fonts for Typst."""

    said: str
    fonts: Any


# What is set in these letters, found beforehand: files by name.
Plans = Callable[[Faces], Mapping[str, bytes]]


def compiled(
    template: str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes],
    unknown: Collection[str] = (),
    *,
    ways: Sequence[str] = WAYS,
    plans: Plans | None = None,
    **options: Any,
) -> Any:
    """`template` filled with `data` and `files` by name, in a folder of its own.

    Nothing outside that folder can be read, whatever the texts say. The templates draw
    `unknown.svg` for what no font of ours can draw, and for the `unknown` beside that. `plans` are
    files by name with which a template need not try out how it sets something. Returns bytes, or a
    list of them when the format has one picture for each page. Raises typst.TypstError.
    """
    encoded = _encoded(data)
    faces = _faces(encoded, unknown, hyphens="pdf_standards" not in options)
    found = plans(faces) if plans else {}
    planned = {f"plans/{name}.json": plan for name, plan in found.items()}
    with _folder(template, encoded, faces, {**files, **planned}) as root:
        return _typeset(root, template, ways, font_paths=faces.fonts, **options)


def answered(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes], faces: Faces
) -> Any | None:
    """The value in `template` that has the label `answer`; None when Typst gives up over a text."""
    with _folder(template, _encoded(data), faces, files) as root:
        asked = {"field": "value", "one": True, "root": str(root), "font_paths": faces.fonts}
        try:
            return json.loads(typst.query(str(root / template), "<answer>", **asked))
        except RuntimeError:
            return None
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
            return None


def forget() -> None:
    """Have Typst let go of what it remembers: it drops what was not asked for in ten runs."""
    for _run in range(RUNS_REMEMBERED + 1):
        typst.compile(b"", font_paths=small(), format="svg")


def _encoded(data: Mapping[str, Any]) -> str:
    # Drawn at a line's end, a soft hyphen makes every hyphen of its font one for whoever copies.
    return json.dumps(showable(data), ensure_ascii=False).replace("\u00ad", "")


def _faces(encoded: str, unknown: Collection[str], *, hyphens: bool) -> Faces:
    letters = letters_for(encoded)
    meet({*letters.unknown, *unknown})
    faces = {
        "body": [BODY, *letters.families],
        "heads": [HEADS, BODY, *letters.families],
        "unknown": _any_of({*letters.unknown, *unknown}),
        # Of a hyphen that the typesetter puts in, whoever copies a PDF would learn nothing, and of
        # those that were typed neither: both have one drawing.
        "hyphens": hyphens,
    }
    return Faces(json.dumps(faces), letters.fonts)


@contextmanager
def _folder(
    template: str, encoded: str, faces: Faces, files: Mapping[str, bytes]
) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cafe-") as folder:
        root = Path(folder)
        (root / template).write_bytes((TEMPLATES / template).read_bytes())
        (root / "data.json").write_text(encoded, encoding="utf-8")
        (root / "faces.json").write_text(faces.said, encoding="utf-8")
        (root / "unknown.svg").write_bytes(_UNKNOWN)
        for name, contents in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes(contents)
        yield root


def _typeset(root: Path, template: str, ways: Sequence[str], **options: Any) -> Any:
    """What Typst makes of `template` in `root`. Raises typst.TypstError, FellOver."""
    source = (root / template).read_text(encoding="utf-8")
    for way in ways:
        if way:  # set otherwise, it is not as it was planned
            (root / template).write_text(way + source, encoding="utf-8")
            for plan in root.glob("plans/*.json"):
                plan.write_bytes(NO_PLAN)
        try:
            return typst.compile(str(root / template), root=str(root), **options)
        except typst.TypstError as error:
            if error.message != TOO_DEEP:
                raise
        except BaseException as error:
            if type(error).__name__ != PANIC:
                raise
    raise FellOver


def as_pdf(
    template: str,
    data: Mapping[str, Any],
    files: Mapping[str, bytes],
    standards: list[str],
    plans: Plans | None = None,
) -> bytes:
    """`template` as PDF by `standards`.

    A mark on a letter that no font has both of is found when it is set: then it is set again with
    that pair, wherever it stands, drawn as unknown. Raises typst.TypstError for anything else that
    stands in the way.
    """
    unknown: set[str] = set()
    for time in range(MOST_TIMES + 1):
        ways = WAYS if time < MOST_TIMES else WAYS[-1:]
        try:
            made = compiled(
                template, data, files, unknown, ways=ways, plans=plans, pdf_standards=standards
            )
            return _ended(made)
        except typst.TypstError as error:
            new = without_glyph(error) - unknown
            if not new:
                raise
            unknown |= new
    raise FellOver


def _ended(pdf: bytes) -> bytes:
    """`pdf` with an end of line before each `endstream` that is no part of what stands before it.

    Compressed bytes end in a carriage return once in 256 times, and Typst's line feed after it
    makes one end of line of both: validators then count one byte too few (ISO 19005-2, 6.1.7.1).
    """
    return pdf.replace(b"\r\nendstream\n", b"\r\rendstream\n")


def _any_of(characters: Collection[str]) -> str:
    """An expression for a run of `characters`: an emoji is often several."""
    several = sorted(
        (some for some in characters if len(some) > 1), key=lambda one: (-len(one), one)
    )
    single = "".join(rf"\x{{{ord(one):x}}}" for one in sorted(characters) if len(one) == 1)
    # As a class: thousands of alternatives would be too large an expression.
    any_one = [*map(re.escape, several), *([f"[{single}]"] if single else [])]
    # What a box says of itself is no longer than PDF/A lets a string be.
    return f"(?:{'|'.join(any_one)}){{1,40}}" if any_one else NOTHING


def without_glyph(error: typst.TypstError) -> set[str]:
    """The characters that no font here can draw, when that is what `error` is about."""
    return {_unescaped(found) for found in _NO_GLYPH.findall(error.diagnostic)}


def _unescaped(shown: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), shown)
