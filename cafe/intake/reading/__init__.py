"""Bytes into sheets of rows of text. Pure: no web, no database, no café."""

from collections.abc import Callable, Sequence

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.intake.reading.book import LARGEST, Book, Sheet, checked, from_json, too_large
from cafe.intake.reading.delimited import DELIMITERS, NONE, delimiter_of, rows_of
from cafe.intake.reading.encodings import decoded, encoding_of, readings

__all__ = ["Book", "Sheet", "from_json", "is_text", "read", "read_as", "readings"]
_PAGES = ("<!doctype html", "<html", "<table", "{\\rtf", "<?xml")


def is_text(data: bytes) -> bool:
    """Whether it is read in the blink of an eye: anything but a workbook."""
    return not data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0"))


def read(data: bytes, known: Callable[[Sequence[str]], int] = lambda _row: 0) -> Book:
    """What is in the file; `known`: how many of a row's cells are headings. Raises Invalid."""
    if len(data) > LARGEST:
        raise too_large()
    if is_text(data):
        return read_as(data, known=known)
    from cafe.intake.reading.workbook import read_workbook

    return read_workbook(data)


def read_as(
    data: bytes,
    *,
    encoding: str = "",
    delimiter: str | None = None,
    known: Callable[[Sequence[str]], int] = lambda _row: 0,
) -> Book:
    """A text file or what was pasted, read in this way where it is said, else in the likeliest.

    Raises Invalid.
    """
    if len(data) > LARGEST:
        raise too_large()
    likeliest, doubtful = encoding_of(data)
    encoding = encoding or likeliest
    text = decoded(data, encoding)
    if text.lstrip()[:20].lower().startswith(_PAGES):
        raise Invalid(
            _(
                "This is a web page or a text document, no table. Open it in a spreadsheet "
                "program and save it as XLSX or CSV, or copy the cells and paste them here."
            ),
            where="file",
        )
    if not text.strip("\ufeff\0 \t\r\n"):
        raise Invalid(_("There is nothing in the file: all its cells are empty."), where="file")
    given = delimiter if delimiter in (*DELIMITERS, NONE) else None
    parted = delimiter_of(text, known) if given is None else given
    sheet = checked(Sheet("", rows_of(text, parted), plain=True))
    return Book([sheet], encoding, parted, doubtful)
