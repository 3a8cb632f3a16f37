"""Files that cannot be a letterhead, each with what it is refused as."""

import io
import re
import zipfile
from collections.abc import Callable

from docx.shared import Mm

from tests.writers.letterhead.pixels import picture
from tests.writers.letterhead.usable import DEFLATED, MAIN, changed, office, replaced, saved


def _zip(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", DEFLATED) as package:
        for name, contents in files.items():
            package.writestr(name.replace("__", "/"), contents)
    return buffer.getvalue()


def _locked() -> bytes:
    """A zip's own lock is a mark on each of its files."""
    file = bytearray(saved(office()))
    for at in [found.start() for found in re.finditer(rb"PK\x01\x02", file)]:
        file[at + 8] |= 1
    return bytes(file)


def _types(old: str, new: str) -> bytes:
    return changed(saved(office()), {"[Content_Types].xml": replaced((old, new))})


def _bomb(name: str = "word/document.xml", *, doctype: bool = False) -> bytes:
    """Some forty kB that unpack to five MB of text, wherever it says that they lie."""
    file = saved(office())
    if doctype:
        begin = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]>'
        return changed(file, {name: lambda one: one.replace(b"?>", b"?>" + begin, 1)})
    return changed(
        file, {name: lambda one: one.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * 900_000)}
    )


def _disguised() -> bytes:
    """A part with the name of a picture that is read as text."""
    kind = f'<Override PartName="/word/media/a.png" ContentType="{MAIN}"/></Types>'
    file = _types("</Types>", kind)
    return changed(file, {"word/media/a.png": lambda _none: b"<a>" + b"<b/>" * 1_500_000 + b"</a>"})


def _narrow() -> bytes:
    file = office()
    file.sections[0].left_margin = file.sections[0].right_margin = Mm(100)
    return saved(file)


def _huge_picture() -> bytes:
    file = office()
    file.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(picture()), width=Mm(9))
    return changed(saved(file), {"word/media/image1.png": lambda _old: picture(90_000, 90_000)})


def _crowded(part: str, end: bytes, piece: bytes, times: int) -> bytes:
    """Little as a file, and more than any reader has memory for."""
    crowd = b"".join(piece.replace(b"%", str(at).encode()) for at in range(times))
    return changed(saved(office()), {part: lambda one: one.replace(end, crowd + end)})


STYLE = b'<w:style w:type="paragraph" w:styleId="s%"><w:name w:val="s%"/></w:style>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
# What it is, and what whoever sends it must be told.
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "not word"),
    "PDF": (lambda: b"%PDF-1.7 not Word", "other kind"),
    "RTF": (lambda: b"{\\rtf1 words}", "other kind"),
    "a page": (lambda: b"<html>words</html>", "other kind"),
    "words": (lambda: b"plain words", "not word"),
    "OpenDocument": (
        lambda: _zip(mimetype=b"application/vnd.oasis.opendocument.text"),
        "other kind",
    ),
    "a spreadsheet": (
        lambda: _types(
            MAIN, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        ),
        "other kind",
    ),
    "old Word": (lambda: OLE, "old word"),
    "locked": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "protected"),
    "a locked zip": (_locked, "protected"),
    "cut": (lambda: saved(office())[:20_000], "not word"),
    "a zip of anything": (lambda: _zip(a=b"a"), "not word"),
    "broken text": (
        lambda: changed(saved(office()), {"word/document.xml": lambda _x: b"<w:d"}),
        "not word",
    ),
    "broken styles": (
        lambda: changed(saved(office()), {"word/styles.xml": lambda _x: b"<x/>"}),
        "not word",
    ),
    "macros": (
        lambda: changed(saved(office()), {"word/vbaProject.bin": lambda _x: b"x"}),
        "macros",
    ),
    "a kind with macros": (
        lambda: _types(MAIN, "application/vnd.ms-word.document.macroEnabled.main+xml"),
        "macros",
    ),
    "a template with macros": (
        lambda: _types(MAIN, "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
        "macros",
    ),
    "a bomb": (_bomb, "too large"),
    "a bomb in disguise": (_disguised, "too large"),
    "a crowd of styles": (
        lambda: _crowded("word/styles.xml", b"</w:styles>", STYLE, 5_000),
        "too large",
    ),
    "a crowded head": (
        lambda: _crowded("word/header1.xml", b"</w:hdr>", b"<w:p/>", 600),
        "too large",
    ),
    "entities": (lambda: _bomb("word/styles.xml", doctype=True), "not word"),
    "no room": (_narrow, "no room"),
    "a huge picture": (_huge_picture, "too large"),
}
