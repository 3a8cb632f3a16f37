"""The letters in print: every font comes with the product, the machine's own are never asked.

Source Sans 3 and Fraunces for Norwegian, Sámi, Vietnamese, Greek and Cyrillic; Noto's for other
writing, symbols and emoji in one colour. Chinese, Japanese and Korean are three times as large
as all of that together, and are fetched by whoever runs the café (`setup/fonts.py`).
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import typst

from cafe.setup.paths import static_dir
from cafe.writers.letters.cmap import characters

BODY, HEADS = "Source Sans 3", "Fraunces"
# Asked first and last; all others in between, by name. Noto's Arabic draws a letter's dots by
# themselves, and whoever copies or listens to a PDF then meets the letter twice: it comes after
# another's. Of what is in several, emoji are drawn as such: some belong together.
FIRST = (BODY, "Noto Sans", "IBM Plex Sans Arabic")
LAST = ("Noto Sans Math", "Noto Emoji", "Noto Sans Symbols", "Noto Sans Symbols 2")
# Packages with fonts in them; the second is the one that is fetched.
SMALL, LARGE = "manimgx_fonts", "manimgx_fonts_cjk"
EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\U00016fe0-\U00018cff\U0001aff0-\U0001b2ff\U0001f200-\U0001f2ff\U00020000-\U0003ffff]"
)
EASTERN = "Noto Sans CJK"
# One drawing for Chinese, Japanese and Korean each, where their characters differ.
_OF_JAPAN, _OF_KOREA = re.compile("[\u3040-\u30ff]"), re.compile("[\u1100-\u11ff\uac00-\ud7ff]")
# Nothing is drawn of these, whatever the font (Default_Ignorable_Code_Point, and all blanks).
_UNDRAWN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)


OGHAM_BLANK = "\u1680"  # a line, for those who write along one


class Letters(NamedTuple):
    """What a text is set in: families beside ours, in order, and what none of them can draw."""

    families: tuple[str, ...]
    unknown: frozenset[str]
    fonts: Any


def letters_for(text: str) -> Letters:
    """The fonts that `text` needs: a text in Latin letters pays for no others."""
    odd = {ord(one) for one in set(text) if not _is_undrawn(one)} - _drawn_by(small())[BODY]
    eastern = EAST_ASIAN.search(text) is not None and large() is not None
    fonts = large() if eastern else small()
    drawn = _drawn_by(fonts)
    region = f"{EASTERN} {_region(text)}"
    families = tuple(
        name
        for name, known in drawn.items()
        if known & odd and name != BODY and (name == region or not name.startswith(EASTERN))
    )
    unknown = odd.difference(*drawn.values())
    return Letters(families, frozenset(map(chr, unknown)), fonts)


def unknown_in(text: str) -> frozenset[str]:
    """The characters of `text` that no font here can draw."""
    return frozenset() if text.isascii() else letters_for(text).unknown


def drawn_whole(text: str, family: str) -> bool:
    """Whether `family` can draw all of `text`."""
    drawn = _drawn_by(small())[family]
    return all(ord(one) in drawn for one in set(text) if not _is_undrawn(one))


def small() -> Any:
    """The fonts that are always here."""
    return _fonts(static_dir() / "dist" / "fonts", _folder(SMALL))


def large() -> Any | None:
    """Those and the East Asian ones, where somebody has fetched them."""
    if find_spec(LARGE) is None:
        return None
    return _fonts(static_dir() / "dist" / "fonts", _folder(SMALL), _folder(LARGE))


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.origin:
        raise LookupError(f"{package} is not installed")
    return Path(spec.origin).parent


@cache
def _fonts(*folders: Path) -> Any:
    paths = [str(folder) for folder in folders]
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=list(paths)
    )


@cache
def _drawn_by(fonts: Any) -> Mapping[str, frozenset[int]]:
    """What each family can draw, in the order they are asked; not the one of headings alone."""
    files = {one.family: Path(str(one.path)) for one in fonts.fonts() if one.family != HEADS}
    return {name: characters(files[name]) for name in sorted(files, key=_rank)}


def _rank(family: str) -> tuple[int, str]:
    if family in FIRST:
        return FIRST.index(family) - len(FIRST), family
    return LAST.index(family) + 1 if family in LAST else 0, family


def _region(text: str) -> str:
    if _OF_JAPAN.search(text):
        return "JP"
    return "KR" if _OF_KOREA.search(text) else "SC"


def _is_undrawn(character: str) -> bool:
    if _UNDRAWN.match(character):
        return True
    blank = unicodedata.category(character) in ("Cc", "Zs", "Zl", "Zp")
    return blank and character != OGHAM_BLANK
