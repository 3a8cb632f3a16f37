"""The café of 2014 as figures need it: notes, true pairs, headings. It lies outside."""

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cafe.demo.cafe import QUESTIONS
from cafe.demo.shapes import Theme
from cafe.suggest.vectors import Text
from tests.house.sources import ROOT

PATH = ROOT.parent / "shared" / "cafe2014" / "archive-q1-q3.json"
Two = frozenset[str]
Place = tuple[str, frozenset[str]]


class Asked(NamedTuple):
    """One question as it was finally sorted."""

    number: int
    text: str
    slips: list[Text]
    same: set[Two]  # notes behind the same entry
    headings: list[str]
    under: dict[str, list[str]]  # note → its headings
    places: dict[str, list[Place]]  # note → its headings with all notes behind the same entry
    beside: list[str]  # the notes of the other questions


def questions(path: Path = PATH) -> list[Asked]:
    """The sample's questions, or those of another archive at `path`."""
    return in_archive(load(path))


def load(path: Path = PATH) -> dict[str, Any]:
    """The archive at `path`. Leaves with a word when there is none."""
    if not path.is_file():
        sys.exit(f"There is no archive at {path}. Name one: python -m tests.bench.… ARCHIVE")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found


def in_archive(archive: dict[str, Any]) -> list[Asked]:
    """The questions of an archive."""
    raw = archive["questions"]
    notes = {one["number"]: _slips(one) for one in raw}
    return [_asked(one, notes) for one in raw]


def demo() -> list[Asked]:
    """The product's own demo café: another field and other hands, also sorted and joined."""
    notes = _notes(QUESTIONS)
    return [_asked(_as_archive(theme), notes) for theme in QUESTIONS]


def _notes(themes: Sequence[Theme]) -> dict[int, list[Text]]:
    return {
        theme.number: [
            Text(slip.key, slip.text)
            for table in theme.tables
            for slip in table.slips
            if not slip.struck
        ]
        for theme in themes
    }


def _as_archive(theme: Theme) -> dict[str, Any]:
    categories = [
        {
            "heading": heading.text,
            "entries": [{"notes": {*line.keys, *line.absorbs}} for line in heading.lines],
        }
        for heading in theme.headings
    ]
    return {"number": theme.number, "text": theme.text, "categories": categories}


def partners(asked: Asked) -> dict[str, set[str]]:
    """Each note that has a true partner, with all of them."""
    found = defaultdict[str, set[str]](set)
    for one, other in map(tuple, asked.same):
        found[one].add(other)
        found[other].add(one)
    return dict(found)


def _slips(question: dict[str, Any]) -> list[Text]:
    return [Text(n["id"], n["text"]) for table in question["tables"] for n in table["notes"]]


def _asked(question: dict[str, Any], notes: dict[int, list[Text]]) -> Asked:
    places, same = defaultdict[str, list[Place]](list), set[Two]()
    for category in question["categories"]:
        for entry in category["entries"]:
            same |= {frozenset((a, b)) for a in entry["notes"] for b in entry["notes"] if a != b}
            for note in entry["notes"]:
                places[note].append((category["heading"], frozenset(entry["notes"])))
    under = {note: [heading for heading, _notes in some] for note, some in places.items()}
    number = question["number"]
    beside = [slip.text for other, slips in notes.items() if other != number for slip in slips]
    headings = [category["heading"] for category in question["categories"]]
    return Asked(
        number, question["text"], notes[number], same, headings, under, dict(places), beside
    )
