"""What lines and cells say: Markdown, CSV, XLSX."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from cafe.core.i18n import _
from cafe.core.lines import unclosed
from cafe.verify.pieces import Piece
from cafe.verify.reading.markup import Unreadable, unpacked, xml

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def read_markdown(data: bytes) -> list[Piece]:
    """Line by line; a heading's level is the number of its hashes less one. Raises Unreadable."""
    return [_line(line) for line in _decoded(data).split("\n") if line.strip()]


def _line(line: str) -> Piece:
    hashes = re.match(r"(#{1,6}) ", line)
    marks = re.match(r"\s*(- |> )?", line)
    kind = hashes[1] if hashes else marks[0] if marks else ""
    plain = line[len(kind) :].replace("**", "")
    return Piece(kind, plain.strip() if hashes else plain, len(hashes[1]) if hashes else 0)


def read_csv(data: bytes) -> list[Piece]:
    """Row by row. Raises Unreadable."""
    text = _decoded(data)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    except csv.Error as error:
        raise Unreadable from error
    return [
        Piece("row", " | ".join(map(unclosed, row)), 0, _("row %(number)s", number=at))
        for at, row in enumerate(rows, 1)
    ]


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable from error


def read_xlsx(data: bytes) -> list[Piece]:
    """Row by row of each sheet, and the properties. Raises Unreadable."""
    parts = unpacked(data)
    strings = ["".join(one.itertext()) for one in xml(parts["xl/sharedStrings.xml"])]
    found: list[Piece] = []
    for at, sheet in enumerate(xml(parts["xl/workbook.xml"]).iter(f"{S}sheet"), 1):
        name = f"{sheet.get('name', '')}{sheet.get('state', '')}"
        found.append(Piece("sheet", name))
        part = parts.get(f"xl/worksheets/sheet{at}.xml")
        if part is None:
            raise Unreadable
        found += _rows(name, xml(part), strings)
    for part_name in sorted(parts):
        if part_name.startswith("docProps/"):
            texts = (one.text for one in xml(parts[part_name]).iter() if one.text)
            found += (Piece("property", text, 0, part_name) for text in texts)
    return found


def _rows(sheet: str, root: Any, strings: list[str]) -> Iterator[Piece]:
    for row in root.iter(f"{S}row"):
        number = row.get("r", "")
        cells = " | ".join(_cell(cell, strings) for cell in row.iter(f"{S}c"))
        place = f"{sheet}, {_('row %(number)s', number=number)}"
        yield Piece("row", cells, 0, place)
        if row.get("hidden"):
            yield Piece("hidden", cells, 0, place)
    for column in root.iter(f"{S}col"):
        if column.get("hidden"):
            yield Piece("hidden", column.get("min", ""), 0, sheet)


def _cell(cell: Any, strings: list[str]) -> str:
    value = cell.findtext(f"{S}v") or ""
    if cell.get("t") == "s":
        if not value.isdecimal() or int(value) >= len(strings):
            raise Unreadable
        value = strings[int(value)]
    formula = cell.findtext(f"{S}f")
    return f"={formula}" if formula else unclosed(value)
