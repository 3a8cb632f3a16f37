"""What no font here can draw, by place: told before a document is printed, and on its job."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cafe.core.i18n import _, ngettext
from cafe.core.lines import one_line
from cafe.core.text import short
from cafe.document.completeness import Gap
from cafe.document.compose import DRAWN
from cafe.document.tree import AppendixPart, Document, Picture, Section
from cafe.writers.letters.fonts import EAST_ASIAN, large, unknown_in

# Named one by one; of more it is told that there are more.
NAMED = 5


class Place(NamedTuple):
    """Somewhere in what is printed: what it is called, and the words that stand there, each with
    where it is written, below the café's address."""

    called: str
    words: tuple[tuple[str, str], ...]


class Undrawn(NamedTuple):
    """A line for each place with such characters, and what can be done about them, "" if nothing.

    They are in every file; in the PDF and on drawn posters a small box stands for each.
    """

    lines: list[Gap]
    way_out: str


def undrawn(document: Document) -> Undrawn:
    """What of `document` no font here can draw, in the language spoken now."""
    return undrawn_at(_places(document))


def undrawn_at(places: Iterable[Place]) -> Undrawn:
    """The same of any `places`."""
    places = list(places)
    if not unknown_in("".join(text for place in places for _at, text in place.words)):
        return Undrawn([], "")
    lines, lacking = [], ""
    for place in places:
        unknown = [(at, unknown_in(text)) for at, text in place.words]
        if found := "".join(sorted(frozenset().union(*(some for _at, some in unknown)))):
            lacking += found
            first = next(at for at, some in unknown if some)
            lines.append(Gap(_line(place.called, found), first))
    return Undrawn(lines, fetched(lacking))


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


def fetched(lacking: str) -> str:
    """What can be done about it, where something can."""
    if not EAST_ASIAN.search(lacking) or large() is not None:
        return ""
    return _(
        "The letters of Chinese, Japanese and Korean are fetched once (20 MB) by whoever keeps "
        "this installation: %(command)s",
        command="python3 -m cafe fonts",
    )


def _places(document: Document) -> Iterator[Place]:
    signature = "".join(document.signature)
    title = (
        ("plan#f:title", document.header),
        ("plan#f:document_title", document.title),
        ("plan#f:signature_name", signature),
    )
    yield Place(_("Title and signature"), title)
    yield _place(_("Introduction"), "report#introduction", *document.opening)
    for section in document.sections:
        yield from _in_section(section)
    for appendix in document.appendices:
        for part in appendix.parts:
            called = f"{appendix.heading}, “{short(part.heading)}”"
            yield _place(called, f"report#{appendix.anchor}", *_said(part))


def _place(called: str, at: str, *texts: str) -> Place:
    return Place(called, ((at, "".join(texts)),))


def _in_section(section: Section) -> Iterator[Place]:
    here, number = _("Question %(number)s", number=section.number), section.number
    summaries = "".join(lead.text for lead in section.summaries)
    asked = (
        (f"plan#question-{number}", section.question),
        (f"report#question-{number}", summaries),
    )
    yield Place(here, asked)
    for lead in (*section.listed, *section.unlisted):
        heading = short(one_line(lead.label).rstrip(":"))
        called = _("%(here)s, “%(heading)s”", here=here, heading=heading)
        yield _place(called, f"sort/{number}#h-{lead.id}", lead.label, lead.text)
    for picture in section.pictures:
        if sheet := picture.sheet:
            slips = (text for field in sheet.fields for text in (field.title, *field.slips))
            called = _("Poster of %(table)s", table=picture.caption)
            yield _place(called, f"day#table-{_table(picture)}", sheet.name, *slips)


def _table(picture: Picture) -> str:
    """The number of the table that a drawn poster is of."""
    return picture.file.removeprefix(DRAWN).partition(".")[0].partition("-")[0]


def _said(part: AppendixPart) -> Iterator[str]:
    yield part.heading
    yield from (lead.label + lead.text for lead in part.leads)
    yield from part.items
    yield from (cell for row in part.grid.rows for cell in row) if part.grid else ()
