"""The keeper's page: every organisation of the installation, and what each may hold. No cafés."""

from uuid import UUID

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import today
from cafe.core.i18n import _
from cafe.doctor.places import copies
from cafe.errors import Invalid
from cafe.people.organisations import actions, queries
from cafe.people.organisations.queries import Used
from cafe.people.organisations.rules import MB
from cafe.people.room import room
from cafe.people.routes.organisation import linked
from cafe.web.access import Who, allowed
from cafe.web.forms import NOTHING, Refused, check_seen, form
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing

PLACE = "/organisations"


@room.get("/organisations")
@allowed("organisations.edit")
def organisations(who: Who) -> Response:
    """All of them, by name."""
    return _page(who)


def _page(_who: Who, refused: Refused = NOTHING, new: str = "", whose: str = "") -> Response:
    with reading() as db:
        used, none = queries.used(db), Used(0, 0, 0)
        every = [(one, used.get(one.id, none)) for one in queries.every_one(db)]
        words = {"every": every, "mb": MB, "mails": cafe().settings.sends_mail}
        words |= {"new": new, "whose": whose, "refused": refused}
        words["copies"] = copies(cafe().settings, today())
        return page("people/organisations.html", 200, **words)


@room.post("/organisations")
@allowed("organisations.edit")
@form(_page, PLACE)
def make_organisation(_who: Who) -> None:
    """One more organisation."""
    with writing() as tx:
        name = request.form.get("name", "")
        actions.make_organisation(tx, uid=_uid(request.form.get("act", "")), name=name)


def _uid(typed: str) -> str:
    try:
        return str(UUID(typed))
    except ValueError as error:
        raise Invalid(_("An id must be a UUID in lower case."), where="act") from error


@room.post("/organisations/<uuid:uid>")
@allowed("organisations.edit")
@form(_page, PLACE + "#organisation-{uid}", at=PLACE)
def change_organisation(_who: Who, uid: UUID) -> None:
    """Its name, its quota, and whose e-mail addresses have their first log-in there."""
    typed = request.form
    with writing() as tx:
        one = queries.the_organisation(tx, str(uid))
        cafes, megabytes = typed.get("cafes", ""), typed.get("megabytes", "")
        with check_seen(
            lambda: " ".join(as_typed(one.name, one.most_cafes, one.most_bytes, one.domains))
        ):
            if one.name or typed.get("name", "").strip():
                actions.rename_organisation(tx, organisation=one, name=typed.get("name", ""))
            actions.set_quota(tx, organisation=one, cafes=cafes, megabytes=megabytes)
            actions.set_domains(tx, organisation=one, typed=typed.get("domains", ""))


@room.post("/organisations/<uuid:uid>/invited")
@allowed("organisations.edit")
@form(_page, at=PLACE)
def invite_admin(who: Who, uid: UUID) -> AnyResponse:
    """A link by which somebody becomes a member and runs the organisation; shown this once."""
    with writing() as tx:
        one = queries.the_organisation(tx, str(uid))
        new, whose = linked(tx, who, one, admin=True)
    return _page(who, new=new, whose=whose or one.name)


def as_typed(name: str, cafes: int, bytes: int, domains: list[str]) -> list[str]:
    """What stands in the fields of one organisation."""
    return [name, str(cafes or ""), str(bytes // MB or ""), " ".join(domains)]
