"""The print kit: a page that lists it, and each piece as PDF."""

import io
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import LANGUAGES, _, speaking
from cafe.core.text import place_name
from cafe.core.text.file_names import file_name, words_of
from cafe.document.material import Material
from cafe.errors import NotFound
from cafe.evaluation.rules import audience_name, the_form
from cafe.guides.pdf import guide_pdf
from cafe.kit import cards as kit
from cafe.kit import cells, posters
from cafe.kit.cards import Card
from cafe.kit.room import room
from cafe.model import CafeTable, Link, Workshop
from cafe.people.links import codes_open
from cafe.people.queries import links_of
from cafe.plan.programme.evaluation import current, forms_of
from cafe.plan.queries import questions_of
from cafe.report.queries import material_of
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import handed_out
from cafe.web.files import handed
from cafe.web.limits.numbers import asked_number
from cafe.web.pages import page
from cafe.web.state import cafe, reading, set_alone

POSTERS: dict[str, Callable[[Material], list[posters.Paper]]] = {
    "blank": posters.blank,
    "filled": posters.filled,
}


@room.get("/w/<workshop_id>/kit")
@allowed("plan.see")
def kit_page(who: Who) -> Response:
    """What there is to print."""
    with reading() as db:
        workshop = the_workshop(db, who)
        material = material_of(db, workshop)
        tables = (table for asked in questions_of(db, workshop) for table in asked.tables)
        meetings = {table.number: table.meeting for table in tables}
        forms = forms_of(workshop.evaluation)
        return page(
            "kit/kit.html",
            workshop=workshop,
            places=any(asked.tables for asked in material.questions),
            codes=codes_open(workshop),
            tables=posters.blank(material),
            written=posters.filled(material),
            forms=forms,
            audience_name=audience_name,
            undrawn=posters.undrawn_in_kit(material, meetings, forms),
        )


@room.get("/w/<workshop_id>/kit/cards.pdf")
@allowed("links.see")
def kit_cards(who: Who) -> Response:
    """A card for each table, by number, and one for the wall."""
    with reading() as db:
        workshop = the_workshop(db, who)
        title, language, cards = workshop.title, workshop.language, _cards(db, workshop)
    content = set_alone(kit.cards_pdf, title, language, cards)
    with speaking(language):
        return _file(who, title, _("Table cards"), "pdf", content)


def _cards(db: Session, workshop: Workshop) -> list[Card]:
    asked = questions_of(db, workshop)
    tables = {table.id: table for question in asked for table in question.tables}
    with speaking(workshop.language):
        wall, *rest = links_of(db, workshop.id)
        places = [(link, tables[link.table_id]) for link in rest if link.table_id]
        return [
            *(_card(workshop, table, link, wall) for link, table in places),
            *_trays(db, workshop, tables),
            _wall(workshop, wall),
        ]


def _card(workshop: Workshop, table: CafeTable, link: Link, wall: Link) -> Card:
    """Pairs have no host and no page of a table: they write through the wall's link."""
    question = table.question
    pairs = question.form == "pairs"
    return Card(
        name=place_name(question.form, table.number).upper(),
        cafe_name=table.cafe_name or "",
        label=_("Question %(number)s:", number=question.number),
        question=question.text,
        parts=tuple((part["letter"], part["text"]) for part in question.parts),
        meeting=table.meeting,
        **(
            _way_in(workshop, wall, f"/pairs/{question.number}")
            if pairs
            else _way_in(workshop, link)
        ),
    )


def _trays(db: Session, workshop: Workshop, tables: Mapping[int, CafeTable]) -> Iterator[Card]:
    """The way in for the phones at each table, when the café has a silent start."""
    for link in links_of(db, workshop.id, trays=True):
        table = tables.get(link.table_id or 0)
        if workshop.silent and table:
            card = _card(workshop, table, link, link)
            yield replace(card, cafe_name=_("Silent start"), meeting="")


def _wall(workshop: Workshop, link: Link) -> Card:
    name, line = _("The wall"), _("Everybody may look.")
    return Card(
        name=name, cafe_name="", label="", question=line, parts=(), **_way_in(workshop, link)
    )


def _way_in(workshop: Workshop, link: Link, further: str = "") -> dict[str, str]:
    return handed_out(cafe().settings, workshop, link, _("QR code"), further=further)


@room.get("/w/<workshop_id>/kit/guide-<language>.pdf")
@allowed("plan.see")
def kit_guide(who: Who, language: str) -> Response:
    """One page for a host, in a language of the host's choice."""
    if language not in LANGUAGES:
        languages = ", ".join(LANGUAGES)
        raise NotFound(
            _("There is no such guide. Choose one of %(languages)s.", languages=languages)
        )
    with reading() as db:
        title = the_workshop(db, who).title
    content = set_alone(guide_pdf, "host", language, title)
    with speaking(language):
        return _file(who, title, _("The hosts' guide"), "pdf", content)


