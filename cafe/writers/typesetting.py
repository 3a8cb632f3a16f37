"""Typst: our templates, our fonts, and data that stays data."""

import json
import re
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from cafe.setup.paths import static_dir

TEMPLATES = Path(__file__).parent / "typst"
# Matches nothing: no character is unknown until the fonts have been asked.
NOTHING = r"\z."
_UNKNOWN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
    b'<rect x="1.5" y="1.5" width="17" height="17" rx="3" fill="#fdf0b6" stroke="#5b2a1f"/>'
    b'<path d="M6 6l8 8M14 6l-8 8" stroke="#5b2a1f"/></svg>'
)
_NO_GLYPH = re.compile(r'the text `"((?:[^"\\]|\\.)+)"` could not be displayed')


@cache
def fonts() -> Any:
    """Ours first; the machine's own are there for writing systems that ours lack."""
    return typst.Fonts(font_paths=[str(static_dir() / "dist" / "fonts")])


def compiled(template: str, data: str, files: Mapping[str, bytes], **options: Any) -> Any:
    """`template` filled with `data` (JSON) and `files` by name, in a folder of its own.

    Nothing outside that folder can be read, whatever the texts say. Returns bytes, or a list of
    them when the format has one picture for each page. Raises typst.TypstError.
    """
    with tempfile.TemporaryDirectory(prefix="cafe-") as folder:
        root = Path(folder)
        (root / template).write_bytes((TEMPLATES / template).read_bytes())
        (root / "data.json").write_text(data, encoding="utf-8")
        for name, contents in files.items():
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_bytes(contents)
        return typst.compile(str(root / template), root=folder, font_paths=fonts(), **options)


def as_pdf(
    template: str, data: Mapping[str, Any], files: Mapping[str, bytes], standards: list[str]
) -> bytes:
    """`template` as PDF by `standards`, tried again until no character is left without a drawing.

    The template draws `unknown.svg` where the expression `data.unknown` matches. Raises
    typst.TypstError for anything else that stands in the way.
    """
    unknown: set[str] = set()
    while True:
        encoded = json.dumps({**data, "unknown": _any_of(unknown)})
        try:
            drawn = {**files, "unknown.svg": _UNKNOWN}
            return bytes(compiled(template, encoded, drawn, pdf_standards=standards))
        except typst.TypstError as error:
            new = without_glyph(error) - unknown
            if not new:
                raise
            unknown |= new


def _any_of(characters: set[str]) -> str:
    """An expression for a run of `characters`: an emoji is often several."""
    one = "|".join(re.escape(character) for character in sorted(characters))
    return f"(?:{one})+" if one else NOTHING


def without_glyph(error: typst.TypstError) -> set[str]:
    """The characters that no font here can draw, when that is what `error` is about."""
    return {_unescaped(found) for found in _NO_GLYPH.findall(error.diagnostic)}


def _unescaped(shown: str) -> str:
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), shown)
