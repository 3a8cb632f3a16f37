"""The document as a Word file: real styles, alternative texts, a language and page numbers."""

import io
from collections.abc import Iterable

import docx
from docx.document import Document as WordFile
from docx.oxml import OxmlElement
from docx.shared import Mm
from PIL import Image

from cafe.document.tree import Appendix, AppendixPart, Document, Grid, Lead, Picture, Section
from cafe.writers.docx import directions
from cafe.writers.docx import fields as links
from cafe.writers.docx import template as docx_template
from cafe.writers.docx.styles import apply_styles
from cafe.writers.pictures import Pictures, present
from cafe.writers.still import stilled

WIDE, TALL = Mm(160), Mm(115)
ALONE, BULLET, DEEPER = "Normal", "List Bullet", "List Bullet 2"


def write(document: Document, pictures: Pictures, template: bytes | None = None) -> bytes:
    """The document as one .docx file, on the paper and in the styles of `template` if there is one.

    Raises NoTemplate when that cannot be used.
    """
    document = present(document, pictures)
    word = docx.Document() if template is None else docx_template.opened(template)
    apply_styles(word, document, plain=template is None)
    word.add_paragraph(document.header, style="Subtitle")
    word.add_paragraph(document.title, style="Title")
    for notice in document.notices:
        _lead(word, notice, ALONE, BULLET)
    for paragraph in document.opening:
        word.add_paragraph(paragraph)
    _sign(word, document.signature)
    _contents(word, document)
    for at, section in enumerate(document.sections):
        _section(word, section, pictures, at == 0 and bool(document.contents))
    for appendix in document.appendices:
        _appendix(word, appendix)
    if document.seal:
        _lead(word, document.seal, ALONE, BULLET)
    directions.told(word)
    buffer = io.BytesIO()
    word.save(buffer)
    return stilled(buffer.getvalue())


def _sign(word: WordFile, lines: tuple[str, ...]) -> None:
    if lines:
        signature = word.add_paragraph()
        for at, line in enumerate(lines):
            run = signature.add_run(line)
            if at < len(lines) - 1:
                run.add_break()


def _contents(word: WordFile, document: Document) -> None:
    """A page of its own. The entries are ours: nobody is asked to bring a field up to date."""
    if document.contents:
        heading = word.add_paragraph(document.contents, style="TOC Heading")
        heading.paragraph_format.page_break_before = True
        for aim in document.aims:
            links.entry(word.add_paragraph(style="toc 1"), aim.heading, aim.anchor)


def _section(word: WordFile, section: Section, pictures: Pictures, alone: bool) -> None:
    """With `alone` it begins on a page of its own: what stands before it does."""
    heading = word.add_paragraph(section.heading, style="Heading 1")
    heading.paragraph_format.page_break_before = alone or None
    links.aim(heading, section.anchor)
    for lead in section.summaries:
        _lead(word, lead, ALONE, BULLET)
    for lead in section.listed:
        _lead(word, lead, BULLET, DEEPER)
    for lead in section.unlisted:
        _lead(word, lead, ALONE, BULLET)
    for picture in section.pictures:
        _picture(word, picture, pictures[picture.file])


def _lead(word: WordFile, lead: Lead, style: str, deeper: str) -> None:
    paragraph = word.add_paragraph(style=style)
    paragraph.add_run(lead.label).bold = True
    if not lead.itemised:
        paragraph.add_run(f" {lead.text}")
        return
    paragraph.paragraph_format.keep_with_next = True
    _items(word, (sentence.text for sentence in lead.sentences), deeper)


def _items(word: WordFile, texts: Iterable[str], style: str) -> None:
    for text in texts:
        word.add_paragraph(text, style=style)


def _picture(word: WordFile, picture: Picture, contents: bytes) -> None:
    with Image.open(io.BytesIO(contents)) as image:
        page = word.sections[-1]
        text = (page.page_width or WIDE) - (page.left_margin or 0) - (page.right_margin or 0)
        width = min(WIDE, text, TALL * image.width // image.height)
    place = word.add_paragraph()
    place.paragraph_format.keep_with_next = True
    shape = place.add_run().add_picture(io.BytesIO(contents), width=width)
    shape._inline.docPr.set("descr", picture.alt)  # python-docx gives no access to it
    shape._inline.docPr.set("name", picture.caption)
    word.add_paragraph(picture.caption, style="Caption")


def _appendix(word: WordFile, appendix: Appendix) -> None:
    heading = word.add_paragraph(appendix.heading, style="Heading 1")
    heading.paragraph_format.page_break_before = True
    links.aim(heading, appendix.anchor)
    for part in appendix.parts:
        _part(word, part)


def _part(word: WordFile, part: AppendixPart) -> None:
    word.add_paragraph(part.heading, style="Heading 2")
    for lead in part.leads:
        _lead(word, lead, ALONE, BULLET)
    _items(word, part.items, BULLET)
    if part.grid:
        _grid(word, part.grid)


def _grid(word: WordFile, grid: Grid) -> None:
    table = word.add_table(rows=0, cols=len(grid.head), style="Table Grid")
    for row in (grid.head, *grid.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    _repeated(table.rows[0]._tr)
    word.add_paragraph()


def _repeated(row: object) -> None:
    """The column headings: said to be that, and there again on each page."""
    mark = OxmlElement("w:tblHeader")
    row.get_or_add_trPr().append(mark)  # type: ignore[attr-defined]