@room.get("/w/<workshop_id>/kit/evaluation-<kind>.pdf")
@allowed("plan.see")
def kit_evaluation(who: Who, kind: str) -> Response:
    """The evaluation on paper, with the questions as they stand."""
    with reading() as db:
        workshop = the_workshop(db, who)
        form = the_form(forms_of(workshop.evaluation), kind)
        title, language, asked = workshop.title, workshop.language, current(form)
    content = set_alone(kit.evaluation_pdf, title, language, asked)
    with speaking(language):
        what = f"{_('Evaluation on paper')} {audience_name(kind)}"
        return _file(who, title, what, "pdf", content)


@room.get("/w/<workshop_id>/kit/posters-<kind>.pdf")
@allowed("plan.see")
def kit_posters_all(who: Who, kind: str) -> Response:
    """Every table's poster on A3 in one file."""
    return _posters(who, kind, None)


@room.get("/w/<workshop_id>/kit/poster-<int:number>-<kind>.pdf")
@allowed("plan.see")
def kit_poster(who: Who, number: int, kind: str) -> Response:
    """One table's poster on A3."""
    return _posters(who, kind, number)


@room.get("/w/<workshop_id>/kit/posters-<kind>.zip")
@allowed("plan.see")
def kit_pictures_all(who: Who, kind: str) -> Response:
    """Every table's poster as a picture, in one file."""
    title, language, papers = _chosen(who, kind, None)
    pictures = set_alone(partial(kit.posters_png, title, language, papers, filled=kind == "filled"))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:  # a PNG does not get smaller by packing
        for paper, picture in zip(papers, pictures, strict=True):
            file.writestr(f"{'-'.join(words_of(_sheet(kind, language, paper)))}.png", picture)
    return _file(who, title, _posters_called(kind, language), "zip", packed.getvalue())


@room.get("/w/<workshop_id>/kit/poster-<int:number>-<kind>.png")
@allowed("plan.see")
def kit_picture(who: Who, number: int, kind: str) -> Response:
    """One table's poster as a picture; where it takes several sheets, the one of `?sheet`."""
    sheet = asked_number("sheet") if "sheet" in request.args else 1
    title, language, papers = _chosen(who, kind, number, sheet or 0)
    [picture] = set_alone(
        partial(kit.posters_png, title, language, papers, filled=kind == "filled")
    )
    return _file(who, title, _sheet(kind, language, papers[0]), "png", picture)


@room.get("/w/<workshop_id>/kit/cells.pdf")
@allowed("plan.see")
def kit_cells(who: Who) -> Response:
    """Sheets with numbered cells: as many as `?sheets` says for each table, on `?paper`."""
    return _cells(who, None)


@room.get("/w/<workshop_id>/kit/cells-<int:number>.pdf")
@allowed("plan.see")
def kit_cells_of(who: Who, number: int) -> Response:
    """One table's sheets with numbered cells."""
    return _cells(who, number)


def _cells(who: Who, number: int | None) -> Response:
    count = asked_number("sheets") if "sheets" in request.args else 1
    with reading() as db:
        workshop = the_workshop(db, who)
        title, language, material = workshop.title, workshop.language, material_of(db, workshop)
        tables = (table for asked in questions_of(db, workshop) for table in asked.tables)
        uids = {table.number: table.uid or "" for table in tables}
    sheets = cells.cell_sheets(material, uids, count or 0, number)
    if not sheets:
        raise NotFound(_("There is no table to print for yet."))
    paper = request.args.get("paper", "a3")
    content = set_alone(cells.cells_pdf, title, language, sheets, paper)
    with speaking(language):
        what = [_("Sheets with numbered cells"), paper]
        if number is not None:
            what[1:1] = [place_name("tables", number)]
    return _file(who, title, " ".join(what), "pdf", content)


def _chosen(
    who: Who, kind: str, number: int | None, part: int | None = None
) -> tuple[str, str, list[posters.Paper]]:
    if kind not in POSTERS:
        raise NotFound(_("There is no such poster. Choose blank posters or posters with notes."))
    with reading() as db:
        workshop = the_workshop(db, who)
        title, language, material = workshop.title, workshop.language, material_of(db, workshop)
    return title, language, posters.chosen(POSTERS[kind](material), number, part)


def _posters(who: Who, kind: str, number: int | None) -> Response:
    title, language, papers = _chosen(who, kind, number)

    def drawn() -> bytes:
        return kit.posters_pdf(title, language, papers, filled=kind == "filled")

    what = _posters_called(kind, language, number)
    return _file(who, title, what, "pdf", set_alone(drawn))


def _posters_called(kind: str, language: str, number: int | None = None) -> str:
    """What posters are called, of a table or of all, in the café's language."""
    with speaking(language):
        names = {"blank": _("Posters to write on"), "filled": _("Posters drawn from the notes")}
        table = "" if number is None else place_name("tables", number)
        return f"{names[kind]} {table}"


def _sheet(kind: str, language: str, paper: posters.Paper) -> str:
    """What one sheet is called: a table may have several."""
    further = paper.part if paper.part > 1 else ""
    return f"{_posters_called(kind, language, paper.number)} {further}"


def _file(who: Who, title: str, what: str, end: str, content: bytes) -> Response:
    """A file to print, under the café's name and what it is."""
    kinds = {"pdf": "application/pdf", "zip": "application/zip", "png": "image/png"}
    return handed(content, kinds[end], file_name(title, who.workshop_id, what, end))
