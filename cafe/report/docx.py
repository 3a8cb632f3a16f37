"""The document as a Word file: real styles, alternative texts, a language and page numbers."""

import io
from datetime import UTC, datetime

import docx
from docx.document import Document as WordFile
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image

from cafe.report.document import Document, Lead, Picture, Section
from cafe.report.pictures import Pictures, present
from cafe.texts import _, speaking

TAGS = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
INK, RUST, GREY = RGBColor(0x2B, 0x26, 0x22), RGBColor(0x5B, 0x2A, 0x1F), RGBColor(0x55, 0x50, 0x4A)
WIDE, TALL = Mm(160), Mm(115)


def write(document: Document, pictures: Pictures) -> bytes:
    """The document as one .docx file."""
    document = present(document, pictures)
    word = docx.Document()
    _dress(word, document)
    word.add_paragraph(document.header, style="Subtitle")
    word.add_paragraph(document.title, style="Title")
    for paragraph in document.intro:
        word.add_paragraph(paragraph)
    _sign(word, document.signature)
    for section in document.sections:
        _section(word, section, pictures)
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _sign(word: WordFile, lines: tuple[str, ...]) -> None:
    if lines:
        signature = word.add_paragraph()
        for at, line in enumerate(lines):
            run = signature.add_run(line)
            if at < len(lines) - 1:
                run.add_break()


def _section(word: WordFile, section: Section, pictures: Pictures) -> None:
    word.add_paragraph(section.heading, style="Heading 1")
    if section.summary:
        _lead(word.add_paragraph(), section.summary)
    for lead in section.listed:
        _lead(word.add_paragraph(style="List Bullet"), lead)
    for lead in section.unlisted:
        _lead(word.add_paragraph(), lead)
    for picture in section.pictures:
        _picture(word, picture, pictures[picture.file])


def _lead(paragraph: Paragraph, lead: Lead) -> None:
    paragraph.add_run(lead.label).bold = True
    paragraph.add_run(f" {lead.text}")


def _picture(word: WordFile, picture: Picture, contents: bytes) -> None:
    with Image.open(io.BytesIO(contents)) as image:
        width = min(WIDE, TALL * image.width // image.height)
    place = word.add_paragraph()
    place.paragraph_format.keep_with_next = True
    shape = place.add_run().add_picture(io.BytesIO(contents), width=width)
    shape._inline.docPr.set("descr", picture.alt)  # python-docx has no door to it
    shape._inline.docPr.set("name", picture.caption)
    word.add_paragraph(picture.caption, style="Caption")


def _dress(word: WordFile, document: Document) -> None:
    for name, size, colour, above, below in (
        ("Normal", 11, INK, 0, 8),
        ("Subtitle", 11, GREY, 0, 6),
        ("Title", 24, RUST, 6, 14),
        ("Heading 1", 15, RUST, 22, 8),
        ("List Bullet", 11, INK, 0, 6),
        ("Caption", 9, GREY, 0, 12),
    ):
        style = word.styles[name]
        _font(style, size, colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = (
            Pt(above),
            Pt(below),
        )
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)
    _language(word, TAGS[document.language])
    _properties(word, document)
    _footer(page.footer.paragraphs[0], document.language)


def _font(style: object, size: int, colour: RGBColor) -> None:
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.color.rgb, font.italic = "Calibri", Pt(size), colour, False
    fonts = font.element.rPr.rFonts
    # The template's theme fonts would win over the name.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _language(word: WordFile, tag: str) -> None:
    defaults = (
        word.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    )
    lang = defaults.find(qn("w:lang"))
    if lang is None:
        lang = OxmlElement("w:lang")
        defaults.append(lang)
    lang.set(qn("w:val"), tag)


def _properties(word: WordFile, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.subject = document.title[:255], document.header[:255]
    properties.author = document.signature[0][:255] if document.signature else ""
    properties.last_modified_by = properties.author
    properties.language = TAGS[document.language]
    properties.comments = ""
    properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)


def _footer(paragraph: Paragraph, language: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    with speaking(language):
        parts = _("Page %(page)s of %(pages)s", page="§", pages="§").split("§")
    for part, field in zip(parts, ("PAGE", "NUMPAGES", ""), strict=True):
        paragraph.add_run(part)
        if field:
            simple = OxmlElement("w:fldSimple")
            simple.set(qn("w:instr"), field)
            paragraph._p.append(simple)
