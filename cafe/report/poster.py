"""Posters drawn from the notes: café name, card with the question, and the slips round about it."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Literal

from cafe.report.sheet import Sheet
from cafe.report.typesetting import TEMPLATES, compiled

# 1400 pixels: sharp across a printed page and on a screen.
PIXELS_PER_INCH = 72
TEMPLATE = {"poster.typ": (TEMPLATES / "poster.typ").read_bytes()}


def draw(
    sheets: Sequence[Sheet], language: str, format: Literal["png", "svg"] = "png"
) -> list[bytes]:
    """One picture for each sheet, in the order given. An SVG is made faster, and never blurs."""
    if not sheets:
        return []
    data = json.dumps({"language": language, "posters": [asdict(sheet) for sheet in sheets]})
    pages = compiled("posters.typ", data, TEMPLATE, format=format, ppi=PIXELS_PER_INCH)
    return pages if isinstance(pages, list) else [pages]
