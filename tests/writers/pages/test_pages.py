"""Posters share the pages with the text: none is nearly empty, nothing wider than the paper."""

import io
import re
import zipfile
from dataclasses import replace

import docx
import pypdfium2
import pytest
from PIL import Image

from cafe.document.compose import composed
from cafe.document.material import Category, Photo, PosterNote, Table
from cafe.document.options import Options
from cafe.document.tree import Appendix, AppendixPart, Lead, Sentence
from cafe.report.export import written
from cafe.writers import pdf
from cafe.writers.odt.styles import KEPT
from tests.report.samples import a_question, material, table
from tests.writers.pages.filled_pages import filled, wanting
from tests.writers.pdf_text import text_of

WORDS = "Ein benk ved kvart busstopp, og nokon som held av plassen til den som treng han. "
LONG = WORDS * 12


def photograph(size: tuple[int, int]) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "teal").save(buffer, "JPEG")
    return buffer.getvalue()


PHOTOS = {
    "a.jpg": photograph((800, 600)),
    "b.jpg": photograph((600, 900)),
    "c.jpg": photograph((1600, 500)),
}


def a_table(number: int, note: str, photos: int) -> Table:
    slips = tuple(PosterNote(f"{note} {at}") for at in range(6))
    shown = tuple(Photo(file) for file in list(PHOTOS)[:photos])
    return table(number, slips=slips, photos=shown)


@pytest.mark.parametrize("lines", [1, 9, 24, 40])
@pytest.mark.parametrize(
    ("tables", "note", "photos"),
    [(1, "Short", 0), (4, "Short", 0), (15, "Short", 0), (2, LONG, 0), (2, "Short", 3)],
    ids=["one table", "four", "fifteen", "long notes", "photographs"],
)
def test_no_page_is_nearly_empty(lines: int, tables: int, note: str, photos: int) -> None:
    headings = (Category("Heading", (WORDS,) * lines),)
    questions = [
        a_question(
            asked,
            headings=headings,
            tables=tuple(a_table(10 * asked + at, note, photos) for at in range(tables)),
        )
        for asked in range(1, 4)
    ]
    file = pdf.write(composed(material(*questions)), PHOTOS)
    assert wanting(file) == []
    assert len(filled(file)) <= 2 + 3 * (tables * (1 + photos) + 1 + lines // 24)


def test_a_cafe_without_posters_runs_on() -> None:
    photo = (Photo("lost.jpg"),)
    questions = [a_question(n, tables=(table(n, slips=(), photos=photo),)) for n in range(1, 30)]
    file = pdf.write(composed(material(*questions)), {})
    assert wanting(file) == []
    assert len(filled(file)) < 7


@pytest.mark.parametrize(
    "word",
    [
        "benkeplankeforeningsmøtelokale" * 8,
        "x" * 300,
        "a_b-c/" * 80,
        "https://a.no/" + "q=1&r%20" * 60,
    ],
)
def test_what_is_wider_than_the_page_breaks(word: str) -> None:
    headings = (Category("Heading", (f"Here {word} ends.",)),)
    asked = a_question(
        1, headings=headings, text=f"{word}?", tables=(table(1, main_statement=word),)
    )
    options = Options(contents=True, notes=True, accounts=True, minutes=True)
    document = composed(material(asked, options=options, intro=(word,), title=word))
    file = pdf.write(document, {})
    assert text_of(file).replace("\xad", "").count(word) >= 4
    with pypdfium2.PdfDocument(io.BytesIO(file)) as printed:
        for page in printed:
            image = page.render(scale=1).to_pil().convert("L")
            edge = image.crop((round(187 / 25.4 * 72), 0, image.width, image.height))
            assert edge.point(lambda value: 255 * (value < 250)).getbbox() is None


def test_the_page_stands_on_the_line_of_its_heading() -> None:
    """However the heading fills its last line."""
    questions = [a_question(n, text="Word " * (13 + n) + "?") for n in range(1, 12)]
    file = pdf.write(composed(material(*questions, options=Options(contents=True))), {})
    with pypdfium2.PdfDocument(io.BytesIO(file)) as printed:
        [lines] = [
            page
            for page in (p.get_textpage().get_text_bounded() for p in printed)
            if "Contents" in page
        ]
    alone = [line for line in lines.splitlines() if line.strip().isdecimal()]
    assert alone == []


def test_a_hyphen_that_was_typed_is_one_for_whoever_copies() -> None:
    slips = tuple(
        PosterNote(f"Barnehageplassene og TT-kortet på samfunnshuset {n}") for n in range(20)
    )
    headings = (Category("Heading", ("TT-kort og barnehageplassgarantiordning. " * 30,)),)
    asked = a_question(1, headings=headings, tables=(table(1, slips=slips),))
    printed = text_of(pdf.write(composed(material(asked, language="nb")), {}))
    assert printed.count("TT-kort") == 50
    assert "\xad" not in printed


def test_a_page_does_not_end_between_a_heading_and_what_belongs_to_it() -> None:
    """What each table said, of every length: name, question and first note share a page."""
    parts = [
        AppendixPart(
            f"Table no. {n}",
            (Lead(f"Asked {n}:", (Sentence(WORDS),)),),
            tuple(f"Note {n}-{at}. {WORDS}" for at in range(9 + n % 7)),
        )
        for n in range(1, 40)
    ]
    whole = replace(composed(material()), appendices=(Appendix("said", "Said", tuple(parts)),))
    with pypdfium2.PdfDocument(io.BytesIO(pdf.write(whole, {}))) as printed:
        pages = [page.get_textpage().get_text_bounded() for page in printed]
    for n in range(1, 40):
        [page] = [page for page in pages if f"Table no. {n}\r\n" in page]
        assert f"Asked {n}:" in page
        assert f"Note {n}-0." in page
    word = docx.Document(io.BytesIO(written(whole, "docx", {}, None)))
    asked = [p for p in word.paragraphs if p.text.startswith("Asked ")]
    assert [p.paragraph_format.keep_with_next for p in asked] == [True] * 39
    with zipfile.ZipFile(io.BytesIO(written(whole, "odt", {}, None))) as package:
        content, styles = (package.read(f"{name}.xml").decode() for name in ("content", "styles"))
    assert len(re.findall(rf'<text:p text:style-name="{KEPT}">[^A]*>Asked ', content)) == 39
    [look] = re.findall(rf'style:name="{KEPT}".*?</style:style>', styles)
    assert "keep-with-next" in look
