"""The café's own spreadsheet comes back: nothing is lost, and only what was mended is done."""

import io
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings

from cafe.intake.chosen import Chosen, understood
from cafe.intake.facts import CafeFacts, Placing
from cafe.intake.placing import placing_of
from cafe.intake.queries import cafe_facts
from cafe.intake.reading import read
from cafe.intake.recognising.headers import known_in
from cafe.model import Database, Workshop
from cafe.report.queries import material_of
from cafe.writers import xlsx
from tests.archive.test_round_trip import cafes
from tests.report.samples import brought_in


def looked_at(db: Database, here: str, data: bytes) -> tuple[Placing, CafeFacts]:
    """What would come of a file in the café `here`."""
    with db.reading() as session:
        facts = cafe_facts(session, session.get_one(Workshop, here), own=True)
    book = read(data, known_in)
    view = understood(book, Chosen(), facts, "Lapper")
    found = placing_of(view.sheet, view.layout, facts, view.wish, book.stamp)
    return found, facts


def written(db: Database, here: str) -> bytes:
    with db.reading() as session:
        return xlsx.write(material_of(session, session.get_one(Workshop, here)))


def mended(data: bytes, change: Any) -> bytes:
    """The workbook after somebody had it open: `change(sheet, columns by their heading)`."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book.worksheets[0]
    change(sheet, {str(cell.value): cell.column for cell in sheet[1]})
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def unchanged(found: Placing, rows: int) -> None:
    assert (found.coming, found.edits, found.left, found.differs) == ([], [], [], [])
    assert len(found.there) == rows


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(archive=cafes())
def test_what_nobody_changed_changes_nothing(db: Database, archive: dict[str, Any]) -> None:
    here = brought_in(db, archive)
    with db.reading() as session:
        count = len(material_of(session, session.get_one(Workshop, here)).questions)
    assert count == len(archive["questions"])
    found, facts = looked_at(db, here, written(db, here))
    unchanged(found, len(facts.notes))
