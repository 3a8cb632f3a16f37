"""The organisation's own Word file: its paper and styles, never its text; or a clear refusal."""

import io
import json
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
import rdocx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Twips
from openxml_audit import OpenXmlValidator

from cafe.document.tree import Document
from cafe.errors import Invalid
from cafe.report import letterhead, letterhead_trial
from cafe.writers import docx as word
from cafe.writers.docx.letterhead.package import NoTemplate
from cafe.writers.docx.numbering import Numbering
from tests.archive.archives import an_archive
from tests.archive.test_routes import send
from tests.support.app import Visitor
from tests.writers.letterhead.refused import REFUSED
from tests.writers.letterhead.usable import HEAD, USABLE, logo_twice
from tests.writers.readers import blocks, from_word


@cache
def printed(kind: str) -> tuple[Document, bytes]:
    """A document with everything on paper of that kind."""
    document, pictures = letterhead_trial.everything("nn")
    return document, word.write(document, pictures, USABLE[kind]())


@pytest.mark.parametrize("kind", USABLE)
def test_the_same_tree_stands_on_the_organisations_paper(kind: str, tmp_path: Path) -> None:
    document, file = printed(kind)
    assert from_word(file) == blocks(document)
    letterhead_trial.check(rdocx.Document.from_bytes(file), document)
    read = docx.Document(io.BytesIO(file))
    section = read.sections[0]
    heads = "".join(paragraph.text for paragraph in section.header.paragraphs)
    if kind != "without a section":
        assert HEAD in heads
        assert section.left_margin == Twips(2268)  # 40 mm
    assert "NUMPAGES" in section.footer._element.xml
    heading = read.styles["Heading 1"]
    assert heading.type == WD_STYLE_TYPE.PARAGRAPH
    assert heading.element.pPr.find(qn("w:outlineLvl")).get(qn("w:val")) == "0"
    lost = ("bare", "without styles", "of another kind")  # then ours
    assert (heading.font.name == "Garamond") is (kind not in lost)
    assert 'w:lang w:val="nn-NO"' in read.styles.element.xml
    (tmp_path / "a.docx").write_bytes(file)
    assert OpenXmlValidator().validate(tmp_path / "a.docx").errors == []


@pytest.mark.parametrize("kind", ["by LibreOffice", "strict"])
def test_it_is_tried_by_another_reader_that_draws_it(kind: str) -> None:
    page = letterhead.tried(USABLE[kind](), "nn")
    assert page.startswith(b"\x89PNG")
    assert len(page) > 5_000


@pytest.mark.parametrize("kind", REFUSED)
def test_what_cannot_be_used_is_refused_by_what_it_is(kind: str) -> None:
    make, why = REFUSED[kind]
    with pytest.raises(NoTemplate, match=f"^{why}$"):
        word.write(Document("en", "-", "-", (), (), ()), {}, make())
    with pytest.raises(Invalid) as refused:
        letterhead.tried(make(), "nb")
    assert refused.value.message == letterhead.refused(why).message


def test_the_second_reader_sees_what_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    real = word.write

    def careless(document: Document, *more: object) -> bytes:
        return real(replace(document, sections=()), *more)  # type: ignore[arg-type]

    monkeypatch.setattr(word, "write", careless)
    with pytest.raises(Invalid) as refused:
        letterhead.tried(USABLE["bare"](), "en")
    assert refused.value.message == letterhead.refused("not word").message


def test_bullets_are_real_where_the_template_has_none() -> None:
    with zipfile.ZipFile(io.BytesIO(printed("bare")[1])) as package:
        numbering = package.read("word/numbering.xml").decode()
        styles = package.read("word/styles.xml").decode()
    assert numbering.count("<w:num ") == 1
    assert styles.count("<w:numId ") == 2


def test_every_page_has_its_number_and_every_drawing_its_own() -> None:
    with zipfile.ZipFile(io.BytesIO(printed("logo twice")[1])) as package:
        parts = [package.read(n).decode() for n in package.namelist() if n.endswith(".xml")]
    feet = [part for part in parts if "<w:ftr" in part]
    assert len(feet) == 3
    assert all("NUMPAGES" in foot for foot in feet)
    ids = [part.split('"')[1] for xml in parts for part in xml.split("<wp:docPr ")[1:]]
    assert len(ids) == len(set(ids)) >= 6


def test_nothing_of_the_templates_text_is_left() -> None:
    for kind in USABLE:
        file = printed(kind)[1]
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            names = package.namelist()
            assert not [n for n in names if "thumbnail" in n or "Effects" in n or "custom" in n], (
                kind
            )
            assert not any(b"Dear reader" in package.read(name) for name in names), kind


def test_it_is_sent_used_and_taken_away(organiser: Visitor) -> None:
    here = send(organiser, json.dumps(an_archive()).encode())[1]
    where = f"{here}/report/letterhead"

    def sent(file: bytes) -> str:
        template = (io.BytesIO(file), "paper.docx")
        return organiser.post(where, form="letterhead", do="keep", template=template).text

    assert "This is not a Word file that can be used." in sent(REFUSED["cut"][0]())
    assert "Your own paper is in use." not in organiser.get(f"{here}/report").text
    assert organiser.get(f"{where}.png").status_code == 404
    sent(logo_twice())
    shown = organiser.get(f"{here}/report").text
    assert "Your own paper is in use." in shown
    assert f"{where}.png?" in shown
    assert organiser.get(f"{where}.png").data.startswith(b"\x89PNG")
    file = docx.Document(io.BytesIO(organiser.get(f"{here}/report.docx").data))
    assert file.sections[0].header.paragraphs[0].text == HEAD
    organiser.post(where, form="letterhead", do="forget")
    file = docx.Document(io.BytesIO(organiser.get(f"{here}/report.docx").data))
    assert HEAD not in file.sections[0].header._element.xml
    assert organiser.get(f"{where}.png").status_code == 404


def test_nothing_half_is_kept(tmp_path: Path) -> None:
    letterhead.keep(tmp_path, "abc", b"one", b"page one")
    letterhead.keep(tmp_path, "abc", b"two", b"page two")
    assert letterhead.read(tmp_path, "abc") == b"two"
    assert letterhead.first_page(tmp_path, "abc") == b"page two"
    kept = sorted(path.name for path in (tmp_path / "letterheads").iterdir())
    assert kept == ["abc.docx", "abc.png"]
    letterhead.forget(tmp_path, "abc")
    assert letterhead.in_use(tmp_path, "abc") == (0, False)


def test_odd_numbers_of_a_letterhead_s_lists_are_no_harm() -> None:
    odd = '<w:abstractNum w:abstractNumId="x"/><w:num/><w:num w:numId="7"/>'
    root = parse_xml(f"<w:numbering {nsdecls('w')}>{odd}</w:numbering>")
    assert Numbering(lambda: root).typed() == "8"
