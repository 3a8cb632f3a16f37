"""A café with any text in any field, taken all the way: in, kept, out in every format, and read."""

import io
import json
import unicodedata
import zipfile
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import openpyxl
from page import ValidationProfile, validate_pdf_bytes

from cafe.archive.commands import import_file
from cafe.archive.export import export_to
from cafe.archive.packing.package import packed
from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.core.lines import unclosed
from cafe.core.text import is_blank
from cafe.core.text.characters import showable
from cafe.document.compose import composed
from cafe.document.raw import Row, raw_of
from cafe.document.tree import Document
from cafe.model import Workshop
from cafe.report.export import KEPT, RAW, WRITERS
from cafe.report.queries import material_of
from cafe.report.versions.keep import keep
from cafe.verify.checks import checks
from cafe.verify.paths import first_difference
from tests.archive.archives import with_origins
from tests.archive.test_package import picture
from tests.sort.world import new_id
from tests.verify.cafes import fresh, settings_in
from tests.writers.anything.texts import Item, any_cafe
from tests.writers.pdf_tree import from_pdf, solid
from tests.writers.readers import (
    Block,
    blocks,
    from_markdown,
    from_open_document,
    from_page,
    from_word,
)

READERS = {
    "docx": from_word,
    "odt": from_open_document,
    "html": from_page,
    "md": from_markdown,
}
PROFILES = (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A)


def problems(seed: int, folder: Path, *, verified: bool = False) -> Iterator[str]:
    """What is wrong with the café of `seed` on its way; nothing, when all is well."""
    settings = settings_in(folder / "data")
    db, archive = fresh(settings), any_cafe(seed)
    file = folder / "in.zip"
    file.write_bytes(packed_with(archive))
    here = import_file(db, settings, file)
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        came = json.loads(as_json(archive_of(session, workshop)))
        if came != archive:
            yield f"the archive: {first_difference(came, json.dumps(archive).encode())}"
        material = material_of(session, workshop)
    keep(db, settings, here, final=False, by="terminal", operation=new_id())
    out = folder / "out.zip"
    export_to(db, settings, here, "zip", out)
    with zipfile.ZipFile(out) as package:
        files = {name: package.read(name) for name in package.namelist()}
    wanted = {f"document.{format}" for format in WRITERS} | {f"notes.{format}" for format in RAW}
    wanted |= {"archive.json", *(f"versions/draft-1/document.{format}" for format in KEPT)}
    yield from (f"{name} is missing" for name in sorted(wanted - files.keys()))
    yield from _read(files, showable(composed(material)))
    for table, cells in zip(showable(raw_of(material)).tables, _sheets(files), strict=True):
        yield from _differ("notes.xlsx", [("", one) for one in cells], _cells(table.rows))
    if verified:
        for check in checks(out):
            yield from map(str, check.findings)
            yield from filter(None, [check.left])
    db.engine.dispose()


def packed_with(archive: Item) -> bytes:
    """`archive`, or else one with everything in it, and its photograph."""
    return packed(json.dumps(archive or with_origins()).encode(), {"3-1.jpg": picture()})


def _read(files: dict[str, bytes], document: Document) -> Iterator[str]:
    for format, read in READERS.items():
        pictures = "caption" if format == "md" else "alt"
        found = read(files[f"document.{format}"])
        says = format in ("html", "md", "docx", "odt")  # the others say it at the foot
        wanted = blocks(document, pictures=pictures, says=says, ended=format == "md")
        yield from _differ(format, found, wanted)
    pdf = files["document.pdf"]
    for profile in PROFILES:
        report = validate_pdf_bytes(pdf, profile=profile)
        yield from (f"pdf: {failure.message}" for failure in report.failures)
    said = "".join(text for _kind, text in from_pdf(pdf))
    lost = _seen(" ".join(solid(text) for _kind, text in blocks(document))) - Counter(
        unicodedata.normalize("NFKD", said)
    )
    yield from (f"pdf: U+{ord(one):04X} is not in it" for one in lost)


def _seen(text: str) -> Counter[str]:
    """Each character that a reader can see, and how often: a PDF has them in another order, as one
    drawing or as letters and their marks, and brackets the way they turn. A mark on what is no
    letter may be drawn, and said by nobody."""
    seen, letter = Counter[str](), False
    for one in unicodedata.normalize("NFKD", text):
        mark = unicodedata.category(one)[0] == "M"
        letter = letter if mark else unicodedata.category(one)[0] == "L"
        if not (is_blank(one) or unicodedata.mirrored(one) or (mark and not letter)):
            seen[one] += 1
    return seen


def _sheets(files: dict[str, bytes]) -> Iterator[list[str]]:
    book = openpyxl.load_workbook(io.BytesIO(files["notes.xlsx"]))
    for sheet in book:
        rows = sheet.iter_rows(min_row=2, values_only=True)
        yield [unclosed(_plain(cell)) for row in rows for cell in row]


def _cells(rows: tuple[Row, ...]) -> list[Block]:
    return [("", _plain(cell)) for row in rows for cell in row]


def _plain(cell: object) -> str:
    """A spreadsheet has one kind of line break."""
    return str(cell or "").replace("\r\n", "\n")


def _differ(name: str, found: list[Block], wanted: list[Block]) -> Iterator[str]:
    if found != wanted:
        pairs = zip_longest(found, wanted)
        says, should = next((a, b) for a, b in pairs if a != b)
        yield f"{name}: {says!a} is not {should!a}"
