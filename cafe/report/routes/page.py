"""The document's page: preview, what is missing, the words an organiser may change, downloads."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import photo_folder
from cafe.core.i18n import _, speaking
from cafe.core.lines import nonempty
from cafe.core.text import file_names
from cafe.document.completeness import completeness, doubtful, unaccounted
from cafe.document.compose import DRAWN, composed
from cafe.document.edition import called
from cafe.document.material import Material
from cafe.document.method import method
from cafe.document.options import NAMES, PLAIN, Options, as_seen, labels
from cafe.document.tree import Picture
from cafe.document.words import main_statements_of
from cafe.errors import NotFound
from cafe.live.snapshot import state_now
from cafe.model import Workshop
from cafe.people.queries import the_cafe
from cafe.report import actions, letterhead
from cafe.report.export import FILES
from cafe.report.queries import material_of, sheet_at
from cafe.report.queries_readers import waiting_on
from cafe.report.room import room
from cafe.report.routes.web_address import Web, lending_days, own_address, web_of
from cafe.report.versions.queries import ListedVersion, versions_of
from cafe.sort.history.stacks import stacks
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import mark, marked
from cafe.web.files import photograph
from cafe.web.forms import NOTHING, Doer, Refused, form_command
from cafe.web.pages import may, page
from cafe.web.seals import say_ahead
from cafe.web.state import cafe, reading, set_alone
from cafe.writers.letters.unknown import undrawn
from cafe.writers.pictures import missing, present, sizes
from cafe.writers.poster import draw


@room.get("/w/<workshop_id>/report")
@allowed("kept.see")
def preview(who: Who) -> Response:
    """The document as it stands now."""
    return the_page(who)


def the_page(who: Who, refused: Refused = NOTHING) -> Response:
    """The page, with what was `refused` still in its form."""
    with reading() as db:
        workshop = the_workshop(db, who)
        if workshop.raw_gone:
            return _what_is_left(workshop, versions_of(db, workshop), web_of(db, workshop), refused)
        material, versions = material_of(db, workshop), versions_of(db, workshop)
        web = web_of(db, workshop)
        mine = stacks(db, workshop.id, who.label)
        uids = {question.number: question.uid for question in workshop.questions}
        erasing = _erasing(workshop) if may("words.erase") else {}
        remarked = {**waiting_on(db, workshop), "at": f"/w/{workshop.id}/readers"}
    if material.seal:
        say_ahead(material.seal.digest)
    document = composed(material)
    lost = missing(document, _photos(who))
    shown = present(document, {p.file for p in document.pictures} - lost)
    unknown = undrawn(shown)
    return page(
        "report/page.html",
        workshop=workshop,
        document=shown,
        sources={p.file: source_of(workshop.id, p) for p in shown.pictures},
        sizes=sizes(shown, _photos(who)),
        erasing=erasing,
        remarked=remarked,
        gaps=[*completeness(material, lost), *unknown.lines],
        way_out=unknown.way_out,
        worded=_worded(workshop, material, uids),
        mine=mine,
        questions=material.questions,
        formats=FILES,
        refused=refused,
        options=_ticked(len(material.questions)) if refused.of("options") else material.options,
        options_seen=as_seen(material.options),
        option_labels=labels(),
        plain=replace(PLAIN, marks=material.options.marks),
        versions=[(one, own_address(one.version)) for one in versions],
        web=web,
        days=lending_days(),
        unaccounted=unaccounted(material),
        doubtful=doubtful(material),
        letterhead=letterhead.in_use(cafe().settings.data_dir, workshop.id),
    )


def _what_is_left(
    workshop: Workshop, versions: list[ListedVersion], web: Web | None, refused: Refused
) -> Response:
    """The final versions, when the raw material is gone."""
    shown = [(one, own_address(one.version)) for one in versions]
    return page(
        "report/kept.html",
        workshop=workshop,
        versions=shown,
        web=web,
        days=lending_days(),
        refused=refused,
    )


def _worded(
    workshop: Workshop, material: Material, uids: Mapping[int, str]
) -> dict[str, dict[str, str | None]]:
    """What the page may let an organiser word: their own text if any, and the one made from facts.

    Keys are `intro` and the questions' numbers; `meant` is the question's uid, by which it is
    known when it has another number.
    """
    with speaking(material.language):
        made = "\n\n".join(nonempty(method(material)))
    words = {"intro": {"own": actions.intro_text(workshop), "made": made}}
    for asked in material.questions:
        mine = {"own": asked.summary, "made": main_statements_of(asked)}
        words[str(asked.number)] = {**mine, "meant": uids[asked.number]}
    return words


def _erasing(workshop: Workshop) -> dict[str, str]:
    """Where each photograph of the café is erased for good, by its file."""
    tables = (table for question in workshop.questions for table in question.tables)
    here = f"/w/{workshop.id}/erase/photo?key="
    return {one.file: f"{here}{one.id}" for table in tables for one in table.posters}


def source_of(workshop_id: str, picture: Picture) -> str:
    """Where the page finds a picture: drawn on asking, or a photograph's file."""
    if picture.sheet is None:
        return f"/w/{workshop_id}/posters/{picture.file}"
    number, _dash, part = picture.file.removeprefix(DRAWN).removesuffix(".png").partition("-")
    return f"/w/{workshop_id}/poster/{number}.png{part and f'?part={part}'}"


