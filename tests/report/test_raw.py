"""The raw material, read back by a spreadsheet reader: every note, letter for letter."""

import csv as stdlib
import io

import openpyxl
import pytest

from cafe.core.lines import left_open, unclosed
from cafe.document.material import Material, Typed, VisitorQuestion
from cafe.document.raw import raw_of
from cafe.model import Database, Workshop
from cafe.report.queries import material_of
from cafe.writers import csv, xlsx
from cafe.writers.guard import unguard
from tests.report.samples import (
    EMOJI,
    ODD,
    RIGHT_TO_LEFT,
    STARTS,
    a_question,
    brought_in,
    material,
    sample,
    table,
)

FORMULAS = ("=1+1", "+47 12", "-5 degrees", "@home", "\tx", '=HYPERLINK("http://x.example")')
LINKS = ("https://example.org/x", "mailto:a@example.org", "internal:Sheet!A1", "007", "1e5", "TRUE")
TURNED = ("\u202eabc", "\u2067\u202dslutt\u202c\u2069", "\u202eto\nlinjer")
TEXTS = (
    ODD,
    *STARTS,
    RIGHT_TO_LEFT,
    EMOJI,
    *FORMULAS,
    *LINKS,
    "æøå\nto linjer",
    "x" * 10_000,
    *TURNED,
)


@pytest.fixture
def odd() -> Material:
    notes = tuple(Typed(str(at), text, "unplaced") for at, text in enumerate(TEXTS))
    last = Typed(
        "z", "last", "aside", reason=ODD, asked=(VisitorQuestion("Why?", "written", "So."),)
    )
    return material(a_question(1, tables=(table(1, typed=(*notes, last)),)), a_question(2))


def sheet(file: bytes, name: str) -> list[list[object]]:
    book = openpyxl.load_workbook(io.BytesIO(file))
    cells = list(book[name].iter_rows())
    assert {cell.data_type for row in cells for cell in row} <= {"s", "n"}
    assert not any(cell.hyperlink for row in cells for cell in row)
    return [[cell.value for cell in row] for row in cells]


def test_a_spreadsheet_reader_finds_every_note(odd: Material) -> None:
    head, *rows = sheet(xlsx.write(raw_of(odd)), "Notes")
    at = {name: place for place, name in enumerate(head)}
    assert [unclosed(str(row[at["Note"]])) for row in rows] == [*TEXTS, "last"]
    assert not any(left_open(str(cell or "")) for row in rows for cell in row)
    assert rows[-1][at["What became of it"]] == "set aside"
    assert rows[-1][at["Reason"]] == ODD
    assert rows[-1][at["Asked"]] == "Why?\nSo."
    assert rows[0][at["Question no."]] == 1


def test_csv_opens_with_its_letters_right_and_nothing_to_run(odd: Material) -> None:
    file = csv.write(raw_of(odd))
    assert file.startswith(b"\xef\xbb\xbf")
    head, *rows = stdlib.reader(io.StringIO(file.decode("utf-8-sig"), newline=""), delimiter=";")
    place = head.index("Note")
    assert [unclosed(unguard(row[place])) for row in rows] == [*TEXTS, "last"]
    assert not any(left_open(cell) for row in rows for cell in row)
    # Only what could be run is touched.
    guarded = [row[place] for row in rows if row[place] != unguard(row[place])]
    assert guarded == [
        "'=== ",
        "'=1+1",
        "'+47 12",
        "'-5 degrees",
        '\'=HYPERLINK("http://x.example")',
    ]


def test_the_same_cafe_gives_the_same_bytes(odd: Material) -> None:
    assert xlsx.write(raw_of(odd)) == xlsx.write(raw_of(odd))


def test_the_2014_cafe_has_every_note_and_every_sentence(db: Database) -> None:
    raw, archive = sample()
    here = brought_in(db, raw)
    with db.reading() as session:
        file = xlsx.write(raw_of(material_of(session, session.get_one(Workshop, here))))
    notes, sentences = sheet(file, "Lapper"), sheet(file, "Setninger")
    assert [row[2] for row in notes[1:]] == [
        note["text"] for q in archive["questions"] for t in q["tables"] for note in t["notes"]
    ]
    assert sorted(str(row[2]) for row in sentences[1:]) == sorted(
        entry["text"]
        for q in archive["questions"]
        for c in q["categories"]
        for entry in c["entries"]
    )
    assert sum(row[10] == "ikke plassert ennå" for row in notes) == 2
