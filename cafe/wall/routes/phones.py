"""The organiser's page of what phones write: held or paused, taken in, struck, taken back."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import Note, Workshop
from cafe.plan.board import MOST_SHOWN, board, called
from cafe.plan.queries import questions_of
from cafe.plan.undoable import undoables
from cafe.table.rules import check_uid
from cafe.wall import queries_phones
from cafe.wall.actions import phones, show_dots
from cafe.wall.actions.phones_undo import undo
from cafe.wall.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, form_command, typed_number
from cafe.web.pages import page
from cafe.web.state import reading

LONGEST_MINUTES = 24 * 60


@room.get("/w/<workshop_id>/phones")
@allowed("phones.edit")
def phones_page(who: Who) -> Response:
    """What waits, what phones wrote, and what was done about it."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        return page("wall/phones.html", who=who, refused=refused, **_live_parts(db, who))


@room.get("/w/<workshop_id>/phones/news")
@allowed("phones.edit")
def phones_pieces(who: Who) -> Response:
    """What changes by itself on that page, to be put in its place there."""
    with reading() as db:
        return page("wall/phones_pieces.html", **_live_parts(db, who))


def _live_parts(db: Session, who: Who) -> dict[str, Any]:
    workshop = the_workshop(db, who)
    shown, more = queries_phones.first_of(queries_phones.phones(db, workshop))
    dotted = queries_phones.dotted(db, workshop)
    return {
        "workshop": workshop,
        "board": board(db, workshop, questions_of(db, workshop)),
        "called": called,
        "most_shown": MOST_SHOWN,
        "phones": shown,
        "more_notes": more,
        "dotted": dotted[:MOST_SHOWN],
        "more_dots": max(0, len(dotted) - MOST_SHOWN),
        "asked": queries_phones.open_questions(db, workshop),
        "operations": undoables(db, workshop),
    }


@room.post("/w/<workshop_id>/phones")
@allowed("phones.edit")
@form_command(_page, "/w/{workshop_id}/phones")
def act_on_phones(tx: Session, who: Who, doer: Doer) -> None:
    """One operation: how phones write now, or what is done with many things at once."""
    workshop, do = the_workshop(tx, who), request.form.get("do", "")
    common: dict[str, Any] = {"workshop": workshop, **doer}
    match do:
        case "open" | "held" | "paused":
            phones.set_phones(tx, phones=do, **common)
        case "take" | "take-all":
            phones.take_in(tx, seen=typed_number("seen"), **_kept(tx, workshop), **common)
        case "leave" | "leave-all":
            reason = request.form.get("reason", "")
            kept, seen = _kept(tx, workshop), typed_number("seen")
            phones.leave_out(tx, reason=reason, seen=seen, **kept, **common)
        case "strike":
            uids = set(request.form.getlist("note"))
            chosen = queries_phones.notes_of(tx, workshop, uids)
            gone = uids - {note.uid for note in chosen}
            phones.strike(tx, notes=chosen, gone=gone, seen=typed_number("seen"), **common)
        case "strike-since":
            phones.strike(tx, notes=_since(tx, workshop), **common)
        case "hide":
            asked = queries_phones.asked_of(tx, workshop, request.form.getlist("question"))
            phones.hide(tx, questions=asked, **common)
        case "show-dots":
            show_dots(tx, **common)
        case "lift" | "lift-since":
            devices = request.form.getlist("device")
            dots = queries_phones.dots_of(tx, workshop, devices)
            phones.lift_dots(tx, dots=_dots(tx, workshop) if "since" in do else dots, **common)
        case _:
            _of_one(tx, workshop, do, common)


def _of_one(tx: Session, workshop: Workshop, do: str, common: dict[str, Any]) -> None:
    """`take:<id>`, `take-table:<id>`, `strike:<phone>` and so on: the button names the thing."""
    verb, _colon, key = do.partition(":")
    seen = typed_number("seen") if verb in ("take", "take-table", "leave", "strike") else None
    kept: dict[str, Any] = {
        "notes": queries_phones.late_of(tx, workshop, [key]),
        "questions": queries_phones.asked_of(tx, workshop, [key]),
    }
    match verb:
        case "take":
            phones.take_in(tx, seen=seen, **kept, **common)
        case "take-table":
            phones.take_in(tx, seen=seen, notes=_late_at(tx, workshop, key), questions=[], **common)
        case "leave":
            reason = request.form.get("reason", "")
            phones.leave_out(tx, reason=reason, seen=seen, **kept, **common)
        case "strike":
            found = [one for one in queries_phones.phones(tx, workshop) if one.key == key]
            notes = [wrote.note for one in found for wrote in one.open]
            phones.strike(tx, notes=notes, seen=seen, **common)
        case "undo":
            undo(tx, target=check_uid(key), **common)
        case _:
            raise Invalid(_("“%(act)s” cannot be done here.", act=do[:40]))


def _late_at(tx: Session, workshop: Workshop, table_id: str) -> list[Note]:
    """What came late from this table and was shown; what phones wrote is decided by itself."""
    seen = typed_number("seen")
    notes, _asked = queries_phones.waiting_upto(tx, workshop, typed_number("upto-note"), 0, seen)
    return [note for note in notes if str(note.table_id) == table_id and not note.held]


def _kept(tx: Session, workshop: Workshop) -> dict[str, Any]:
    if request.form["do"].endswith("-all"):
        upto = typed_number("upto-note"), typed_number("upto-question")
        notes, asked = queries_phones.waiting_upto(tx, workshop, *upto, seen=typed_number("seen"))
    else:
        notes = queries_phones.late_of(tx, workshop, request.form.getlist("note"))
        asked = queries_phones.asked_of(tx, workshop, request.form.getlist("question"))
    return {"notes": notes, "questions": asked}


def _minutes() -> tuple[int, bool]:
    minutes = typed_number("minutes")
    if not 1 <= minutes <= LONGEST_MINUTES:
        most = LONGEST_MINUTES
        raise Invalid(_("Write between 1 and %(most)s minutes.", most=most), where="minutes")
    return minutes, request.form.get("new") == "1"


def _since(tx: Session, workshop: Workshop) -> Any:
    minutes, only_new = _minutes()
    found = queries_phones.phones(tx, workshop)
    return queries_phones.written_since(found, minutes, only_new=only_new)


def _dots(tx: Session, workshop: Workshop) -> Any:
    minutes, only_new = _minutes()
    return queries_phones.dots_since(tx, workshop, minutes, only_new=only_new)