def _photos(who: Who) -> Path:
    return photo_folder(cafe().settings.data_dir, who.workshop_id)


@room.post("/w/<workshop_id>/report/options")
@allowed("report.edit")
@form_command(the_page, "/w/{workshop_id}/report")
def choose_options(tx: Session, who: Who, doer: Doer) -> None:
    """What the document has beside its plain form. With every question chosen it is no extract."""
    workshop, was = the_workshop(tx, who), request.form.get("was", "")
    options = _ticked(len(workshop.questions))
    actions.choose_options(tx, workshop=workshop, was=was, options=options, **doer)


def _ticked(questions: int) -> Options:
    """The options as they are ticked in the form; with every question it is no extract."""
    chosen = {name: name in request.form for name in NAMES}
    typed = request.form.getlist("only")
    found = (int(number) for number in typed if number.isdecimal() and len(number) < 10)
    only = tuple(dict.fromkeys(found))
    return Options(**chosen, only=only if len(only) < questions else ())


def file_name(workshop_id: str, format: str) -> str:
    """What a file is called when it is taken away, in the café's language."""
    with reading() as db:
        workshop = the_cafe(db, workshop_id)
        title, tongue = workshop.title, workshop.language
    with speaking(tongue):
        what = called(format)
    return file_names.file_name(title, workshop_id, what, "zip" if format == "package" else format)


@room.get("/w/<workshop_id>/poster/<int:number>.png")
@allowed("report.see")
def poster(who: Who, number: int) -> AnyResponse:
    """A table's poster, drawn from its notes; `?part=2`: where it goes on."""
    typed = request.args.get("part", "")
    part = int(typed) if re.fullmatch("[1-9][0-9]{0,3}", typed) else 1
    with reading() as db:
        workshop = the_workshop(db, who)
        sheet = sheet_at(db, workshop, number, part)
        key = mark(workshop.id, state_now(db, workshop), number, part)
    if sheet is None:
        raise NotFound(_("Table %(number)s has no drawn poster.", number=number))
    response = marked(Response(mimetype="image/png"), key)
    if response.make_conditional(request).status_code != 304:
        response.data = set_alone(draw, [sheet], workshop.language)[0]
    return response


@room.get("/w/<workshop_id>/posters/<file>")
@allowed("report.see")
def photo(who: Who, file: str) -> AnyResponse:
    """A photograph of a paper poster."""
    return photograph(_photos(who), file)
