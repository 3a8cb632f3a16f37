"""Posters drawn from the notes: café name, card with the question, and the slips round about it.

How each is set is found before it is drawn. To find a size that holds every slip, Typst sets a
poster several times, and remembers each try until all that is made with it is done: 200 posters in
one PDF took 1.4 GB. Found beforehand, a few at a time, the tries are forgotten in between, and what
was found for PNG serves for SVG.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial
from typing import Literal, NamedTuple, TypeVar

from cafe.document.sheet import Sheet
from cafe.writers.typesetting import Faces, answered, beside, compiled, forget

T = TypeVar("T")
# 1400 pixels across: sharp on a screen. On paper 160 mm wide, 1890 are 300 to the inch.
SCREEN, PRINT = 72, 97.2
SHEET = (1400, 1050)  # pixels on a screen, as poster.typ has it in points
# What Typst remembers, and what it draws, of so many lies in memory at a time: 10 MB each.
BATCH = 8
TEMPLATE = beside("poster.typ")
PLANNED_WITH = beside("poster.typ", "pages.typ")
# Plans are kept for the next format, each of some kilobytes; beyond this all are found anew.
MOST_KEPT = 1_000
_kept: dict[tuple[Sheet, "Paper"], bytes] = {}


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
        named = {str(place): sheet for place, sheet in enumerate(some)}
        plans = partial(plans_of, named, language=language)
        pages = compiled("posters.typ", data, TEMPLATE, plans=plans, format=format, ppi=ppi)
        pictures += pages if isinstance(pages, list) else [pages]
        progress(len(pictures))
    return pictures


class Paper(NamedTuple):
    """What a poster is drawn on: the document's (with a `region`), or a sheet of its own."""

    faces: str
    language: str
    region: str


def plans_of(
    sheets: Mapping[str, Sheet], faces: Faces, language: str, region: str = ""
) -> dict[str, bytes]:
    """By the name of each sheet how it is set, as JSON. One that Typst gives up over has none: it
    is tried out while it is drawn.
    """
    paper = Paper(faces.said, language, region)
    kept = ((one, _kept.get((one, paper))) for one in sheets.values())
    found = {one: plan for one, plan in kept if plan is not None}
    new = [one for one in dict.fromkeys(sheets.values()) if one not in found]
    for some in batched(new, BATCH):
        found.update(zip(some, _found(some, faces, paper), strict=True))
        forget()
    if len(_kept) + len(new) > MOST_KEPT:
        _kept.clear()
    _kept.update({(one, paper): found[one] for one in new[:MOST_KEPT]})
    return {name: found[one] for name, one in sheets.items()}


def _found(sheets: Sequence[Sheet], faces: Faces, paper: Paper) -> list[bytes]:
    data = {"language": paper.language, "region": paper.region}
    found = answered(
        "plans.typ", data | {"posters": list(map(asdict, sheets))}, PLANNED_WITH, faces
    )
    return [json.dumps(plan).encode() for plan in found or [None] * len(sheets)]


def batched(sheets: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """`sheets` in pieces of `size`."""
    return (sheets[at : at + size] for at in range(0, len(sheets), size))
