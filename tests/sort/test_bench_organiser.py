"""The scripted organiser of tests/bench/operations.py ends where it should; its sums are right."""

from typing import Any
from uuid import NAMESPACE_URL, uuid5

import pytest

from tests.bench.parts.organiser import Way, sorted_by
from tests.bench.parts.sample import in_archive

TEXTS = ("Flere brygger", "Brygger", "Løyper i nord", "Merk løypa", "Kaffe")


def note(text: str) -> str:
    return str(uuid5(NAMESPACE_URL, text))


def archive() -> dict[str, Any]:
    """Two headings; the first sentence has two notes; the last note is set aside."""
    brygger, brygge, nord, merk, kaffe = map(note, TEXTS)
    slips = [{"id": note(t), "kind": "statement", "part": None, "text": t} for t in TEXTS]
    table: dict[str, Any] = {
        "number": 1,
        "cafe_name": None,
        "split": False,
        "hosts": [],
        "main_statement": None,
    }
    headings = {"Vann": [[brygger, brygge]], "Skog": [[nord], [merk]]}
    asked: dict[str, Any] = {
        "number": 1,
        "text": "Hva trengs?",
        "form": "tables",
        "parts": [],
        "summary": None,
    }
    asked |= {
        "tables": [table | {"notes": slips, "posters": []}],
        "categories": [
            {"heading": h, "listed": True, "entries": [{"text": "x", "notes": n} for n in some]}
            for h, some in headings.items()
        ],
        "set_aside": [{"note": kaffe, "reason": "-"}],
    }
    workshop: dict[str, Any] = {
        "title": "P",
        "document_title": "D",
        "language": "nb",
        "date": "2026-03-04",
    }
    workshop |= {"intro": None, "signature": None}
    return {
        "format": "dialogkafe-archive",
        "version": 1,
        "workshop": workshop,
        "questions": [asked],
    }


def cost(way: Way) -> tuple[int, int]:
    raw = archive()
    (asked,) = in_archive(raw)
    done = sorted_by(raw, asked, way, seed=0)
    return done.acts, done.presses


def test_by_hand_each_note_is_one_act() -> None:
    # three keys; one note behind another's sentence: two; one set aside with a reason: three
    assert cost(Way()) == (5, 3 + 2 + 3)


@pytest.mark.parametrize("way", [Way(3, 0.2, (0.7, 0.0)), Way(0, 0.0, (0.0,)), Way(99)])
def test_however_it_is_sorted_it_ends_as_in_the_archive(way: Way) -> None:
    operations, presses = cost(way)
    assert presses >= operations > 0
