"""The guides: whole in each language, one sheet of A4 each, for everybody, and read by anybody."""

import io

import pikepdf
import pytest
from flask import Flask
from page import ValidationProfile, validate_pdf_bytes

from cafe.core.i18n import LANGUAGES
from cafe.guides.pdf import guide_pdf
from cafe.guides.rules import ANOTHER, NAMES, Guide, runs
from cafe.guides.texts import HERE, address, guide, links
from tests.support.app import Visitor
from tests.writers.pdf_text import text_of

A4 = (595, 842)
SMALLEST = 9.0  # points: what a person can read on paper


def shape(one: Guide) -> list[object]:
    """Its sections with how many points each has, and its links in reading order."""
    sections = [len(part.points) for part in (*one.steps, *one.aside)]
    return [len(one.steps), *sections, *keys(one)]


def keys(one: Guide) -> list[str]:
    return [run.key for text in one.texts for run in runs(text) if run.key]


def plain(text: str) -> str:
    return "".join(run.words for run in runs(text))


def squeezed(text: str) -> str:
    """Without blanks and hyphens: where a line ends is not what this is about."""
    return "".join(text.split()).replace("-", "").replace("\u00ad", "")


@pytest.mark.parametrize("name", NAMES)
def test_each_guide_is_there_in_each_language_and_says_the_same_in_as_many_parts(name: str) -> None:
    found = [guide(name, language) for language in LANGUAGES]
    assert len({str(shape(one)) for one in found}) == 1
    for one in found:
        headings = [part.heading for part in (*one.steps, *one.aside)]
        assert all(text.strip() == text and text for text in (one.title, *headings, *one.texts))
        assert "[" not in "".join(map(plain, one.texts)), "a link whose key is no key"
    assert len({one.lead for one in found}) == len(found)


def test_no_file_lies_beside_the_guides_that_are_offered() -> None:
    there = {file.relative_to(HERE / "texts") for file in (HERE / "texts").rglob("*.*")}
    assert {str(file) for file in there} == {
        f"{at}/{name}.toml" for at in LANGUAGES for name in NAMES
    }


def test_every_link_leads_somewhere_and_every_address_is_used() -> None:
    used = {key for name in NAMES for key in keys(guide(name, "nb"))}
    others = {key.removeprefix(ANOTHER) for key in used if key.startswith(ANOTHER)}
    assert others <= set(NAMES)
    assert used - {f"{ANOTHER}{name}" for name in others} == set(links())
    assert all(to.startswith("https://lovdata.no/dokument/NL/lov/") for to in links().values())
    assert address("guide:law", "http://here") == "http://here/guides/law"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_each_guide_is_one_sheet_with_every_word_on_it(name: str, language: str) -> None:
    found, pdf = guide(name, language), guide_pdf(name, language, base="http://127.0.0.1")
    with pikepdf.open(io.BytesIO(pdf)) as file:
        [sheet] = file.pages
        box = sheet.mediabox
        assert (round(float(box[2])), round(float(box[3]))) == A4
        assert smallest(sheet) >= SMALLEST
        led = [str(note.A.URI) for note in sheet.get("/Annots", [])]
    assert led == [address(key, "http://127.0.0.1") for key in keys(found)]
    text = text_of(pdf)
    headings = [part.heading for part in (*found.steps, *found.aside)]
    for said in (found.title, *headings, *map(plain, found.texts)):
        assert squeezed(said) in squeezed(text)


def smallest(sheet: pikepdf.Page) -> float:
    """The smallest size that a font is set to on the sheet."""
    commands = pikepdf.parse_content_stream(sheet)
    return min(float(one.operands[1]) for one in commands if str(one.operator) == "Tf")


def test_a_sheet_is_for_everybody() -> None:
    pdf = guide_pdf("law", "nn", cafe="A GATHERING #read(1) *x* $y$ " * 4)
    report = validate_pdf_bytes(pdf, profile=ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]


def test_anybody_reads_them_without_a_login(cafe_app: Flask) -> None:
    visitor = Visitor(cafe_app)
    listed = visitor.get("/guides?lang=nn").text
    for name in NAMES:
        assert f'href="/guides/{name}"' in listed
        assert guide(name, "nn").title in listed
    law = visitor.get("/guides/law?lang=en")
    assert law.status_code == 200
    for to in links().values():
        assert f'href="{to}"' in law.text
    sheet = visitor.get("/guides/nb/host.pdf")
    assert (sheet.mimetype, sheet.data[:5]) == ("application/pdf", b"%PDF-")
    for nothing in ("/guides/dance", "/guides/de/host.pdf", "/guides/nb/dance.pdf"):
        assert visitor.get(nothing).status_code == 404
