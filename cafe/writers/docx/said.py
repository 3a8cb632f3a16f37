"""What the Word file says of itself: language, properties, and at the foot which page it is."""

from collections.abc import Iterator
from typing import Any

from docx.document import Document as WordFile
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from cafe.core.i18n import _, speaking, with_region
from cafe.core.lines import isolated
from cafe.document.edition import draft_mark, line
from cafe.document.tree import Document
from cafe.writers.docx.about import set_properties
from cafe.writers.docx.fields import field, inline
from cafe.writers.docx.order import put, within
from cafe.writers.docx.page import Page


def say(page: Page, document: Document) -> None:
    """Give the file its language, its properties, and what stands at the edges of its pages."""
    _language(page, with_region(document.language))
    set_properties(page.word, document)
    mark, about = draft_mark(document), line(document)
    for foot, head in _edges(page.word):
        counts = any(map(_counts_pages, (foot, head)))
        if mark:
            _put(head, page.made(mark, "Mark"))
        if page.plain:
            _put(foot, _numbered(page, document.language, f"{isolated(document.header)}\t"))
        elif not counts:
            _put(foot, _numbered(page, document.language))
        if about:
            _put(foot, page.made(about, "Foot"))


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


def _edges(word: WordFile) -> Iterator[tuple[Any, Any]]:
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


def _numbered(page: Page, language: str, before: str = "") -> Any:
    """Which page it is of how many, after what stands `before` it."""
    with speaking(language):
        parts = _("Page %(page)s of %(pages)s", page="§", pages="§").split("§")
    made = page.made(before, "Foot")
    for part, counted in zip(parts, ("PAGE", "NUMPAGES", ""), strict=True):
        inline(made, part)
        if counted:
            field(made, counted)
    return made


def _put(story: Any, paragraph: Any) -> None:
    """Last in a head or foot; python-docx begins a new one with an empty paragraph."""
    new = story.is_linked_to_previous
    element = story._element if not new else story.paragraphs[0]._p.getparent()
    if new:
        element.remove(element[0])
    element.append(paragraph)
