"""What a workbook's XML says beside the values: hidden, merged, formulas without a value. Pure.

Looked at before anything is unpacked for its values, so that a small file that would be a large
table is refused first.
"""

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from lxml import etree

from cafe.errors import Invalid
from cafe.writers.guard import STAMP

# XML of a workbook, unpacked: 5,000 rows take some 5 MB.
MOST_XML = 30 * 1024 * 1024
MOST_HIDDEN = 20_000  # rows and columns that are told of
Cells = tuple[tuple[int, int], tuple[int, int]]
_AT = re.compile(r"([A-Za-z]+)(0*[1-9][0-9]*)")
_COUNT = re.compile(r"\+?[0-9]+")
_FAR = 10**9  # further than any sheet reaches


@dataclass
class Structure:
    """Of one sheet; rows and columns are counted from 0. `rows`, `columns`: how far it reaches."""

    name: str = ""
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Cells] = field(default_factory=list)
    without_value: list[tuple[int, int]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0

    def reach(self, row: int, column: int) -> None:
        """There is something in this cell."""
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)


def letters(column: int) -> str:
    """What a spreadsheet calls the column: 0 is A, 26 is AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def cell_name(row: int, column: int) -> str:
    """What a spreadsheet calls the cell."""
    return f"{letters(column)}{row + 1}"


def unpacked(package: zipfile.ZipFile) -> int:
    """How many bytes of XML the file would be."""
    return sum(
        one.file_size for one in package.infolist() if one.filename.endswith((".xml", ".rels"))
    )


def of_package(package: zipfile.ZipFile) -> list[Structure]:
    """Of each sheet of an XLSX or ODS file, in their order; [] of another one."""
    names = set(package.namelist())
    if "content.xml" in names:
        with package.open("content.xml") as file:
            return list(_of_ods(file))
    if "xl/workbook.xml" in names:
        return list(_of_xlsx(package, names))
    return []


def stamp_of(package: zipfile.ZipFile) -> str:
    """What a spreadsheet of ours says it was written of: café and revision. Else ""."""
    path = "docProps/custom.xml"
    if path not in package.namelist():
        return ""
    with package.open(path) as file:
        for _event, one in _pieces(file):
            if _tag(one) == "property" and _said(one, "name") == STAMP:
                return "".join(one.itertext()).strip()
    return ""


def _pieces(file: IO[bytes], *events: str) -> Iterator[tuple[str, Any]]:
    """The file's elements, read as they come; no entity is resolved and nothing is fetched."""
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    for event, one in etree.iterparse(file, events=events or ("end",), **safe):
        if isinstance(one.tag, str):
            yield event, one


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _said(element: Any, name: str) -> str:
    """The attribute `name`, in whichever namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def _of_xlsx(package: zipfile.ZipFile, names: set[str]) -> Iterator[Structure]:
    targets = _relations(package, names)
    with package.open("xl/workbook.xml") as file:
        sheets = [
            (_said(one, "name"), next((v for k, v in one.attrib.items() if k.endswith("}id")), ""))
            for _event, one in _pieces(file)
            if _tag(one) == "sheet"
        ]
    for name, relation in sheets:
        found = Structure(name)
        if (path := targets.get(relation, "")) in names:
            with package.open(path) as file:
                _look_through(file, found)
        yield found


def _relations(package: zipfile.ZipFile, names: set[str]) -> Mapping[str, str]:
    """Where each sheet lies, by the id that the workbook has for it."""
    path = "xl/_rels/workbook.xml.rels"
    if path not in names:
        return {}
    with package.open(path) as file:
        return {
            _said(one, "Id"): posixpath.normpath(
                posixpath.join("/xl", _said(one, "Target"))
            ).lstrip("/")
            for _event, one in _pieces(file)
            if _tag(one) == "Relationship"
        }


def _look_through(file: IO[bytes], found: Structure) -> None:
    for _event, one in _pieces(file):
        match _tag(one):
            case "row":
                if _said(one, "hidden") in ("1", "true") and _said(one, "r").isdecimal():
                    found.hidden_rows.add(int(_said(one, "r")) - 1)
                one.clear()
            case "c":
                _cell(one, found)
                one.clear()
            case "col" if _said(one, "hidden") in ("1", "true"):
                first, last = _said(one, "min"), _said(one, "max")
                if first.isdecimal() and last.isdecimal():
                    found.hidden_columns.update(range(int(first) - 1, min(int(last), 16_384)))
            case "mergeCell":
                first, _colon, last = _said(one, "ref").partition(":")
                if (start := _place(first)) and (end := _place(last or first)):
                    found.merged.append((start, end))


def _place(name: str) -> tuple[int, int] | None:
    """Which cell it is; however it is written, for who reads the values knows it so too."""
    if not (at := _AT.fullmatch(name)):
        return None
    column = 0
    for letter in at[1].upper()[:9]:
        column = column * 26 + ord(letter) - 64
    return _number(at[2]) - 1, column - 1


def _number(digits: str) -> int:
    return int(digits) if len(digits.lstrip("+0")) < 10 else _FAR


def _cell(one: Any, found: Structure) -> None:
    inside = {_tag(child): child.text or "" for child in one}
    if not inside:
        return
    place = _place(_said(one, "r"))
    if place is None:  # it stands where its row does
        row = _said(one.getparent(), "r")
        found.reach(_number(row) - 1 if _COUNT.fullmatch(row) else 0, 0)
        return
    found.reach(*place)
    # A formula whose program kept no value, and an error such as #REF!.
    if ("f" in inside and not inside.get("v")) or _said(one, "t") == "e":
        found.without_value.append(place)


class _Ods:
    """Goes through an ODS file: rows and cells may stand for many of the same."""

    def __init__(self) -> None:
        """Before its first sheet."""
        self.unseen: set[str] = set()
        self.found = Structure()
        self.row = self.cell = self.column = 0

    def begins(self, tag: str, one: Any) -> None:
        """An element begins."""
        if tag == "table":
            hidden = _said(one, "style-name") in self.unseen
            self.found = Structure(_said(one, "name"), hidden)
            self.row = self.column = 0
        elif tag == "table-row":
            self.cell = 0

    def ends(self, tag: str, one: Any) -> None:
        """An element is whole."""
        match tag:
            case "style" if any(_said(inside, "display") == "false" for inside in one):
                self.unseen.add(_said(one, "name"))
            case "table-column":
                times = _times(one, "number-columns-repeated")
                if _is_hidden(one):
                    self.found.hidden_columns.update(
                        range(self.column, min(self.column + times, MOST_HIDDEN))
                    )
                self.column += times
            case "table-cell" | "covered-table-cell":
                times = _times(one, "number-columns-repeated")
                _ods_cell(one, self.found, (self.row, self.cell), times)
                self.cell += times
                one.clear()
            case "table-row":
                self._row(one, _times(one, "number-rows-repeated"))
                one.clear()

    def _row(self, one: Any, times: int) -> None:
        if self.found.rows > self.row:
            self.found.rows = self.row + times
        if _is_hidden(one):
            self.found.hidden_rows.update(range(self.row, min(self.row + times, MOST_HIDDEN)))
        self.row += times


def _of_ods(file: IO[bytes]) -> Iterator[Structure]:
    going = _Ods()
    for event, one in _pieces(file, "start", "end"):
        tag = _tag(one)
        if event == "start":
            going.begins(tag, one)
            continue
        going.ends(tag, one)
        if tag == "table":
            yield going.found
            one.clear()


def _is_hidden(one: Any) -> bool:
    return _said(one, "visibility") in ("collapse", "filter")


def _times(one: Any, name: str) -> int:
    times = _said(one, name)
    return max(1, _number(times)) if _COUNT.fullmatch(times) else 1


def _ods_cell(one: Any, found: Structure, at: tuple[int, int], times: int) -> None:
    row, column = at
    kind, formula = _said(one, "value-type"), _said(one, "formula")
    rows, columns = _times(one, "number-rows-spanned"), _times(one, "number-columns-spanned")
    if rows > 1 or columns > 1:
        found.merged.append(((row, column), (row + rows - 1, column + columns - 1)))
    if kind or len(one):
        found.reach(row, column + times - 1)
    wrong = "".join(one.itertext()).startswith(("#", "Err:")) if formula else False
    if formula and (not kind or wrong):
        found.without_value.append(at)


def checked_size(package: zipfile.ZipFile, refusal: Invalid) -> None:
    """Raise `refusal` when the file would be larger, unpacked, than any table of notes."""
    if unpacked(package) > MOST_XML:
        raise refusal
