"""The organisation's own Word file: its paper and styles, never its text; or a clear refusal."""

import io
import json
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from cafe.document.tree import Document
from cafe.report import letterhead
from cafe.writers import docx as word
from cafe.writers.docx.template import NoTemplate
from cafe.writers.pictures import drawn
from tests.archive.archives import an_archive
from tests.archive.test_routes import send
from tests.support.app import Visitor
from tests.writers.readers import blocks, from_word
from tests.writers.test_every_format import ALL, cafe

DEFLATED = zipfile.ZIP_DEFLATED


def template(*, bare: bool) -> bytes:
    """A letterhead with text of its own; `bare`: with the styles in use alone, as Word saves it."""
    file = docx.Document()
    file.sections[0].header.paragraphs[0].text = "THE HEALTH BOARD"
    file.sections[0].left_margin = Mm(40)
    file.add_paragraph("Dear reader, delete this.")
    file.styles["Heading 1"].font.name = "Garamond"
    if bare:
        for style in list(file.styles):
            if style.name not in ("Normal", "Header", "Default Paragraph Font"):
                style.element.getparent().remove(style.element)
        for relation in list(file.part.rels.values()):
            if relation.reltype.endswith("/numbering"):
                del file.part.rels[relation.rId]
    else:
        # A Norwegian Word's ids: the name is what counts.
        file.styles["Heading 1"].element.set(qn("w:styleId"), "Overskrift1")
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


@pytest.fixture(scope="module")
def document() -> Document:
    return cafe(ALL)


@pytest.mark.parametrize("bare", [True, False])
def test_the_same_tree_stands_on_the_organisations_paper(document: Document, bare: bool) -> None:
    file = word.write(document, drawn(document), template(bare=bare))
    assert from_word(file) == blocks(document, says=False)
    read = docx.Document(io.BytesIO(file))
    assert read.sections[0].header.paragraphs[0].text == "THE HEALTH BOARD"
    assert read.sections[0].left_margin == Twips(2268)  # 40 mm
    assert "NUMPAGES" in read.sections[0].footer._element.xml
    heading = read.styles["Heading 1"]
    assert heading.type == WD_STYLE_TYPE.PARAGRAPH
    assert heading.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"
    assert bare or heading.font.name == "Garamond"
    assert read.styles.element.xml.count('w:lang w:val="en-GB"') >= 1


def test_bullets_are_real_where_the_template_has_none(document: Document) -> None:
    with zipfile.ZipFile(io.BytesIO(word.write(document, {}, template(bare=True)))) as package:
        numbering = package.read("word/numbering.xml").decode()
        styles = package.read("word/styles.xml").decode()
    assert numbering.count("<w:num ") == 2
    assert styles.count("<w:numId ") == 2


def changed(file: bytes, name: str, contents: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(buffer, "w", DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, contents if item == name else old.read(item))
        if name not in old.namelist():
            new.writestr(name, contents)
    return buffer.getvalue()


def bad(kind: str) -> bytes:
    good = template(bare=False)
    return {
        "no zip": b"%PDF-1.7 not Word",
        "empty": b"",
        "cut": good[: len(good) // 2],
        "no word": changed(b"PK\x05\x06" + bytes(18), "a.txt", b"a"),
        "broken xml": changed(good, "word/document.xml", b"<w:document"),
        "broken styles": changed(good, "word/styles.xml", b"<x/>"),
        "macros": changed(good, "word/vbaProject.bin", b"x"),
    }[kind]


@pytest.mark.parametrize(
    "kind", ["no zip", "empty", "cut", "no word", "broken xml", "broken styles", "macros"]
)
def test_what_cannot_be_used_is_refused(kind: str) -> None:
    with pytest.raises(NoTemplate):
        word.write(Document("en", "-", "-", (), (), ()), {}, bad(kind))


def test_it_is_sent_used_and_taken_away(organiser: Visitor) -> None:
    here = send(organiser, json.dumps(an_archive()).encode())[1]
    where = f"{here}/report/letterhead"

    def sent(file: bytes) -> str:
        template = (io.BytesIO(file), "paper.docx")
        return organiser.post(where, form="letterhead", do="keep", template=template).text

    assert "The file holds macros." in sent(bad("macros"))
    assert "This is not a Word file that can be used." in sent(bad("cut"))
    assert "Your own paper is in use." not in organiser.get(f"{here}/report").text
    sent(template(bare=True))
    assert "Your own paper is in use." in organiser.get(f"{here}/report").text
    file = docx.Document(io.BytesIO(organiser.get(f"{here}/report.docx").data))
    assert file.sections[0].header.paragraphs[0].text == "THE HEALTH BOARD"
    organiser.post(where, form="letterhead", do="forget")
    file = docx.Document(io.BytesIO(organiser.get(f"{here}/report.docx").data))
    assert file.sections[0].header.paragraphs[0].text == ""


def test_nothing_half_is_kept(tmp_path: Path) -> None:
    letterhead.keep(tmp_path, "abc", b"one")
    letterhead.keep(tmp_path, "abc", b"two")
    assert letterhead.read(tmp_path, "abc") == b"two"
    assert [path.name for path in (tmp_path / "letterheads").iterdir()] == ["abc.docx"]
    letterhead.forget(tmp_path, "abc")
    assert letterhead.read(tmp_path, "abc") is None
