"""Every note as CSV that Norwegian spreadsheets open right: UTF-8 with its mark, semicolons.

Cells of a row stand beside each other on one line, so what a text leaves open is ended in its cell
(`core/lines.py: closed`). It is not isolated: a table is read by programs too, which would meet two
letters more in each word of Arabic. Whoever brings the table in again here takes both off.
"""

import csv
import io
from collections.abc import Iterable, Sequence

from cafe.core.lines import closed
from cafe.document.raw import Raw
from cafe.writers.guard import guard


def write(raw: Raw) -> bytes:
    """One row for each note there ever was."""
    notes = raw.tables[0]
    return table(notes.head, notes.rows)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Any table, with a head of our own words; no spreadsheet runs what a cell says."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(
        [guard(closed(cell)) if isinstance(cell, str) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")
