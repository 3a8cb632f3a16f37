"""Old workbooks (.xls): how far each sheet reaches, before anything has room made for it. Pure.

Whoever reads one for its values makes room for every cell up to the last, and for as many as the
sheet says of itself: a file of some kilobytes may want all memory there is.
"""

import struct
from collections.abc import Iterator, Sequence

NAMES = ("Workbook", "Book")
LOCKED, SHEET, END, SAYS = 0x002F, 0x0085, 0x000A, 0x0200  # [MS-XLS] 2.3
CELLS = {0x0006, 0x0203, 0x0204, 0x0205, 0x0207, 0x027E, 0x00FD, 0x00D6}
ROW_OF_CELLS = 0x00BD
ROOM_SAID = 2_000_000  # cells that a sheet may say it has; where there are none they cost nothing
HEADER, ENTRY, SMALL, SMALL_SECTOR = 512, 128, 4096, 64  # [MS-CFB] 2
SECTORS = {9: 512, 12: 4096}
LAST = 0xFFFF_FFFA  # what is no sector begins here
Reach = tuple[int, int]


class Locked(ValueError):
    """It is protected by a password."""


def reaches(data: bytes) -> list[Reach]:
    """How many rows and columns each sheet has room made for. Raises ValueError when the file is
    broken, Locked.
    """
    try:
        book = _File(data).book()
        starts = [_whole(body, "<I") for kind, body in _records(book, 0) if kind == SHEET]
        left = 2 * len(book) + SMALL  # each byte is a sheet's once; a sheet may be named twice
        found = []
        for start in starts:
            reach, size = _reach(book, start)
            left -= size
            if left < 0:
                raise ValueError("its sheets overlap")
            found.append(reach)
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("no old workbook") from error
    return found


def _reach(book: bytes, start: int) -> tuple[Reach, int]:
    """How far the sheet at `start` reaches, and how many bytes it has."""
    if start >= len(book):
        raise ValueError("a sheet lies behind the end")
    rows = columns = size = 0
    for kind, body in _records(book, start):
        size += 4 + len(body)
        if kind in CELLS or kind == ROW_OF_CELLS:
            row, column = struct.unpack_from("<HH", body)
            last = _whole(body[-2:], "<H") if kind == ROW_OF_CELLS else column
            rows, columns = max(rows, row + 1), max(columns, column + 1, last + 1)
        elif kind == SAYS:
            said = struct.unpack_from("<IIHH" if len(body) >= 14 else "<HHHH", body)
            if (said[1] - said[0] + 1) * (said[3] - said[2] + 1) > ROOM_SAID:
                rows, columns = max(rows, said[1]), max(columns, said[3])
    return (rows, columns), size


def _records(book: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """Kind and contents of each record from `start` to the end of its part."""
    at = start
    while at + 4 <= len(book):
        kind, size = struct.unpack_from("<HH", book, at)
        if kind == LOCKED:
            raise Locked
        if kind == END:
            return
        yield kind, book[at + 4 : at + 4 + size]
        at += 4 + size


def _whole(data: bytes, form: str, at: int = 0) -> int:
    return int(struct.unpack_from(form, data, at)[0])


class _File:
    """A compound file: streams in sectors that are found one from the other."""

    def __init__(self, data: bytes) -> None:
        """Raises ValueError, struct.error or IndexError for one that is broken."""
        self.data, self.size = data, SECTORS.get(_whole(data, "<H", 30), 0)
        if not self.size or _whole(data, "<H", 32) != 6 or _whole(data, "<I", 56) != SMALL:
            raise ValueError("no compound file")
        self.next = self._table()

    def book(self) -> bytes:
        """The stream with the sheets."""
        entries = self._chain(_whole(self.data, "<I", 48))
        root: tuple[int, int] = (LAST, 0)
        found: dict[str, tuple[int, int]] = {}
        for at in range(0, len(entries), ENTRY):
            name = entries[at : at + 64].decode("utf-16-le").partition("\0")[0]
            size = _whole(entries, "<I" if self.size == HEADER else "<Q", at + 120)
            place = (_whole(entries, "<I", at + 116), size)
            root = root if at else place
            found.setdefault(name, place)
        for name in NAMES:
            if name in found:
                return self._stream(*found[name], root)
        raise ValueError("no workbook")

    def _stream(self, start: int, size: int, root: tuple[int, int]) -> bytes:
        if size >= SMALL:
            return self._chain(start)[:size]
        within = self._chain(root[0])[: root[1]]
        following = _straight(_numbers(self._chain(_whole(self.data, "<I", 60))))
        at = (one * SMALL_SECTOR for one in _way(start, following))
        return b"".join(within[one : one + SMALL_SECTOR] for one in at)[:size]

    def _table(self) -> Sequence[int]:
        """Which sector follows each."""
        most = len(self.data) // self.size
        listed, more = [*_numbers(self.data[76:HEADER])], _whole(self.data, "<I", 68)
        while more < LAST:
            *some, more = _numbers(self._sector(more))
            listed += some
            if len(listed) > most + HEADER:
                raise ValueError("its lists of sectors go in a circle")
        return _straight(_numbers(b"".join(self._sector(at) for at in listed if at < LAST)))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(at) for at in _way(start, self.next))

    def _sector(self, at: int) -> bytes:
        return self.data[(at + 1) * self.size : (at + 2) * self.size]


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _way(start: int, following: Sequence[int]) -> Iterator[int]:
    at = start
    while at < LAST:
        yield at
        at = following[at]


def _straight(following: Sequence[int]) -> Sequence[int]:
    """`following` itself. Raises ValueError when it leads in a circle from anywhere."""
    been = bytearray(len(following))
    for start in range(len(following)):
        at, way = start, set[int]()
        while at < len(following) and not been[at]:
            been[at] = 1
            way.add(at)
            at = following[at]
        if at in way:
            raise ValueError("its sectors go in a circle")
    return following
