"""Which version a document is, in every format: one digest, and a mark on each page of a draft."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pikepdf
import pypdfium2
import pytest
from page import ValidationProfile, validate_pdf_bytes

from cafe.document.compose import composed
from cafe.document.edition import digest_of, line, title_of
from cafe.document.material import Category
from cafe.document.tree import Document
from cafe.report.export import WRITERS
from cafe.writers import pdf
from cafe.writers.pictures import drawn
from tests.report.samples import a_question, material, table


def a_document(*, final: bool) -> Document:
    headings = (Category("Lys", ("Mer lys, og https://elvebyen.example/lys.",) * 40),)
    questions = [a_question(n, tables=(table(n),), headings=headings) for n in (1, 2, 3)]
    about = material(*questions, language="nn", commissioner="Elvebyen", case_number="2026/1 & 2")
    return composed(replace(about, final=final, number=2, day=date(2026, 11, 28)))


def said(file: bytes, format: str) -> str:
    """All that stands in a file, without white space and tags."""
    if format == "pdf":
        with pypdfium2.PdfDocument(io.BytesIO(file)) as printed:
            text = "".join(page.get_textpage().get_text_bounded() for page in printed)
    elif format in ("docx", "odt"):
        with zipfile.ZipFile(io.BytesIO(file)) as package:
            parts = [package.read(one) for one in package.namelist() if one.endswith(".xml")]
        text = re.sub(r"<[^>]*>", "", b"".join(parts).decode())
    else:
        text = file.decode()
    return "".join(text.split())


@pytest.mark.parametrize("format", WRITERS)
def test_a_final_version_has_one_digest_whatever_the_format(format: str) -> None:
    document = a_document(final=True)
    file = WRITERS[format](document, drawn(document))
    assert digest_of(document)[:32] in said(file, format)
    assert "Sluttversjon2" in said(file, format)
    assert "Utkast" not in said(file, format)
    assert "UTKAST" not in said(file, format)
    other = replace(document, title="Another")
    assert digest_of(document)[:32] not in said(WRITERS[format](other, drawn(other)), format)


def test_each_page_of_a_draft_says_so_and_no_reader_hears_it_each_time() -> None:
    document = a_document(final=False)
    file = pdf.write(document, {})
    with pypdfium2.PdfDocument(io.BytesIO(file)) as printed:
        assert len(printed) > 2
        assert all("UTKAST" in one.get_textpage().get_text_bounded() for one in printed)
    with pikepdf.open(io.BytesIO(file)) as tagged:
        content = b"".join(page.Contents.read_bytes() for page in tagged.pages)
        assert content.count(b"/Subtype/Header") + content.count(b"/Subtype /Header") > 2
        assert tagged.docinfo["/Title"] == title_of(document)
        assert line(document).startswith("Utkast 2 · ")
        about = str(tagged.open_metadata())
        assert all(words in about for words in ("Elvebyen", "2026/1 &amp; 2", "dialogkafé"))
    for profile in (ValidationProfile.PDF_UA_1, ValidationProfile.PDF_A_2A):
        report = validate_pdf_bytes(file, profile=profile)
        assert report.is_compliant, [failure.message for failure in report.failures]
