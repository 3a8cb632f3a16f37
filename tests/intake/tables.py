"""Tables as people have them: the samples, and workbooks made here."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
from odfdo import Cell, Document, Row, Table

from cafe.intake.facts import CafeFacts, Placing, QuestionFacts, TableFacts, Wish
from cafe.intake.placing import placing_of
from cafe.intake.reading import Sheet, read
from cafe.intake.recognising.headers import known_in
from cafe.intake.recognising.layout import best_sheet, layout_of

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared/inputs/import"


def sample(name: str) -> Sheet:
    """The sheet of a sample that holds the notes."""
    sheets = read((SAMPLES / name).read_bytes(), known_in).sheets
    return sheets[best_sheet(sheets)]


def xlsx(*sheets: Sequence[Sequence[Any]], change: Any = None) -> bytes:
    """A workbook with these sheets; `change(book)` makes more of it."""
    book = openpyxl.Workbook()
    for at, rows in enumerate(sheets):
        sheet = book.active if at == 0 else book.create_sheet(f"Ark {at + 1}")
        for row in rows:
            sheet.append(row)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(*sheets: Sequence[Sequence[Any]], change: Any = None) -> bytes:
    """The same as OpenDocument."""
    book = Document("ods")
    book.body.clear()
    for at, rows in enumerate(sheets):
        table = Table(f"Ark {at + 1}")
        for values in rows:
            row = Row()
            for value in values:
                row.append_cell(Cell(value))
            table.append_row(row)
        book.body.append(table)
    if change:
        change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def cafe(**more: Any) -> CafeFacts:
    """Questions 1 (with parts A and B) and 2; tables 1 to 4, two for each."""
    questions = {1: QuestionFacts(1, "Hva er bra?", ("A", "B")), 2: QuestionFacts(2, "Hvem?")}
    tables = {number: TableFacts(number * 10, number, (number + 1) // 2) for number in (1, 2, 3, 4)}
    return CafeFacts(questions, tables, **more)


def placed(sheet: Sheet, wish: Wish | None = None, facts: CafeFacts | None = None) -> Placing:
    """What becomes of the sheet's rows."""
    return placing_of(sheet, layout_of(sheet), facts or cafe(), wish or Wish())
