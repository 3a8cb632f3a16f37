"""A letterhead is tried with a document that has each of its styles, before it is kept.

What was written on it is read again by another program than wrote it (rdocx), which also draws
the first page, so that the organiser sees at once what it looks like.
"""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PIL import Image

from cafe.core.i18n import _, speaking
from cafe.core.text import place_name
from cafe.document.tree import (
    Appendix,
    AppendixPart,
    Document,
    Grid,
    Lead,
    Picture,
    Section,
    Sentence,
)
from cafe.setup.paths import static_dir
from cafe.writers import docx
from cafe.writers.docx.letterhead.package import NOT_WORD, NoTemplate
from cafe.writers.pictures import Pictures

DPI = 80
MOST_BYTES = 5 * 1024 * 1024  # of the picture


def first_page(template: bytes, language: str) -> bytes:
    """Page one of a full document on `template`, as PNG. Raises NoTemplate."""
    import rdocx

    document, pictures = everything(language)
    read = rdocx.Document.from_bytes(docx.write(document, pictures, template))
    check(read, document)
    shown = replace(document, contents="")  # it would send most of the page to the next
    drawn = rdocx.Document.from_bytes(docx.write(shown, pictures, template))
    page = drawn.render_page_to_png(0, DPI, font_dirs=[static_dir() / "dist" / "fonts"])
    if page is None or len(page) > MOST_BYTES:
        raise NoTemplate(NOT_WORD)
    return bytes(page)


def check(read: Any, document: Document) -> None:
    """Whether `read` has each piece of `document`, in its style. Raises NoTemplate."""
    names = {style.style_id: (style.name or "").casefold() for style in read.styles}
    found = [(names[p.style] if p.style else "", p.text) for p in read.paragraphs if p.text.strip()]
    # Text on plain ground has whatever name the template gives it.
    said = [(kind if kind in KINDS else "", text.strip()) for kind, text in found]
    if said != list(_expected(document)) or len(read.tables) != 1 or len(read.pictures()) < 1:
        raise NoTemplate(NOT_WORD)


KINDS = {"title", "subtitle", "heading 1", "heading 2", "toc heading", "toc 1"}
KINDS |= {"list bullet", "list bullet 2", "caption"}


def _expected(document: Document) -> Iterator[tuple[str, str]]:
    """Each paragraph of the text: the style it must have, and its words."""
    yield from [("subtitle", document.header), ("title", document.title)]
    yield from (("", words) for words in document.intro)
    yield "", "\n".join(document.signature)
    yield "toc heading", document.contents
    yield from (("toc 1", aim.heading) for aim in document.aims)
    for section in document.sections:
        yield "heading 1", section.heading
        yield from (("", f"{lead.label} {lead.text}") for lead in section.summaries)
        for lead in section.listed:
            yield "list bullet", lead.label if lead.itemised else f"{lead.label} {lead.text}"
            if lead.itemised:
                yield from (("list bullet 2", one.text) for one in lead.sentences)
        yield from (("", f"{lead.label} {lead.text}") for lead in section.unlisted)
        yield from (("caption", picture.caption) for picture in section.pictures)
    for appendix in document.appendices:
        yield "heading 1", appendix.heading
        for part in appendix.parts:
            yield "heading 2", part.heading
            yield from (("list bullet", item) for item in part.items)


def everything(language: str) -> tuple[Document, Pictures]:
    """A short document with each kind of piece that there is, in `language`."""
    with speaking(language):
        return _document(language), {"trial.png": _picture()}


def _document(language: str) -> Document:
    words = (Sentence(_("A sentence.")), Sentence(_("Another sentence, somewhat longer.")))
    lead = Lead(_("A heading:"), words)
    picture = Picture("trial.png", place_name("tables", 1), _("A poster"))
    section = Section(
        number=1,
        question=_("What does the document look like on this paper?"),
        summary=Lead(_("Summary:"), words),
        listed=(lead, Lead(_("A heading:"), words, itemised=True)),
        unlisted=(lead,),
        pictures=(picture,),
    )
    grid = Grid((_("Question no."), _("All")), (("1.", "12"), ("2.", "7")))
    parts = (AppendixPart(_("Where every note went"), items=(words[0].text,), grid=grid),)
    return Document(
        language=language,
        header=_("The name of the gathering, its place and day"),
        title=_("A trial of your paper"),
        intro=(_("The introduction stands here, in the style that plain text has."),),
        signature=(_("Name"), _("Position")),
        sections=(section,),
        contents=_("Contents"),
        appendices=(Appendix("accounts", _("The accounts"), parts),),
    )


def _picture() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (160, 115), "#f6efe0").save(buffer, "PNG")
    return buffer.getvalue()
