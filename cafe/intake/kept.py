"""A table between its preview and the press: as a job's folder, its sender's own.

Why on the server and not in the form: two thousand rows would travel with each look at another
column, and a login that ends meanwhile would take them along. A job's folder is bounded (so many
for each person, `jobs/bounds.py`) and goes an hour after it was looked at last (`jobs/folder.py`).
"""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from cafe.core.files import put, read, remove
from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.intake.reading import Book, from_json, read_as, readings
from cafe.intake.recognising.headers import known_in
from cafe.jobs.folder import put_json, read_json

SENT, BOOK, NAME, OUTCOME = "sent", "book.json", "name.json", "outcome.json"


def keep_book(folder: Path, book: Book) -> None:
    """Keep a workbook that was read; its file has done its service."""
    put_json(folder / BOOK, book.as_json())
    remove(folder / SENT)


def keep_sent(folder: Path, data: bytes) -> None:
    """Keep a text as it was sent."""
    put(folder / SENT, data)


def sent_in(folder: Path) -> bytes:
    """The file as it was sent."""
    return read(folder / SENT) or b""


def keep_name(folder: Path, name: str, cafe: str) -> None:
    """Keep what people call the table, and for which café it was sent."""
    put_json(folder / NAME, {"name": name, "cafe": cafe})


def name_in(folder: Path, cafe: str) -> str:
    """What people call the table. Raises NotFound when it is another café's, or no longer there."""
    about = read_json(folder / NAME)
    if about.get("cafe") != cafe:
        raise _no_longer()
    os.utime(folder)
    return str(about.get("name", ""))


def _no_longer() -> NotFound:
    return NotFound(
        _("This table is no longer kept here. Send the file, or paste the cells, once more.")
    )


def book_in(folder: Path, encoding: str = "", delimiter: str | None = None) -> Book:
    """The table, of a text file in this reading where one is chosen. Raises NotFound, Invalid."""
    if kept := read_json(folder / BOOK):
        with suppress(ValueError, TypeError, LookupError, AttributeError):
            return from_json(kept)
        raise _no_longer()
    sent = read(folder / SENT)
    if sent is None:
        raise NotFound(_("This table is still being read. Try again in a moment."))
    return read_as(sent, encoding=encoding, delimiter=delimiter, known=known_in)


def readings_in(folder: Path) -> list[tuple[str, str]]:
    """How a text file may be read, none of a workbook."""
    sent = read(folder / SENT)
    return readings(sent) if sent is not None else []


def keep_outcome(folder: Path, outcome: dict[str, Any]) -> None:
    """Keep what became of the rows."""
    put_json(folder / OUTCOME, outcome)


def outcome_in(folder: Path) -> dict[str, Any]:
    """What became of the rows; {} before they were taken in."""
    return read_json(folder / OUTCOME)
