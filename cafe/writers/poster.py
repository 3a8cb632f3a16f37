"""Posters drawn from the notes: café name, card with the question, and the slips round about it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from typing import Literal, TypeVar

from cafe.document.sheet import Sheet
from cafe.writers.typesetting import beside, compiled

T = TypeVar("T")
# 1400 pixels across: sharp on a screen. On paper 160 mm wide, 1890 are 300 to the inch.
SCREEN, PRINT = 72, 97.2
SHEET = (1400, 1050)  # pixels on a screen, as poster.typ has it in points
# Pages lie uncompressed in memory until all of a batch are drawn: 10 MB each.
BATCH = 8
TEMPLATE = beside("poster.typ")


def draw(
    sheets: Sequence[Sheet],
    language: str,
    format: Literal["png", "svg"] = "png",
    *,
    ppi: float = SCREEN,
    progress: Callable[[int], object] = int,
) -> list[bytes]:
    """One picture for each sheet, in the order given. An SVG is made faster, and never blurs.

    `ppi` is for PNG; `progress` hears how many are drawn.
    """
    pictures: list[bytes] = []
    for some in batched(sheets, BATCH):
        data = {"language": language, "posters": [asdict(sheet) for sheet in some]}
        pages = compiled("posters.typ", data, TEMPLATE, format=format, ppi=ppi)
        pictures += pages if isinstance(pages, list) else [pages]
        progress(len(pictures))
    return pictures


def batched(sheets: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`sheets` in pieces of `size`."""
    return (sheets[at : at + size] for at in range(0, len(sheets), size))
