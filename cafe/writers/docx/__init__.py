"""The document as a Word file: real styles, alternative texts, a language and page numbers."""

from collections.abc import Iterable

from docx.oxml import OxmlElement

from cafe.core.lines import isolated
from cafe.document.edition import line
from cafe.document.sentences.lists import Items, in_blocks
from cafe.document.tree import Appendix, AppendixPart, Document, Grid, Lead, Section
from cafe.writers.docx import directions
from cafe.writers.docx import fields as links
from cafe.writers.docx.letterhead.template import opened, plain_paper
from cafe.writers.docx.page import Page
from cafe.writers.docx.pictures import add_picture
from cafe.writers.docx.said import say
from cafe.writers.docx.saved import saved
from cafe.writers.docx.unique import number_anew
from cafe.writers.letters.contents import broken
from cafe.writers.pictures import Pictures, present

ALONE, BULLET, DEEPER = "Normal", "List Bullet", "List Bullet 2"


def write(document: Document, pictures: Pictures, template: bytes | None = None) -> bytes:
    """The document as one .docx file, on the paper and in the styles of `template` if there is one.

    Raises NoTemplate when that cannot be used.
    """
    page = Page(plain_paper() if template is None else opened(template))
    say(page, document)
    page.paragraph(document.header, "Subtitle")
    page.paragraph(document.title, "Title")
    if about := line(document):
        page.paragraph(about, "Edition")
    # What it says of itself is of all of it, also of a picture that is lost.
    document = present(document, pictures)
    for notice in document.notices:
        _lead(page, notice, "Notice", BULLET)
    for paragraph in document.opening:
        page.paragraph(paragraph)
    if document.signature:
        page.paragraph("\n".join(document.signature))
    _contents(page, document)
    for at, section in enumerate(document.sections):
        _section(page, section, pictures, at == 0 and bool(document.contents))
    for appendix in document.appendices:
        _appendix(page, appendix)
    if document.seal:
        _lead(page, document.seal, ALONE, BULLET)
    directions.told(page.word)
    number_anew(page.word)
    return saved(page.word)


def _contents(page: Page, document: Document) -> None:
    """A page of its own. The entries are ours: nobody is asked to bring a field up to date."""
    if document.contents:
        page.paragraph(document.contents, "TOC Heading", alone=True)
        for aim in document.aims:
            heading = broken(isolated(aim.heading), page.wide)
            links.entry(page.paragraph("", "toc 1"), heading, aim.anchor, page.wide)


def _section(page: Page, section: Section, pictures: Pictures, alone: bool) -> None:
    """With `alone` it begins on a page of its own: what stands before it does."""
    links.aim(page.paragraph(section.heading, "Heading 1", alone=alone), section.anchor)
    for lead in section.summaries:
        _lead(page, lead, "Summary", BULLET)
    for lead in section.listed:
        _lead(page, lead, BULLET, DEEPER)
    for lead in section.unlisted:
        _lead(page, lead, ALONE, BULLET)
    if section.opposites:
        _lead(page, section.opposites.lead, ALONE, BULLET)
        _grid(page, section.opposites.grid)
    for picture in section.pictures:
        add_picture(page, picture, pictures)


def _lead(page: Page, lead: Lead, style: str, deeper: str, *, keep: bool = False) -> None:
    """`keep`: what follows belongs to it, so a page does not end between them."""
    if lead.itemised:
        page.paragraph("", style, lead=lead.label, keep=True)
        _items(page, (sentence.text for sentence in lead.sentences), deeper)
        return
    first, *others = lead.blocks or [""]
    alone = isinstance(first, Items)
    page.paragraph("" if alone else f" {first}", style, lead=lead.label, keep=alone or keep)
    for block in lead.blocks if alone else others:
        page.further(block, style)


def _items(page: Page, texts: Iterable[str], style: str) -> None:
    for text in texts:
        first, *others = in_blocks(text)
        if isinstance(first, Items):
            page.further(first, style)
        else:
            page.paragraph(first, style)
        for block in others:
            page.further(block, style)


def _appendix(page: Page, appendix: Appendix) -> None:
    links.aim(page.paragraph(appendix.heading, "Heading 1", alone=True), appendix.anchor)
    for part in appendix.parts:
        _part(page, part)


def _part(page: Page, part: AppendixPart) -> None:
    page.paragraph(part.heading, "Heading 2")
    for lead in part.leads:
        _lead(page, lead, ALONE, BULLET, keep=part.goes_on)
    _items(page, part.items, BULLET)
    if part.grid:
        _grid(page, part.grid)


def _grid(page: Page, grid: Grid) -> None:
    """As wide as the text; its column headings are there again on each page."""
    table = page.table(grid)
    for at, row in enumerate((grid.head, *grid.rows)):
        line = page.row(table, head=at == 0)
        for column, text in enumerate(row):
            figures = column > 0 and not grid.words
            page.cell(line, text, bold=at == 0, right=figures)
    page.body.insert(len(page.body) - 1, OxmlElement("w:p"))  # a table cannot be the last
