"""The remote of the big screen: a page for the organiser's phone, and a piece of the day's page."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.model import CafeTable, Workshop
from cafe.model.events import of_screen
from cafe.nouns import Item
from cafe.plan.queries import questions_of
from cafe.table.rules import check_uid
from cafe.wall import actions, rules_screen
from cafe.wall.queries import latest_notes, note_on_wall, table_numbered
from cafe.wall.room import room
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.addresses import base_address, qr_svg
from cafe.web.bodies import Body, Uid
from cafe.web.commands import command
from cafe.web.forms import NOTHING, Doer, Refused, form_command, whole_number
from cafe.web.pages import page
from cafe.web.state import cafe, reading


@room.app_template_global()
def screen_of(workshop: Workshop) -> Item:
    """What the big screen shows, as the remote last said."""
    return of_screen(workshop)


@room.app_template_global()
def remote_qr(workshop: Workshop) -> str:
    """The way to the remote's own page, for whoever is logged in on a phone."""
    return qr_svg(f"{base_address(cafe().settings)}/w/{workshop.id}/screen", _("Remote"))


@room.get("/w/<workshop_id>/screen")
@allowed("stage.move")
def remote(who: Who) -> Response:
    """The remote, and the notes that can be shown: the newest, or those of `?table=9`."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        return page("wall/remote_page.html", refused=refused, **_parts(db, who))


@room.get("/w/<workshop_id>/screen/news")
@allowed("stage.move")
def remote_pieces(who: Who) -> Response:
    """What changes by itself on that page, to be put in its place there."""
    with reading() as db:
        return page("wall/remote_pieces.html", **_parts(db, who))


def _parts(db: Session, who: Who) -> dict[str, Any]:
    workshop = the_workshop(db, who)
    questions = questions_of(db, workshop)
    tables = sorted((t for q in questions for t in q.tables), key=lambda table: table.number)
    wanted = request.args.get("table", "")
    table = next((one for one in tables if str(one.number) == wanted), None)
    return {
        "workshop": workshop,
        "questions": questions,
        "tables": tables,
        "table": table,
        "notes": latest_notes(db, workshop, table),
    }


class Lifted(Body):
    """The note that a plenary's scribe shows; None: it is taken down."""

    note: Uid | None
    operation: Uid


@room.put("/t/<token>/screen")
@allowed("screen.note")
@command(Lifted)
def lift(tx: Session, who: Who, body: Lifted) -> Item:
    """The scribe of a plenary shows a note of the wall on the big screen, or takes it down."""
    check_uid(body.operation, where="act")
    note = note_on_wall(tx, who.workshop_id, body.note) if body.note else None
    table = the_table(tx, who)
    actions.lift(tx, table=table, note=note, by=who.label, operation=body.operation)
    now = of_screen(the_workshop(tx, who))
    return {"show": now["show"], "note": now["note"]}


@room.post("/w/<workshop_id>/screen")
@allowed("stage.move")
@form_command(_page, "/w/{workshop_id}/screen")
def press(tx: Session, who: Who, doer: Doer) -> None:
    """A press on the remote: what is shown until something else is asked for."""
    workshop, do = the_workshop(tx, who), request.form.get("do", "")
    common: dict[str, Any] = {"workshop": workshop, **doer}
    verb, _colon, key = do.partition(":")
    match verb:
        case "next" | "back":
            actions.turn(tx, pages=1 if do == "next" else -1, **common)
        case "dark" | "light":
            actions.set_dark(tx, dark=do == "dark", **common)
        case "hall":
            far, high = (rules_screen.metres(request.form.get(x, ""), x) for x in ("far", "high"))
            actions.set_hall(tx, far=far, high=high, **common)
        case "dots":
            actions.show_dots(tx, **common)
        case "note":
            actions.show(tx, show="note", note=note_on_wall(tx, workshop.id, key), **common)
        case "table":
            actions.show(tx, show="table", table=_table(tx, workshop, key), **common)
        case _:
            actions.show(tx, show=do, **common)


def _table(tx: Session, workshop: Workshop, number: str) -> CafeTable:
    """By the button's own number, or the one that was typed."""
    typed = number or request.form.get("table", "")
    return table_numbered(tx, workshop, whole_number(typed, where="table"))
