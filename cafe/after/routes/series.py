"""A series' page, and what was said last time, beside the next café's questions."""

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.after.actions import list_cafe, rename_series, show_series
from cafe.after.headings import followed
from cafe.after.queries import Said, last_said, timeline
from cafe.after.queries_page import last_lines
from cafe.after.room import room
from cafe.after.routes.page import own_address, the_heading
from cafe.core.i18n import _, long_date
from cafe.errors import Invalid, NotAllowed
from cafe.model import Workshop
from cafe.nouns import Item
from cafe.plan.queries_series import cafes_in, may_rename, owned, the_series
from cafe.plan.rules import stage_names
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import qr_svg
from cafe.web.bodies import answer
from cafe.web.forms import NOTHING, Refused, check_seen, form, shows
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing

AT = "/workshops/series/<uid>"


@room.get(AT)
@allowed("workshops.see")
def series(who: Who, uid: str) -> Response:  # noqa: ARG001 - the page reads it off the address
    """The cafés of a series on a timeline."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        person = who.person_id or 0
        mine = the_series(db, person, (request.view_args or {})["uid"])
        held = timeline(db, mine, person)
        address = own_address(mine)
        words = {"series": mine, "held": held, "stages": stage_names(), "address": address}
        words["renames"] = may_rename(db, person, mine)
        words["owned"] = owned(db, mine, person)
        words["qr"] = qr_svg(address, _("The address of the page as a QR code")) if address else ""
        words["followed"] = followed(last_lines(db, [one.workshop.id for one in held]))
        return page("after/series.html", 200, refused=refused, **words)


@room.get(f"{AT}/headings/<mark>")
@allowed("workshops.see")
def follow(who: Who, uid: str, mark: str) -> Response:
    """What the last final versions of this person's cafés say under one heading."""
    with reading() as db:
        mine = the_series(db, who.person_id or 0, uid)
        cafes = {one.id: one for one in cafes_in(db, mine.id, who.person_id or 0)}
        found = the_heading(followed(last_lines(db, list(cafes))), mark)
        back, addresses = f"/workshops/series/{uid}", {id: f"/w/{id}/report" for id in cafes}
        words = {"series": mine, "back": back, "heading": found, "cafes": cafes, "versions": {}}
        return page("after/heading.html", 200, addresses=addresses, **words)


@room.post(AT)
@allowed("workshops.create")
@form(_page, "/workshops/series/{uid}")
def rename(who: Who, uid: str) -> None:
    """Another name for the series."""
    with writing() as tx:
        mine = the_series(tx, who.person_id or 0, uid)
        if not may_rename(tx, who.person_id or 0, mine):
            words = _("Only owners and editors of its cafés give a series another name.")
            raise NotAllowed(words)
        with check_seen(lambda: mine.name):
            rename_series(tx, series=mine, name=request.form.get("name", ""))


@room.post(f"{AT}/web")
@allowed("workshops.create")
@form(_page, "/workshops/series/{uid}#web")
def show(who: Who, uid: str) -> None:
    """A page for everybody who has its address, another address, or no page any more."""
    with writing() as tx:
        mine = the_series(tx, who.person_id or 0, uid)
        if not owned(tx, mine, who.person_id or 0):
            raise NotAllowed(_("Only owners of its cafés say whether a series is on the web."))
        key, do = cafe().settings.secret_key, request.form.get("do", "")
        if do == "renew" and not shows(mine.seen):
            return  # renewed by the same press, which came twice, or in another tab
        show_series(tx, series=mine, do=do, secret_key=key, by=who.label)


@room.post(f"{AT}/listed")
@allowed("workshops.create")
@form(_page, "/workshops/series/{uid}")
def list_here(who: Who, uid: str) -> AnyResponse:
    """Whether one of its cafés stands on its page on the web."""
    id, do = request.form.get("cafe", ""), request.form.get("do", "")
    if do not in ("list", "unlist"):
        raise Invalid(_("“%(act)s” cannot be done here.", act=do[:40]), where="do")
    with writing() as tx:
        mine = the_series(tx, who.person_id or 0, uid)
        if id not in owned(tx, mine, who.person_id or 0):
            raise NotAllowed(_("Only an owner of the café puts it on the page of its series."))
        here = tx.get_one(Workshop, id)
        list_cafe(tx, workshop=here, listed=do == "list", by=who.label)
    return redirect(f"/workshops/series/{uid}#cafe-{id}", 303)


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
