"""Which characters a font file can draw, by its `cmap` table (OpenType 1.9, formats 4 and 12)."""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

COLLECTION = b"ttcf"
# Platform and encoding of a table that speaks Unicode; better is the whole than its beginning.
UNICODE = {(3, 10): 2, (0, 4): 2, (0, 6): 2, (3, 1): 1, (0, 3): 1}


def characters(font: Path) -> frozenset[int]:
    """The code points that the (first) font in the file has a glyph for.

    Raises ValueError when it is no font, or says it in a way that none of ours does.
    """
    with font.open("rb") as file:
        try:
            table = _cmap(file)
            return frozenset(_drawn(table, _best(table)))
        except struct.error as error:
            raise ValueError(f"{font.name} is no font") from error


def _cmap(file: BinaryIO) -> bytes:
    start = 0
    if file.read(4) == COLLECTION:
        file.seek(12)
        (start,) = struct.unpack(">I", file.read(4))
    file.seek(start + 4)
    (tables,) = struct.unpack(">H6x", file.read(8))
    for _at in range(tables):
        tag, offset, length = struct.unpack(">4s4xII", file.read(16))
        if tag == b"cmap":
            file.seek(offset)
            return file.read(length)
    raise ValueError("no cmap")


def _best(table: bytes) -> int:
    """Where the widest list of Unicode characters begins."""
    (count,) = struct.unpack_from(">2xH", table)
    records = (struct.unpack_from(">HHI", table, 4 + 8 * at) for at in range(count))
    ranked = [(UNICODE.get((platform, kind), 0), offset) for platform, kind, offset in records]
    rank, offset = max(ranked, default=(0, 0))
    if not rank:
        raise ValueError("no list of Unicode characters")
    return offset


def _drawn(table: bytes, at: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", table, at)
    if kind == 12:
        (groups,) = struct.unpack_from(">I", table, at + 12)
        for first, last, _glyph in struct.iter_unpack(
            ">III", table[at + 16 : at + 16 + 12 * groups]
        ):
            yield from range(first, last + 1)
    elif kind == 4:
        yield from _in_segments(table, at)
    else:
        raise ValueError(f"a list of characters of the kind {kind}")


def _in_segments(table: bytes, at: int) -> Iterator[int]:
    """A segment is a run of characters; where it leads to a list of glyphs, some may have none."""
    (twice,) = struct.unpack_from(">H", table, at + 6)
    ends, starts = at + 14, at + 16 + twice
    for here in range(0, twice, 2):
        (last,) = struct.unpack_from(">H", table, ends + here)
        (first,) = struct.unpack_from(">H", table, starts + here)
        place = starts + 2 * twice + here
        (delta,) = struct.unpack_from(">h", table, starts + twice + here)
        (offset,) = struct.unpack_from(">H", table, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = code
            if offset:
                (glyph,) = struct.unpack_from(">H", table, place + offset + 2 * (code - first))
            if glyph and (glyph + delta) & 0xFFFF:
                yield code
