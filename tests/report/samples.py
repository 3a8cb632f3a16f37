"""Cafés for the report's tests: small ones of our own, and the one printed in 2014 if at hand."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

from cafe.archive.actions import import_archive
from cafe.archive.schema import read
from cafe.document.material import Category, Material, PosterNote, Question, Table
from cafe.model import Database, Person

SAMPLE = Path(__file__).resolve().parents[2].parent / "shared/cafe2014/archive-q1-q3.json"
ODD = "⇒ + ÷ = [ ] « » ☺ $ & < > | * _ # ` ~ \\ 4 > 3 & a_b *x* [a](b) <b> &amp; ~~no~~ "
RIGHT_TO_LEFT = "שלום مرحبا"
EMOJI = "🫖 👩‍👩‍👧"
STARTS = ("- dash", "1. number", "12) number", "# hash", "+ plus", "> angle", "* star", "=== ")


def table(number: int, **values: Any) -> Table:
    defaults: dict[str, Any] = {
        "cafe_name": f"KAFÉ {number}",
        "main_statement": f"Statement {number}.",
        "slips": (PosterNote("more light"), PosterNote("Who holds the key?")),
    }
    return Table(number, **{**defaults, **values})


def a_question(number: int = 1, *, tables: tuple[Table, ...] = (), **values: Any) -> Question:
    headings = (Category("Light", ("More light.", "Who holds the key?")),)
    defaults: dict[str, Any] = {"text": f"Question {number}?", "headings": headings}
    return Question(number, tables=tables or (table(number),), **{**defaults, **values})


def material(*questions: Question, **values: Any) -> Material:
    defaults: dict[str, Any] = {
        "language": "en",
        "header": "A GATHERING, 17 MAY 2026",
        "title": "DIALOGUE CAFÉ – SUMMARY",
        "date": dt.date(2026, 5, 17),
        "signature": ("Ada", "organiser, ORG", "may 2026"),
    }
    return Material(**{**defaults, **values, "questions": questions})


def sample() -> tuple[bytes, dict[str, Any]]:
    """The 2014 archive as bytes and as JSON; the test is skipped where it is not at hand."""
    if not SAMPLE.is_file():
        pytest.skip("the 2014 archive is not at hand")
    raw = SAMPLE.read_bytes()
    return raw, json.loads(raw)


def brought_in(
    db: Database, archive: dict[str, Any] | bytes, *, by_person: Person | None = None
) -> str:
    """Import `archive` into `db`; the café's id."""
    data = archive if isinstance(archive, bytes) else json.dumps(archive).encode()
    with db.writing() as tx:
        workshop = import_archive(tx, archive=read(data), by_person=by_person, secret_key="key")
    return workshop.id
