"""Small files that are large inside."""

import io
import json
import struct
import zipfile
import zlib

from tests.bench.document import long_cafe

SIDE = 7_900


def long_archive() -> bytes:
    """The archive of a café with 10,000 notes."""
    return json.dumps(long_cafe()).encode()


def large_json(megabytes: int) -> bytes:
    """An object of so many megabytes, full of small things."""
    return b'{"id":[' + b"{}," * (megabytes * 1_000_000 // 3) + b"{}]}"


def deep_json(levels: int) -> bytes:
    """Lists in lists."""
    return b'{"id":' + b"[" * levels + b"]" * levels + b"}"


def swollen_zip(megabytes: int) -> bytes:
    """An archive of so many megabytes as a zip of some hundred kilobytes."""
    head = b'{"format":"dialogkafe-archive","version":1,"questions":['
    body = head + b"{}," * (megabytes * 1_000_000 // 3) + b"{}]}"
    return _zipped({"archive.json": body})


def swollen_word(megabytes: int) -> bytes:
    """A Word file of some ninety kilobytes with so many megabytes of paragraphs in it."""
    import docx

    plain = io.BytesIO()
    docx.Document().save(plain)
    with zipfile.ZipFile(plain) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    before, body, after = parts["word/document.xml"].partition(b"<w:body>")
    more = b"<w:p/>" * (megabytes * 1_000_000 // 6)
    return _zipped({**parts, "word/document.xml": before + body + more + after})


def _zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, contents in parts.items():
            package.writestr(name, contents)
    return out.getvalue()


def vast_png(side: int = SIDE) -> bytes:
    """A picture of `side` × `side` see-through pixels: 250 MB in some 250 kilobytes."""
    packer, line = zlib.compressobj(9), bytes(1 + side * 4)
    data = b"".join(packer.compress(line) for _line in range(side)) + packer.flush()
    header = struct.pack(">IIBBBBB", side, side, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
