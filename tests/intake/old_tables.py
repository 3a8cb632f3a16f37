"""Old workbooks (.xls), made here letter by letter: [MS-XLS] in [MS-CFB]."""

import struct
from collections.abc import Sequence

Cells = Sequence[tuple[int, int, str]]
FREE, END, TABLE = 0xFFFF_FFFF, 0xFFFF_FFFE, 0xFFFF_FFFD
SECTOR, SMALL, SMALL_SECTOR = 512, 4096, 64


def xls(*sheets: Cells, said: tuple[int, int] = (0, 0), locked: bool = False) -> bytes:
    """A workbook with these cells; `said`: rows and columns that each sheet says it has."""
    bodies = [_begin(0x10) + _size(*said) + b"".join(map(_cell, one)) + _END for one in sheets]
    head = _begin(0x05) + (_record(0x2F, b"\1\0" + bytes(52)) if locked else b"")
    at = len(head) + len(sheets) * 20 + len(_END)
    for number, body in enumerate(bodies, 1):
        name = f"Ark{number}"[:4].encode("utf-16-le")
        head += _record(0x85, struct.pack("<IHBB", at, 0, 4, 1) + name)
        at += len(body)
    return file_of(head + _END + b"".join(bodies))


def many_at_once(row: int, first: int, values: Sequence[int]) -> bytes:
    """A workbook with whole numbers that lie beside each other in one record."""
    each = b"".join(struct.pack("<HI", 0, value << 2 | 2) for value in values)
    last = first + len(values) - 1
    cells = _record(0xBD, struct.pack("<HH", row, first) + each + struct.pack("<H", last))
    head = _begin(0x05)
    name = struct.pack("<IHBB", len(head) + 20 + len(_END), 0, 4, 1) + "Ark1".encode("utf-16-le")
    return file_of(head + _record(0x85, name) + _END + _begin(0x10) + cells + _END)


def file_of(book: bytes) -> bytes:
    """The compound file with this stream, in small sectors when it is short."""
    small = len(book) < SMALL
    pieces = -(-len(book) // SMALL_SECTOR)
    links = struct.pack(f"<{pieces}I", *range(1, pieces), END) if small else b""
    stream, links = _padded(book), _padded(links, b"\xff")
    length, count = len(stream) // SECTOR, len(links) // SECTOR
    tables = -(-(length + count + 2) // 127)
    first = tables + 1 + count
    following = [TABLE] * tables + [END] + [*range(tables + 2, first), END][:count]
    following += [*range(first + 1, first + length), END]
    table = struct.pack(f"<{len(following)}I", *following).ljust(tables * SECTOR, b"\xff")
    listed = [*range(tables), *[FREE] * (109 - tables)]
    where = (tables, 0, SMALL, tables + 1 if small else END, count, END, 0)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<5H6x2I", 0x3E, 3, 0xFFFE, 9, 6, 0, tables)
    head += struct.pack("<7I", *where) + struct.pack("<109I", *listed)
    root = _entry("Root Entry", 5, 1, first if small else END, len(book) if small else 0)
    entries = root + _entry("Workbook", 2, FREE, 0 if small else first, len(book))
    return head + table + _padded(entries) + links + stream


def _padded(data: bytes, by: bytes = b"\0") -> bytes:
    return data.ljust(-(-len(data) // SECTOR) * SECTOR, by)


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le")
    about = struct.pack("<H2B3I36xIQ", len(words) + 2, kind, 1, FREE, FREE, child, start, size)
    return words.ljust(64, b"\0") + about


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _begin(part: int) -> bytes:
    return _record(0x0809, struct.pack("<4H2I", 0x0600, part, 0x0DBB, 0x07CC, 0, 6))


def _size(rows: int, columns: int) -> bytes:
    return _record(0x0200, struct.pack("<2I3H", 0, rows, 0, columns, 0)) if rows else b""


def _cell(cell: tuple[int, int, str]) -> bytes:
    row, column, words = cell
    text = struct.pack("<HB", len(words), 1) + words.encode("utf-16-le")
    return _record(0x0204, struct.pack("<3H", row, column, 0) + text)


_END = _record(0x0A)
