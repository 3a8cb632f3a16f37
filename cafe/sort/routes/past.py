"""The log: who did what with the café and when, and the way back of one's own sorting.

Whose, which kind and which day stand in the address. Words that are looked for do not: addresses
are kept by browsers and proxies. They are posted, and the page is drawn with what has them.
"""

import re
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from flask import Response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.sort.history.lines import KINDS, Wanted, days_in, page_of, people_in
from cafe.sort.history.stacks import stacks
from cafe.sort.history.undo import undo
from cafe.sort.room import room
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, form_command
from cafe.web.pages import page
from cafe.web.state import reading

LABEL = re.compile(r"[!-~]{1,42}")  # as they stand in the changes
AT = "/w/<workshop_id>/history"


@room.get("/w/<workshop_id>/sort/history")
@allowed("sort.see")
def past(who: Who) -> AnyResponse:
    """Where the log of the sorting was."""
    return redirect(f"/w/{who.workshop_id}/history?kind=sorting")


@room.get(AT)
@allowed("sort.see")
def log(who: Who) -> Response:
    """A page of the log."""
    return log_page(who)


@room.post(AT)
@allowed("sort.see")
def look(who: Who) -> AnyResponse:
    """The same with the words that are looked for; without any, it is an address."""
    if not request.form.get("words", "").strip():
        return redirect(f"/w/{who.workshop_id}/history{_address(_wanted()[0])}", 303)
    return log_page(who)


def log_page(who: Who, refused: Refused = NOTHING) -> Response:
    """The page that the address asks for, with what was wrong in its form of undoing."""
    wanted, wrong = _wanted()
    with reading() as db:
        workshop = the_workshop(db, who)
        mine = stacks(db, workshop.id, who.label) if workshop.stage == "sorting" else None
        words: dict[str, Any] = {
            "workshop": workshop,
            "people": people_in(db, workshop),
            "kinds": kind_names(),
            "days": days_in(db, workshop),
            "wanted": wanted,
            "wrong": wrong,
            "log": (found := page_of(db, workshop, wanted)),
            "by_day": [
                (day, list(some))
                for day, some in groupby(found.operations, key=lambda one: one.at.date())
            ],
            "newest": _address(replace(wanted, below=None)),
            "older": _address(replace(wanted, below=found.older)),
            "undoable": frozenset(mine.done if mine else ()),
            "who": who,
        }
        return page("sort/log.html", 200, refused=refused, **words)


@room.post(f"{AT}/undo")
@allowed("sort.edit")
@form_command(log_page, "/w/{workshop_id}/history")
def take_back(tx: Session, who: Who, doer: Doer) -> None:
    """Undo one operation of one's own, as the board does."""
    undo(tx, workshop=the_workshop(tx, who), only=request.form.get("undo", ""), **doer)


def kind_names() -> dict[str, str]:
    """Each kind of line by its name in the address."""
    names = {
        "plan": _("The plan and the day"),
        "notes": _("Notes, and what was said of them"),
        "sorting": _("Sorting"),
        "document": _("The document"),
        "erased": _("Erased for good"),
    }
    return {kind: names[kind] for kind in KINDS}


def _address(wanted: Wanted) -> str:
    """What of `wanted` an address may say."""
    chosen = {
        "who": wanted.who,
        "kind": wanted.kind,
        "day": wanted.day.isoformat() if wanted.day else "",
        "before": str(wanted.below or ""),
    }
    return ("?" + urlencode(said)) if (said := {k: v for k, v in chosen.items() if v}) else ""


def _wanted() -> tuple[Wanted, str]:
    """What the address or the form asks for, and what of it cannot be understood, "": nothing."""
    posted = request.endpoint == f"{room.name}.{look.__name__}"
    asked = request.form if posted else request.args
    day, below, kind = asked.get("day", ""), asked.get("before", ""), asked.get("kind", "")
    who, on = asked.get("who", ""), _day(day)
    wanted = Wanted(
        who=who if LABEL.fullmatch(who) else "",
        kind=kind if kind in KINDS else "",
        day=on,
        words=request.form.get("words", "").strip()[:LINE] if posted else "",
        below=int(below) if below.isdecimal() and len(below) < 10 else None,
    )
    return wanted, _("“%(day)s” is no day.", day=day[:20]) if day and on is None else ""


def _day(typed: str) -> date | None:
    """None for what is no day on which a café can have been held."""
    try:
        found = date.fromisoformat(typed)
    except ValueError:
        return None
    return found if 1900 < found.year < 9999 else None
