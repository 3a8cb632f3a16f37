"""What no font here can draw, by place: told before a document is printed, and on its job."""

from collections.abc import Iterator
from typing import NamedTuple

from cafe.core.i18n import _, ngettext
from cafe.core.lines import one_line
from cafe.core.text import short
from cafe.document.tree import AppendixPart, Document, Lead, Section
from cafe.writers.letters.fonts import EAST_ASIAN, large, unknown_in

# Named one by one; of more it is told that there are more.
NAMED = 5


class Place(NamedTuple):
    """Somewhere in a document, and the words that stand there."""

    called: str
    words: str


def undrawn(document: Document) -> list[str]:
    """A line for each place of `document` with such characters, in the language spoken now.

    They are in every file; in the PDF and on drawn posters a small box stands for each.
    """
    places = list(_places(document))
    if not unknown_in("".join(place.words for place in places)):
        return []
    lines, lacking = [], ""
    for place in places:
        if found := "".join(sorted(unknown_in(place.words))):
            lacking += found
            lines.append(_line(place.called, found))
    return [*lines, *fetched(lacking)]


def _line(place: str, found: str) -> str:
    return ngettext(
        "%(place)s: in the PDF and on drawn posters a small box stands for %(count)s character "
        "that no font here has (%(characters)s).",
        "%(place)s: in the PDF and on drawn posters small boxes stand for %(count)s characters "
        "that no font here has (%(characters)s).",
        len(found),
        place=place,
        characters=named(found),
    )


def boxes(found: str) -> str:
    """The same of a whole file, in the language spoken now."""
    return ngettext(
        "A small box stands for %(count)s character that no font here has: %(characters)s",
        "Small boxes stand for %(count)s characters that no font here has: %(characters)s",
        len(found),
        characters=named(found),
    )


def named(found: str) -> str:
    """The characters one by one, with what Unicode calls them by."""
    each = ", ".join(f"{one} U+{ord(one):04X}" for one in found[:NAMED])
    return f"{each} …" if len(found) > NAMED else each


def fetched(lacking: str) -> list[str]:
    """What can be done about it, where something can."""
    if not EAST_ASIAN.search(lacking) or large() is not None:
        return []
    return [
        _(
            "The letters of Chinese, Japanese and Korean are fetched once (20 MB) by whoever keeps "
            "this installation: %(command)s",
            command="python3 -m cafe fonts",
        )
    ]


def _places(document: Document) -> Iterator[Place]:
    title = (document.header, document.title, *document.signature)
    yield Place(_("Title and signature"), "".join(title))
    yield Place(_("Introduction"), "".join(document.opening))
    for section in document.sections:
        yield from _in_section(section)
    for appendix in document.appendices:
        for part in appendix.parts:
            yield Place(f"{appendix.heading}, “{short(part.heading)}”", _said(part))


def _in_section(section: Section) -> Iterator[Place]:
    here = _("Question %(number)s", number=section.number)
    summaries = (lead.text for lead in section.summaries)
    yield Place(here, "".join((section.question, *summaries)))
    for lead in (*section.listed, *section.unlisted):
        heading = short(one_line(lead.label).rstrip(":"))
        yield Place(_("%(here)s, “%(heading)s”", here=here, heading=heading), _of(lead))
    for picture in section.pictures:
        if sheet := picture.sheet:
            slips = (text for field in sheet.fields for text in (field.title, *field.slips))
            yield Place(
                _("Poster of %(table)s", table=picture.caption), "".join((sheet.name, *slips))
            )


def _of(lead: Lead) -> str:
    return lead.label + lead.text


def _said(part: AppendixPart) -> str:
    cells = (cell for row in part.grid.rows for cell in row) if part.grid else ()
    return "".join((part.heading, *map(_of, part.leads), *part.items, *cells))
