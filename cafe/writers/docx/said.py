"""What the Word file says of itself: language, properties, and at the foot which page it is."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cafe.core.i18n import _, speaking, with_region
from cafe.document.tree import Document
from cafe.writers.docx.fields import field, inline
from cafe.writers.docx.order import put, within
from cafe.writers.docx.page import Page


def say(page: Page, document: Document) -> None:
    """Give the file its language, its properties and its page numbers."""
    _language(page, with_region(document.language))
    _properties(page.word, document)
    for foot, head in _feet(page.word):
        if not any(map(_counts_pages, (foot, head))):
            _number(page, foot, document.language)


def _language(page: Page, tag: str) -> None:
    """In the defaults, and in the style that everything is built on: a template's may differ."""
    root = page.word.styles.element
    normal = next(
        one
        for one in root.findall(qn("w:style"))
        if one.get(qn("w:styleId")) == page.styles["Normal"]
    )
    defaults = within(within(root, "w:docDefaults"), "w:rPrDefault")
    run = defaults.find(qn("w:rPr"))
    if run is None:
        run = OxmlElement("w:rPr")
        defaults.append(run)
    for place in (run, within(normal, "w:rPr")):
        lang = place.find(qn("w:lang"))
        if lang is None:
            lang = put(place, OxmlElement("w:lang"))
        lang.set(qn("w:val"), tag)
        # What writing from right to left, and East Asian writing, is taken for.
        for slot, other in (("w:bidi", "ar-SA"), ("w:eastAsia", "zh-CN")):
            lang.set(qn(slot), other)


def _properties(word: WordFile, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.subject = document.title[:255], document.header[:255]
    properties.author = document.signature[0][:255] if document.signature else ""
    properties.last_modified_by = properties.author
    properties.language = with_region(document.language)
    properties.comments = ""
    # The same café gives the same bytes: a template's own moments go too.
    for name in ("dcterms:created", "dcterms:modified", "cp:lastPrinted", "cp:revision"):
        for moment in properties._element.findall(qn(name)):
            properties._element.remove(moment)


def _feet(word: WordFile) -> Iterator[tuple[Any, Any]]:
    """The foot and the head of every page: the first and the even ones may have their own."""
    section = word.sections[-1]
    yield section.footer, section.header
    if section.different_first_page_header_footer:
        yield section.first_page_footer, section.first_page_header
    settings = [r for r in word.part.rels.values() if r.reltype == RELATIONSHIP_TYPE.SETTINGS]
    if settings and word.settings.odd_and_even_pages_header_footer:
        yield section.even_page_footer, section.even_page_header


def _counts_pages(story: Any) -> bool:
    """Whether an organisation's own head or foot says which page it is."""
    return not story.is_linked_to_previous and "PAGE" in story._element.xml


def _number(page: Page, foot: Any, language: str) -> None:
    paragraphs = foot.paragraphs
    with speaking(language):
        parts = _("Page %(page)s of %(pages)s", page="§", pages="§").split("§")
    place = page.made("", "Foot")
    if "Foot" not in page.styles:
        put(place.get_or_add_pPr(), _centred())
    for part, counted in zip(parts, ("PAGE", "NUMPAGES", ""), strict=True):
        inline(place, part)
        if counted:
            field(place, counted)
    element = foot._element
    element.append(place)
    if len(paragraphs) and not paragraphs[0]._p.xpath(".//w:r | .//w:sdt") and len(element) == 2:
        element.remove(paragraphs[0]._p)


def _centred() -> Any:
    centred = OxmlElement("w:jc")
    centred.set(qn("w:val"), "center")
    return centred
