"""Every note as CSV that Norwegian spreadsheets open right: UTF-8 with its mark, semicolons."""

import csv
import io

from cafe.document.raw import Raw
from cafe.writers.guard import guard


def write(raw: Raw) -> bytes:
    """One row for each note there ever was."""
    notes = raw.tables[0]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(notes.head)
    writer.writerows(
        [guard(cell) if isinstance(cell, str) else cell for cell in row] for row in notes.rows
    )
    return text.getvalue().encode("utf-8-sig")
