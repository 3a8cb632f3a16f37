"""The raw material as a spreadsheet: notes, sentences and tables, each on its sheet."""

import io
from datetime import datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from cafe.core.lines import closed
from cafe.document.raw import Raw, RawTable
from cafe.writers.guard import STAMP

# What a cell has room for, in units of UTF-16; the archive has the rest of what is longer.
ROOM = 32_767
NARROW, WIDE = 12, 48
# The same café shall give the same bytes.
WHEN = datetime(1980, 1, 1)  # noqa: DTZ001  # XLSX knows no time zones
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write(raw: Raw) -> bytes:
    """One .xlsx file. No text is taken for a formula, a link or a number."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    book.set_properties({"title": raw.title, "created": WHEN})
    if raw.stamp:
        book.set_custom_property(STAMP, raw.stamp, "text")
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for table in raw.tables:
        _sheet(book, table, wrapped)
    book.close()
    return buffer.getvalue()


def _sheet(book: Workbook, table: RawTable, wrapped: Format) -> None:
    sheet = book.add_worksheet(table.name)
    bold = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    for at, title in enumerate(table.head):
        sheet.write_string(0, at, title, bold)
        longest = max((len(str(row[at])) for row in table.rows), default=0)
        sheet.set_column(at, at, WIDE if longest > NARROW * 2 else NARROW)
    for line, row in enumerate(table.rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(line, at, cell, wrapped)
            elif cell:
                sheet.write_string(line, at, _fitting(cell), wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.head) - 1)


def _fitting(text: str) -> str:
    """`text` as a cell: what it leaves open is ended, for cells are copied beside others."""
    text = text.replace("\r\n", "\n")  # as "_x000D_" not every program reads it
    cell, room = closed(text), ROOM
    while _units(cell) > ROOM:
        cell = closed(f"{text[: room - 1]}…")
        room -= max(1, (_units(cell) - ROOM + 1) // 2)
    return cell


def _units(text: str) -> int:
    """How long the format says it is: in UTF-16, in which an emoji is two."""
    return len(text.encode("utf-16-le")) // 2
