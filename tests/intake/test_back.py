"""The café's own spreadsheet comes back: nothing is lost, and only what was mended is done."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.document.raw import raw_of
from cafe.errors import Conflict
from cafe.intake.actions import bring
from cafe.intake.chosen import Chosen, understood
from cafe.intake.facts import CafeFacts, Placing
from cafe.intake.placing import placing_of
from cafe.intake.queries import cafe_facts
from cafe.intake.reading import read
from cafe.intake.recognising.headers import known_in
from cafe.model import Database, Entry, Note, Workshop
from cafe.model.note import SORTED_TOO
from cafe.report.queries import material_of
from cafe.writers import csv, xlsx
from tests.archive.archives import an_archive, note_id
from tests.archive.test_round_trip import cafes
from tests.report.samples import brought_in, sample
from tests.support.world import new_id


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
        return xlsx.write(raw_of(material_of(session, session.get_one(Workshop, here))))


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


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(archive=cafes())
def test_what_nobody_changed_changes_nothing(db: Database, archive: dict[str, Any]) -> None:
    here = brought_in(db, archive)
    with db.reading() as session:
        count = len(material_of(session, session.get_one(Workshop, here)).questions)
    assert count == len(archive["questions"])
    found, facts = looked_at(db, here, written(db, here))
    unchanged(found, len(facts.notes))


def a_cafe(db: Database, stage: str) -> str:
    """One in which “more light” stands alone behind its sentence, unless nothing is sorted yet."""
    archive = an_archive()
    entry = {"text": "More light.", "notes": [note_id(1)]}
    heading = {"heading": "Light", "listed": True, "entries": [entry]}
    archive["questions"][0]["categories"] = [heading] if stage == "sorting" else []
    archive["workshop"]["stage"] = stage
    return brought_in(db, archive)


def taken(db: Database, here: str, data: bytes) -> bring.Brought:
    found, _facts = looked_at(db, here, data)
    return bring.taken_in(db.writing, found, bring.Doer(here, "person:1", new_id()))


def says(text: str) -> Any:
    """Whoever has the file open words “more light” so, and adds a row."""

    def change(sheet: Any, at: dict[str, int]) -> None:
        for row in range(2, sheet.max_row + 1):
            if sheet.cell(row, at["Note"]).value == "more light":
                sheet.cell(row, at["Note"], text)
        last = sheet.max_row + 1
        new = {"Table": "Table 1", "Note": f"New: {text}", "Heading": "Light"}
        for name, value in new.items():
            sheet.cell(last, at[name], value)

    return change


def texts(db: Database, of: Any) -> set[str]:
    with db.reading() as session:
        return set(session.scalars(select(of.text).execution_options(**SORTED_TOO)))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_while_sorting_a_mended_note_has_its_sentence_reworded(db: Database) -> None:
    here = a_cafe(db, "sorting")
    brought = taken(db, here, mended(written(db, here), says("more light at night")))
    assert brought.left == []
    assert texts(db, Entry) == {"More light at night.", "New: more light at night."}
    assert {"more light", "New: more light at night"} <= texts(db, Note)
    # The same file once more does nothing.
    again = taken(db, here, mended(written(db, here), says("more light")))
    assert texts(db, Entry) >= {"More light at night."}
    assert again.done.edits == []


def test_while_tables_are_open_a_mended_note_reads_so_unless_it_changed_here(db: Database) -> None:
    here = a_cafe(db, "open")
    file = written(db, here)
    first = taken(db, here, mended(file, says("more light at night")))
    assert "more light at night" in texts(db, Note)
    assert first.left == []
    assert first.done.unheaded == 1
    # Somebody else mended the same file, not knowing of the first.
    second = taken(db, here, mended(file, says("more lamps")))
    assert [why for _row, why, text in second.left if text == "more lamps"] == [
        "It was changed here meanwhile. Now: “more light at night”."
    ]
    assert "more light at night" in texts(db, Note)
    # Who had it open and mended nothing takes nothing back.
    third = taken(db, here, file)
    assert third.done.edits == []
    assert "more light at night" in texts(db, Note)


def test_what_has_come_in_is_said_when_the_rest_is_refused(db: Database) -> None:
    """The café is finished between two slices of a press: the rows of the first are in, and each
    of the others is left with why. When none is in, the press is refused as a whole."""

    def add_many(sheet: Any, at: dict[str, int]) -> None:
        for row in range(sheet.max_row + 1, sheet.max_row + bring.SLICE + 4):
            sheet.cell(row, at["Table"], "Table 1")
            sheet.cell(row, at["Note"], f"New {row}")

    here = a_cafe(db, "sorting")
    found, _facts = looked_at(db, here, mended(written(db, here), add_many))
    assert len(found.coming) == bring.SLICE + 3

    @contextmanager
    def and_then_it_ends() -> Iterator[Session]:
        with db.writing() as tx:
            yield tx
            tx.get_one(Workshop, here).stage = "finished"

    brought = bring.taken_in(and_then_it_ends, found, bring.Doer(here, "person:1", new_id()))
    assert len(brought.done.coming) == bring.SLICE
    assert len([one for one in texts(db, Note) if one.startswith("New ")]) == bring.SLICE
    assert [text for _row, why, text in brought.left if why] == [
        one.text for one in found.coming[bring.SLICE :]
    ]
    with pytest.raises(Conflict):
        bring.taken_in(db.writing, found, bring.Doer(here, "person:1", new_id()))


def test_our_own_tables_come_back_letter_for_letter(db: Database) -> None:
    """What a spreadsheet would run was guarded, what a note leaves open ended: both go again."""
    archive = an_archive()
    first, second = archive["questions"][0]["tables"][0]["notes"][:2]
    first["text"], second["text"] = "=SUM(A1:A9)", "\u202eabc\u2069 uten slutt"
    here = brought_in(db, archive)
    with db.reading() as session:
        data = csv.write(raw_of(material_of(session, session.get_one(Workshop, here))))
    assert b"'=SUM" in data
    assert f"{second['text']}\u202c;".encode() in data
    for file in (data, written(db, here)):
        found, facts = looked_at(db, here, file)
        unchanged(found, len(facts.notes))


def test_the_printed_cafe_comes_back_unchanged(db: Database) -> None:
    here = brought_in(db, sample()[0])
    found, facts = looked_at(db, here, written(db, here))
    unchanged(found, len(facts.notes))
