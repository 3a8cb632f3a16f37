"""Every format says the same: what was composed, letter for letter, in the same order.

The PDF is read in test_every_format.py.
"""

import io
import re
import zipfile
from html.parser import HTMLParser

import docx
import pytest

from cafe.core.lines import one_line
from cafe.document.compose import composed
from cafe.document.edition import title_of
from cafe.document.material import Category
from cafe.document.tree import Document
from cafe.writers import docx as word
from cafe.writers import html, markdown, odt, pdf
from cafe.writers.pictures import drawn
from tests.report.samples import EMOJI, ODD, RIGHT_TO_LEFT, STARTS, a_question, material, table
from tests.writers.pdf_text import text_of

LONG = "et langt utsagn om lys i gangen " * 320


@pytest.fixture(scope="module")
def odd() -> Document:
    headings = (
        Category("Odd * one", (ODD, *STARTS)),
        Category("Other writing?", (RIGHT_TO_LEFT, EMOJI)),
        Category("Long", (LONG,), listed=False),
    )
    tables = (table(1), table(8, cafe_name="KAFÉ <8>"))
    return composed(material(a_question(1, tables=tables, headings=headings), a_question(2)))


@pytest.fixture(scope="module")
def pictures(odd: Document) -> dict[str, bytes]:
    return drawn(odd)


def paragraphs(document: Document, *says: str) -> list[str]:
    """Every paragraph in reading order, without pictures; `says`: which version it is."""
    found = [document.header, document.title, *says, *document.intro, "\n".join(document.signature)]
    for section in document.sections:
        leads = [section.summary, *section.listed, *section.unlisted]
        found.append(section.heading)
        found += [f"{lead.label} {lead.text}" for lead in leads if lead]
    return found


def test_word_holds_every_paragraph(odd: Document, pictures: dict[str, bytes]) -> None:
    file = docx.Document(io.BytesIO(word.write(odd, pictures)))
    captions = {picture.caption for picture in odd.pictures}
    read = [p.text for p in file.paragraphs if p.text and p.text not in captions]
    assert read == paragraphs(odd, "Draft")


def test_word_has_real_styles_a_language_and_alternatives(
    odd: Document, pictures: dict[str, bytes]
) -> None:
    file = docx.Document(io.BytesIO(word.write(odd, pictures)))
    styles = {p.text: p.style.name for p in file.paragraphs if p.style is not None}
    assert styles[odd.title] == "Title"
    assert styles["1. Question 1?"] == "Heading 1"
    listed = next(p for p in file.paragraphs if p.text.startswith("Odd * one:"))
    assert listed.style is not None
    assert listed.style.name == "List Bullet"
    assert listed.runs[0].bold
    assert listed.runs[0].text == "Odd * one:"
    assert file.core_properties.title == title_of(odd)
    assert 'w:lang w:val="en-GB"' in file.styles.element.xml
    alts = re.findall(r'descr="([^"]*)"', file.element.xml)
    assert alts == [p.alt.replace("<", "&lt;").replace(">", "&gt;") for p in odd.pictures]
    assert "NUMPAGES" in file.sections[0].footer._element.xml


class Reader(HTMLParser):
    """The blocks of a page, what its pictures are called, and everything it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.alts: list[str] = []
        self.fetched: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("p", "h1", "h2", "li", "figcaption", "style", "title"):
            self.blocks.append("")
        if tag == "br":
            self.blocks[-1] += "\n"
        if tag == "img":
            self.alts.append(str(values["alt"]))
        self.fetched += [str(values[key]) for key in ("src", "href") if key in values]

    def handle_data(self, data: str) -> None:
        if self.blocks:
            self.blocks[-1] += data


def test_html_holds_every_paragraph(odd: Document, pictures: dict[str, bytes]) -> None:
    reader = Reader()
    reader.feed(html.write(odd, pictures).decode())
    read = [block.strip() for block in reader.blocks]
    start = read.index(odd.header)
    captions = {picture.caption for picture in odd.pictures}
    assert [block for block in read[start:] if block not in captions] == paragraphs(odd, "Draft")
    assert reader.alts == [picture.alt for picture in odd.pictures]


def test_html_needs_nothing_else(odd: Document, pictures: dict[str, bytes]) -> None:
    page = html.write(odd, pictures | drawn(odd, "svg")).decode()
    reader = Reader()
    reader.feed(page)
    assert len(reader.fetched) == 3
    assert all(address.startswith("data:image/svg+xml;base64,") for address in reader.fetched)
    assert "url(" not in page
    assert "@import" not in page
    assert page.lstrip().startswith('<!doctype html>\n<html lang="en">')
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page


def test_markdown_holds_every_paragraph(odd: Document) -> None:
    shown = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown.write(odd, {}).decode())
    for text in (one_line(ODD), *STARTS, RIGHT_TO_LEFT, EMOJI, one_line(LONG)):
        assert text.strip() in shown


def test_a_lost_picture_leaves_no_hole(odd: Document) -> None:
    assert "<figure" not in html.write(odd, {}).decode()
    assert not docx.Document(io.BytesIO(word.write(odd, {}))).inline_shapes


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_every_language_typesets(language: str) -> None:
    document = composed(material(a_question(), language=language))
    assert b"/Lang" in pdf.write(document, {})
    assert f'<html lang="{language}">' in html.write(document, {}).decode()


def test_nothing_typed_is_read_as_markup_or_reaches_a_file() -> None:
    text = '#read("/etc/hostname") *x* @ref $y$ \\z'
    document = composed(material(a_question(headings=(Category("H", (text,)),))))
    assert "".join(text.split()) in text_of(pdf.write(document, {}))


def test_an_open_document_says_what_it_is_and_numbers_nothing_itself(
    odd: Document, pictures: dict[str, bytes]
) -> None:
    with zipfile.ZipFile(io.BytesIO(odt.write(odd, pictures))) as package:
        assert package.namelist()[0] == "mimetype"
        styles, meta = package.read("styles.xml").decode(), package.read("meta.xml").decode()
        drawn_in = [name for name in package.namelist() if name.startswith("Pictures/")]
    assert len(drawn_in) == len(odd.pictures)
    assert f"<dc:title>{title_of(odd)}</dc:title>" in meta
    assert "<dc:language>en-GB</dc:language>" in meta
    assert re.search(r'style:default-style style:family="paragraph".*fo:country="GB"', styles)
    assert "<text:page-number" in styles
    # A question's heading has its own number: the outline must not put another before it.
    assert "text:outline-level-style" in styles
    assert not re.search(r'<text:outline-level-style[^>]*num-(format|suffix)="[^"]', styles)
