"""How the Word file looks, and what it says of itself: styles, language, properties, footer."""

from typing import Any

from docx.document import Document as WordFile
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from cafe.core.i18n import _, speaking, with_region
from cafe.document.tree import Document
from cafe.writers.docx.fields import field

INK, RUST, GREY = RGBColor(0x2B, 0x26, 0x22), RGBColor(0x5B, 0x2A, 0x1F), RGBColor(0x55, 0x50, 0x4A)
STYLES = (
    ("Normal", 11, INK, 0, 8),
    ("Subtitle", 11, GREY, 0, 6),
    ("Title", 24, RUST, 6, 14),
    ("Heading 1", 15, RUST, 22, 8),
    ("Heading 2", 12, RUST, 14, 6),
    ("TOC Heading", 15, RUST, 0, 8),
    ("toc 1", 11, INK, 0, 6),
    ("List Bullet", 11, INK, 0, 6),
    ("List Bullet 2", 11, INK, 0, 4),
    ("Caption", 9, GREY, 0, 12),
)


def apply_styles(word: WordFile, document: Document, *, plain: bool = True) -> None:
    """Give the file its language, its properties and its page numbers; when `plain` its looks."""
    if plain:
        _looks(word)
    _language(word, with_region(document.language))
    _properties(word, document)
    page = word.sections[-1]
    if "PAGE" not in page.footer._element.xml + page.header._element.xml:
        foot = page.footer.paragraphs
        place = foot[0] if foot and not foot[0].text else page.footer.add_paragraph()
        _footer(place, document.language)


def _looks(word: WordFile) -> None:
    for name, size, colour, above, below in STYLES:
        if name not in word.styles:
            word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        style = word.styles[name]
        _font(style, size, colour)
        style.paragraph_format.space_before = Pt(above)
        style.paragraph_format.space_after = Pt(below)
    stops = word.styles["toc 1"].paragraph_format.tab_stops
    stops.add_tab_stop(Mm(160), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(25)


def _font(style: object, size: int, colour: RGBColor) -> None:
    font = style.font  # type: ignore[attr-defined]
    font.name, font.size, font.color.rgb, font.italic = "Calibri", Pt(size), colour, False
    fonts = font.element.rPr.rFonts
    fonts.set(qn("w:cs"), "Arial")  # Calibri has neither Arabic nor Chinese letters
    fonts.set(qn("w:eastAsia"), "Microsoft YaHei")
    # The template's theme fonts would win over the name.
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


def _language(word: WordFile, tag: str) -> None:
    """In the defaults, and in the style that everything is built on: a template's may differ."""
    for place in (_defaults(word), word.styles["Normal"].element.get_or_add_rPr()):
        lang = place.find(qn("w:lang"))
        if lang is None:
            lang = OxmlElement("w:lang")
            place.append(lang)
        lang.set(qn("w:val"), tag)
        # What writing from right to left, and East Asian writing, is taken for.
        for slot, other in (("w:bidi", "ar-SA"), ("w:eastAsia", "zh-CN")):
            lang.set(qn(slot), other)


def _defaults(word: WordFile) -> Any:
    """The properties that every run has; made where a template lacks them."""
    place = word.styles.element
    for at, name in enumerate(("w:docDefaults", "w:rPrDefault", "w:rPr")):
        found = place.find(qn(name))
        if found is None:
            found = OxmlElement(name)
            place.append(found) if at else place.insert(0, found)
        place = found
    return place


def _properties(word: WordFile, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.subject = document.title[:255], document.header[:255]
    properties.author = document.signature[0][:255] if document.signature else ""
    properties.last_modified_by = properties.author
    properties.language = with_region(document.language)
    properties.comments = ""
    # The same café gives the same bytes: a template's own moments go too.
    for name in ("dcterms:created", "dcterms:modified"):
        for moment in properties._element.findall(qn(name)):
            properties._element.remove(moment)


def _footer(paragraph: Paragraph, language: str) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    with speaking(language):
        parts = _("Page %(page)s of %(pages)s", page="§", pages="§").split("§")
    for part, counted in zip(parts, ("PAGE", "NUMPAGES", ""), strict=True):
        paragraph.add_run(part)
        if counted:
            field(paragraph, counted)
