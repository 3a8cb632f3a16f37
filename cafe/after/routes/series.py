"""A series' page, and what was said last time, beside the next café's questions."""

from flask import Response, request

from cafe.after.actions import rename_series
from cafe.after.queries import Said, last_said, timeline
from cafe.after.room import room
from cafe.core.i18n import _, long_date
from cafe.errors import NotAllowed
from cafe.nouns import Item
from cafe.plan.queries_series import may_rename, the_series
from cafe.plan.rules import stage_names
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer
from cafe.web.forms import NOTHING, Refused, check_seen, form
from cafe.web.pages import page
from cafe.web.state import reading, writing


@room.get("/workshops/series/<uid>")
@allowed("workshops.see")
def series(who: Who, uid: str) -> Response:  # noqa: ARG001 - the page reads it off the address
    """The cafés of a series on a timeline."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        mine = the_series(db, who.person_id or 0, (request.view_args or {})["uid"])
        held = timeline(db, mine, who.person_id or 0)
        words = {"series": mine, "held": held, "stages": stage_names()}
        words["renames"] = may_rename(db, who.person_id or 0, mine)
        return page("after/series.html", 200, refused=refused, **words)


@room.post("/workshops/series/<uid>")
@allowed("workshops.create")
@form(_page, "/workshops/series/{uid}")
def rename(who: Who, uid: str) -> None:
    """Another name for the series."""
    with writing() as tx:
        mine = the_series(tx, who.person_id or 0, uid)
        if not may_rename(tx, who.person_id or 0, mine):
            words = _("Only owners and editors of its cafés give a series another name.")
            raise NotAllowed(words)
        check_seen(mine.name)
        rename_series(tx, series=mine, name=request.form.get("name", ""))


@room.get("/w/<workshop_id>/plan/before")
@allowed("plan.see")
def before(who: Who) -> Response:
    """What was said last time, by the question's id: of cafés that whoever asks organises too."""
    with reading() as db:
        found = last_said(db, the_workshop(db, who), who.person_id or 0)
        return answer({uid: _told(said) for uid, said in found.items()})


def _told(said: Said) -> Item:
    cafe = said.workshop
    return {
        "title": cafe.title,
        "date": long_date(cafe.date, cafe.language),
        "language": cafe.language,
        "address": f"/w/{cafe.id}/report",
        "sentences": [
            {
                "text": one.text,
                "heading": one.heading,
                "address": f"/w/{cafe.id}/sort/entry/{one.id}",
            }
            for one in said.sentences
        ],
    }
