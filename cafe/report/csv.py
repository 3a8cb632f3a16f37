"""Every note as CSV that Norwegian spreadsheets open right: UTF-8 with its mark, semicolons."""

import csv
import io

from cafe.report.material import Material
from cafe.report.raw import Cell, raw_tables

# A spreadsheet would take a text that begins so for a formula and run it (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(material: Material) -> bytes:
    """One row for each note there ever was."""
    notes = raw_tables(material)[0]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(notes.head)
    writer.writerows([defused(cell) for cell in row] for row in notes.rows)
    return text.getvalue().encode("utf-8-sig")


def defused(cell: Cell) -> Cell:
    """`cell` with an apostrophe before what could be run; the spreadsheet shows it as text."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
