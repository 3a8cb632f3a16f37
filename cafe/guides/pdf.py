"""A guide as PDF/UA-1, for everybody: one sheet of A4."""

from functools import lru_cache
from typing import Any

import typst

from cafe.core.i18n import REGIONS, _
from cafe.core.lines import one_line
from cafe.errors import Invalid
from cafe.guides.rules import NAMES, Section, runs
from cafe.guides.texts import address, guide
from cafe.writers.poster import TEMPLATE
from cafe.writers.typesetting import as_pdf

STANDARDS = ["ua-1"]
Runs = list[dict[str, str]]


@lru_cache(maxsize=3 * len(NAMES))
def kept_pdf(name: str, language: str, base: str) -> bytes:
    """The guide of no café: anybody may ask for it, so it is made once. Raises Invalid."""
    return guide_pdf(name, language, base=base)


def guide_pdf(name: str, language: str, cafe: str = "", base: str = "") -> bytes:
    """The guide `name` in `language`, with the name of a café above it. Raises Invalid.

    `base`: where this installation is, for links from one guide to another.
    """
    found = guide(name, language)
    data: dict[str, Any] = {
        "title": found.title,
        "lead": _runs(found.lead, base),
        "steps": [_section(one, base) for one in found.steps],
        "aside": [_section(one, base) for one in found.aside],
        "last": _runs(found.last, base),
        "cafe": one_line(cafe) or "Dialogkafé",
        "language": language,
        "region": REGIONS[language],
    }
    try:
        return as_pdf("guide.typ", data, TEMPLATE, STANDARDS)
    except typst.TypstError as error:
        raise Invalid(_("The PDF could not be made (%(why)s).", why=error.message)) from error


def _section(section: Section, base: str) -> dict[str, Any]:
    return {
        "heading": section.heading,
        "points": [_runs(point, base) for point in section.points],
    }


def _runs(text: str, base: str) -> Runs:
    """Stretches with their addresses; to another guide only where it is known where that lies."""
    found = []
    for run in runs(text):
        to = address(run.key, base) if run.key else ""
        found.append({"words": run.words, "address": to if to.startswith("http") else ""})
    return found
