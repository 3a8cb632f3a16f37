"""The preview of a table, the press that takes its notes in, and what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.files import jobs_folder
from cafe.core.i18n import _
from cafe.core.text.file_names import file_name
from cafe.errors import Conflict, NotFound
from cafe.intake import kept, summary
from cafe.intake.actions import bring
from cafe.intake.chosen import ABOUT, PARTED, Understood, chosen_from, first_rows, understood
from cafe.intake.facts import CafeFacts, Placing
from cafe.intake.placing import placing_of
from cafe.intake.queries import cafe_facts, origin_names
from cafe.intake.reading.encodings import name_of
from cafe.intake.recognising.headers import ROLES
from cafe.intake.room import room
from cafe.intake.words import delimiter_words, left_csv, role_words
from cafe.sort.history.undo import undo
from cafe.sort.origins.rules import about, kind_names
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.files import handed
from cafe.web.forms import NOTHING, Refused, form, typed_operation
from cafe.web.jobs import scope_of
from cafe.web.pages import page
from cafe.web.state import cafe, off_hub, reading, writing

PAGE = "/w/{workshop_id}/import/{sent}"
SHOWN_ROWS, SHOWN_LEFT = 6, 100


@dataclass(frozen=True)
class _Look:
    """One look at a table: how it is understood, and what would become of its rows."""

    folder: Path
    cafe: CafeFacts
    view: Understood
    found: Placing
    name: str


def _look(who: Who, sent: UUID, said: Mapping[str, str]) -> _Look:
    folder = _folder(who, sent)
    name = kept.name_in(folder, who.workshop_id)
    chosen = chosen_from(said)
    with reading() as db:
        facts = cafe_facts(db, the_workshop(db, who))
    book = off_hub(kept.book_in, folder, chosen.encoding, chosen.delimiter)
    view = understood(book, chosen, facts, name)
    if view.layout.shape == "own":
        with reading() as db:
            facts = cafe_facts(db, the_workshop(db, who), own=True)
    found = off_hub(placing_of, view.sheet, view.layout, facts, view.wish, view.book.stamp)
    return _Look(folder, facts, view, found, name)


@room.get("/w/<workshop_id>/import/<uuid:sent>")
@allowed("notes.import")
def preview(who: Who, sent: UUID) -> Response:
    """How the table is understood, and what would come of it: nothing is written."""
    return _preview(who, sent=sent)


def _preview(who: Who, refused: Refused = NOTHING, *, sent: UUID | None = None) -> Response:
    sent = sent or UUID(str((request.view_args or {})["sent"]))
    said = request.form if request.method == "POST" else request.args
    look = _look(who, sent, said)
    view = look.view
    readings = off_hub(kept.readings_in, look.folder) if view.book.doubtful else []
    with reading() as db:
        workshop = the_workshop(db, who)
        return page(
            "intake/preview.html",
            workshop=workshop,
            sent=sent,
            look=look,
            view=view,
            readings=readings,
            name_of=name_of,
            parted=[(key, mark, delimiter_words(mark)) for key, mark in PARTED.items()],
            roles=[(role, role_words(role)) for role in ROLES],
            rows=first_rows(view, SHOWN_ROWS),
            told=summary.told_of(view.sheet),
            lines=summary.lines(look.found, look.cafe),
            left=[*look.found.left, *look.found.differs],
            most=SHOWN_LEFT,
            origins=origin_names(workshop),
            kinds=kind_names(),
            stopped=bring.stopped(look.found, look.cafe),
            changed=request.args.get("changed") == "1",
            refused=refused,
        )


@room.post("/w/<workshop_id>/import/<uuid:sent>")
@allowed("notes.import")
@form(_preview, at=PAGE)
def take(who: Who, sent: UUID) -> AnyResponse:
    """Take in what was seen. What was chosen and not seen yet is shown first."""
    look, then = _look(who, sent, request.form), f"/w/{who.workshop_id}/import/{sent}/done"
    if kept.outcome_in(look.folder).get("operation") == typed_operation():
        return redirect(then, 303)  # the press came twice
    take_now = request.form.get("do") == "take"
    if not take_now or request.form.get("seen") != look.view.seen:
        said = look.view.said() | ({"changed": "1"} if take_now else {})
        address = f"/w/{who.workshop_id}/import/{sent}?{urlencode(said)}"
        return redirect(f"{address}#{'look' if take_now else 'columns'}", 303)
    if why := bring.stopped(look.found, look.cafe):
        raise Conflict(why)
    known = about(*(look.view.about[name] for name in ABOUT))
    if not look.found.coming and not look.found.edits:
        raise Conflict(_("There is nothing to take in."))
    doer = bring.Doer(who.workshop_id, who.label, typed_operation())
    brought = bring.taken_in(lambda: writing(who.workshop_id), look.found, doer, known)
    lines = summary.lines(brought.done, look.cafe)
    outcome = {"lines": lines, "left": brought.left, "csv": _csv(look, brought)}
    kept.keep_outcome(look.folder, {**outcome, "operation": doer.operation})
    return redirect(then, 303)


def _csv(look: _Look, brought: bring.Brought) -> str:
    cells = {row: look.view.sheet.rows[row - 1] for row, _why, _text in brought.left}
    return left_csv(look.view.layout.heads, brought.left, cells)


def _folder(who: Who, sent: UUID) -> Path:
    return jobs_folder(cafe().settings.data_dir, scope_of(who)) / str(sent)


def _outcome(who: Who, sent: UUID) -> Mapping[str, Any]:
    folder = _folder(who, sent)
    kept.name_in(folder, who.workshop_id)
    if found := kept.outcome_in(folder):
        return found
    raise NotFound(_("Nothing of this table has been taken in yet."))


@room.get("/w/<workshop_id>/import/<uuid:sent>/done")
@allowed("notes.import")
def done(who: Who, sent: UUID) -> Response:
    """What came in, with links to where it is, and what did not."""
    return _done(who, sent=sent)


def _done(who: Who, refused: Refused = NOTHING, *, sent: UUID | None = None) -> Response:
    sent = sent or UUID(str((request.view_args or {})["sent"]))
    outcome = _outcome(who, sent)
    with reading() as db:
        workshop = the_workshop(db, who)
        known: dict[str, Any] = {"workshop": workshop, "sent": sent, "outcome": outcome}
        return page("intake/done.html", **known, refused=refused)


@room.post("/w/<workshop_id>/import/<uuid:sent>/undo")
@allowed("notes.import")
@form(_done, f"{PAGE}/done")
def take_out(who: Who, sent: UUID) -> None:
    """Take out again what came in, as the one step it was."""
    outcome = _outcome(who, sent)
    with writing(who.workshop_id) as tx:
        undo(
            tx,
            workshop=the_workshop(tx, who),
            by=who.label,
            operation=typed_operation(),
            only=outcome["operation"],
        )
    kept.keep_outcome(_folder(who, sent), {**outcome, "undone": True})


@room.get("/w/<workshop_id>/import/<uuid:sent>/left.csv")
@allowed("notes.import")
def left(who: Who, sent: UUID) -> Response:
    """The rows that were not taken in, as they were, with why: to be mended and sent again."""
    text = str(_outcome(who, sent)["csv"])
    with reading() as db:
        workshop = the_workshop(db, who)
        name = file_name(workshop.title, workshop.id, _("Not taken in"), "csv")
    return handed(f"\ufeff{text}".encode(), "text/csv", name)
