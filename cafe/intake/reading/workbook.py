"""XLSX, ODS and the older XLS: sheets as a person sees them. Pure; slow, so it is a job's work.

Read by calamine. Of a formula the last value stands there; a merged value belongs to the first of
its cells, and goes down through the others when they stand below each other: that is how table,
question and heading are written once for several rows.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any

from lxml.etree import XMLSyntaxError
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from cafe.core.i18n import _, language
from cafe.errors import BROKEN_ZIP, Invalid
from cafe.intake.reading.book import Book, Sheet, checked, too_large
from cafe.intake.reading.old_workbook import Locked, Reach, reaches
from cafe.intake.reading.structure import (
    Structure,
    cell_name,
    checked_size,
    letters,
    of_package,
    stamp_of,
)

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = ("EncryptedPackage".encode("utf-16-le"), b"encryption-data")
MOST_TOLD = 100  # places of a kind
MOST_CELLS = 4_000_000  # in all sheets: of a table of notes, several times over


def read_workbook(data: bytes) -> Book:
    """The sheets of a workbook. Raises Invalid, with a way out."""
    try:
        structures, stamp = _structures(data)
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [
            _sheet(book, at, structures[at] if at < len(structures) else Structure())
            for at, about in enumerate(book.sheets_metadata)
            if about.typ is SheetTypeEnum.WorkSheet
        ]
    except (PasswordError, Locked) as error:
        raise _locked() from error
    except (CalamineError, XMLSyntaxError, ValueError, OSError, *BROKEN_ZIP) as error:
        raise _broken() from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader gives a damaged file up
            raise
        raise _broken() from error
    if not any(any(map(any, sheet.rows)) for sheet in sheets):
        raise Invalid(_("There is nothing in the file: all its cells are empty."), where="file")
    return Book(sheets, stamp=stamp)


def _broken() -> Invalid:
    return Invalid(
        _(
            "The file is broken, or is no spreadsheet. Open it in a spreadsheet program and "
            "save it as XLSX or CSV, or copy the cells and paste them here."
        ),
        where="file",
    )


def _locked() -> Invalid:
    return Invalid(
        _("The file is protected by a password. Save it without one, and send it again."),
        where="file",
    )


def _structures(data: bytes) -> tuple[list[Structure], str]:
    if not data.startswith(ZIP):
        if _LOCKED[0] in data:
            raise _locked()
        _check_room(reaches(data))
        return [], ""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        checked_size(package, too_large())
        manifest = "META-INF/manifest.xml"
        if manifest in package.namelist() and _LOCKED[1] in package.read(manifest):
            raise _locked()
        found, stamp = of_package(package), stamp_of(package)
    _check_room([(one.rows, one.columns) for one in found])
    return found, stamp


def _check_room(reaches: Sequence[Reach]) -> None:
    """Raise Invalid when a sheet, or all of them together, are larger than what is brought in."""
    for rows, columns in reaches:
        checked(Sheet("", [()] * min(rows, 2_000_000)))
        checked(Sheet("", [("",) * min(columns, 20_000)]))
    if sum(rows * columns for rows, columns in reaches) > MOST_CELLS:
        raise too_large()


def _sheet(book: CalamineWorkbook, at: int, about: Structure) -> Sheet:
    sheet = book.get_sheet_by_index(at)
    hidden = about.hidden or book.sheets_metadata[at].visible is not SheetVisibleEnum.Visible
    rows = [[_shown(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    merged, filled = _fill_down(rows, about.merged or _merged(sheet))
    told = {
        "rows": [str(row + 1) for row in sorted(about.hidden_rows) if any(rows[row : row + 1])],
        "columns": [letters(one) for one in sorted(about.hidden_columns) if one < about.columns],
        "merged": merged,
        "formulas": [cell_name(*place) for place in about.without_value],
    }
    found = {kind: places[:MOST_TOLD] for kind, places in told.items() if places}
    return checked(Sheet(sheet.name, rows, hidden, found, filled=filled))


def _merged(sheet: CalamineSheet) -> Iterable[tuple[tuple[int, int], tuple[int, int]]]:
    return sheet.merged_cell_ranges or []


def _fill_down(
    rows: list[list[str]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]
) -> tuple[list[str], list[list[int]]]:
    """Write a merged value into each of its rows; gives what was merged so, as "A2:A5", and the
    cells that were written."""
    told, filled = [], []
    for (first, left), (last, right) in merged:
        value = rows[first][left] if first < len(rows) and left < len(rows[first]) else ""
        if value and last > first:
            told.append(f"{cell_name(first, left)}:{cell_name(last, right)}")
            for at in range(first + 1, min(last + 1, len(rows))):
                rows[at][left] = value
                filled.append([at, left])
    return told, filled


def _shown(value: Any) -> str:
    """A cell as a spreadsheet here shows it."""
    english = language() == "en"
    match value:
        case bool():
            return _("TRUE") if value else _("FALSE")
        case int() | float():
            plain = f"{value:.15g}"
            return plain if english else plain.replace(".", ",")
        case datetime():
            return f"{_day(value, english)} {value:%H:%M}"
        case date():
            return _day(value, english)
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)


def _day(value: date, english: bool) -> str:
    # Beyond the year 999 strftime does not pad: isoformat and numbers do.
    if english:
        return f"{value.year:04}-{value.month:02}-{value.day:02}"
    return f"{value.day:02}.{value.month:02}.{value.year:04}"
