"""A café's organisers: who they are, and what its owners do with them."""

from typing import cast

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import at_second
from cafe.core.i18n import _
from cafe.errors import NotFound
from cafe.model import Organiser, Person, audited
from cafe.people.colleagues import actions, queries
from cafe.people.organisations.actions import close_cafe
from cafe.people.room import room
from cafe.people.rules import CAFE_ROLES, Role, check, role_name
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import base_address
from cafe.web.forms import NOTHING, Doer, Refused, check_seen, form, form_command, typed_operation
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing

PAGE = "/w/{workshop_id}/people"


@room.get("/w/<workshop_id>/people")
@allowed("people.see")
def colleagues(who: Who) -> Response:
    """Who organises the café, and for its owners who is invited."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING, new: str = "", whose: str = "") -> Response:
    """`new`: the address of a link that has just been made, for `whose`."""
    with reading() as db:
        workshop, me = the_workshop(db, who), who.person_id or 0
        found = queries.colleagues_of(db, workshop.id)
        return page(
            "people/colleagues/page.html",
            workshop=workshop,
            colleagues=found,
            mine=next((one for one in found if one.person.id == me), None),
            resets={one.person.id for one in found if _resets(db, who, one.person)},
            invited=queries.invited_to(db, workshop.id) if who.role == "owner" else [],
            organisation=queries.organisation_to_join(db, workshop, me),
            roles={role: role_name(role) for role in CAFE_ROLES},
            day=at_second,
            new=new,
            whose=whose,
            refused=refused,
            mails=cafe().settings.sends_mail,
        )


def _resets(db: Session, who: Who, person: Person) -> bool:
    return who.role == "owner" and queries.may_reset(db, owner_id=who.person_id or 0, person=person)


@room.post("/w/<workshop_id>/people")
@allowed("people.edit")
@form(_page, at=PAGE)
def invite_colleague(who: Who) -> AnyResponse:
    """A link to join by; the page that follows is the only one that ever shows it."""
    typed, settings, me = request.form, cafe().settings, who.person_id or 0
    if typed.get("email", "").strip() and settings.sends_mail:
        for key in (f"café {who.workshop_id}", f"person {me}"):
            rate_limit("letters", key)
    with writing(who.workshop_id) as tx:
        _still(tx, who)
        here, lost = the_workshop(tx, who), typed.get("anew", "")
        if lost and actions.withdraw_made(tx, workshop=here, operation=lost):
            audited(tx, here.id, "withdrawn", by=who.label)
        word = actions.invite_colleague(
            tx,
            workshop=here,
            role=typed.get("role", ""),
            name=typed.get("name", ""),
            email=typed.get("email", ""),
            made_by=me,
            secret_key=settings.secret_key,
            mails=settings.sends_mail,
            operation=typed_operation(),
            member="member" in typed,
        )
        audited(tx, who.workshop_id, "invited", by=who.label, about=typed["role"])
    whose = typed.get("name", "").strip() or typed.get("email", "").strip()
    return _page(who, new=f"{base_address(settings)}/join/{word}", whose=whose)


@room.post("/w/<workshop_id>/people/invited/<int:link_id>/withdraw")
@allowed("people.edit")
@form_command(_page, PAGE)
def withdraw_invitation(tx: Session, who: Who, _doer: Doer, link_id: int) -> None:
    """Nobody joins by this link any more."""
    if actions.withdraw_invitation(tx, workshop=the_workshop(tx, who), link_id=link_id):
        audited(tx, who.workshop_id, "withdrawn", by=who.label)


@room.post("/w/<workshop_id>/people/<int:person_id>/role")
@allowed("people.edit")
@form_command(_page, PAGE)
def set_role(tx: Session, who: Who, _doer: Doer, person_id: int) -> None:
    """Another role for a colleague, or for oneself when there is another owner."""
    _still(tx, who)
    role, was = request.form.get("role", ""), request.form.get("was", "")
    here = the_workshop(tx, who)
    if actions.set_role(tx, workshop=here, person_id=person_id, role=role, was=was):
        audited(tx, here.id, "role", by=who.label, about=f"person:{person_id} {role}")


@room.post("/w/<workshop_id>/people/<int:person_id>/out")
@allowed("people.edit")
@form_command(_page, PAGE)
def take_out_colleague(tx: Session, who: Who, _doer: Doer, person_id: int) -> None:
    """The colleague organises the café no more."""
    _still(tx, who)
    if actions.take_out(tx, workshop=the_workshop(tx, who), person_id=person_id):
        audited(tx, who.workshop_id, "out", by=who.label, about=f"person:{person_id}")


@room.post("/w/<workshop_id>/people/<int:person_id>/owner")
@allowed("people.edit")
@form_command(_page, PAGE)
def hand_over(tx: Session, who: Who, _doer: Doer, person_id: int) -> None:
    """The colleague owns the café, and whoever asks edits it from now on."""
    _still(tx, who)
    me, workshop = who.person_id or 0, the_workshop(tx, who)
    actions.hand_over(tx, workshop=workshop, owner_id=me, person_id=person_id)
    audited(tx, workshop.id, "owner", by=who.label, about=f"person:{person_id}")


@room.post("/w/<workshop_id>/closed")
@allowed("people.edit")
@form_command(_page, PAGE)
def close_to_others(tx: Session, who: Who, _doer: Doer) -> None:
    """Whether the rest of the organisation reads along in this café."""
    _still(tx, who)
    workshop = the_workshop(tx, who)
    closed = request.form.get("do") != "open"
    if closed == workshop.closed_to_organisation:
        return
    with check_seen(lambda: workshop.closed_to_organisation):
        close_cafe(tx, workshop=workshop, closed=closed)
    audited(tx, workshop.id, "closed" if closed else "opened", by=who.label)


@room.post("/w/<workshop_id>/people/leave")
@allowed("people.leave")
@form(_page, "/workshops", at=PAGE)
def leave_cafe(who: Who) -> None:
    """Organise the café no more."""
    with writing(who.workshop_id) as tx:
        actions.take_out(tx, workshop=the_workshop(tx, who), person_id=who.person_id or 0)
        audited(tx, who.workshop_id, "left", by=who.label)


@room.post("/w/<workshop_id>/people/<int:person_id>/password")
@allowed("people.edit")
@form(_page, at=PAGE)
def make_reset_link(who: Who, person_id: int) -> AnyResponse:
    """A link for a colleague who has forgotten the password, where this owner may make one.

    Of a press that came twice only the second answer is seen: its link is the one that opens.
    """
    settings, operation = cafe().settings, typed_operation()
    with writing(who.workshop_id) as tx:
        _still(tx, who)
        queries.a_colleague(tx, who.workshop_id, person_id)
        person, me = tx.get_one(Person, person_id), who.person_id
        name, again = person.name, queries.made_before(tx, person_id, operation)
        key = settings.secret_key
        word = actions.reset_link(
            tx, person=person, made_by=me, secret_key=key, operation=operation
        )
        if not again:
            audited(tx, who.workshop_id, "reset", by=who.label, about=f"person:{person_id}")
    return _page(who, new=f"{base_address(settings)}/reset/{word}", whose=name)


def _still(tx: Session, who: Who) -> None:
    """Whoever was an owner when they asked may have been taken out while they waited."""
    row = tx.get(Organiser, (who.workshop_id, who.person_id or 0))
    if row is None:
        raise NotFound(_("You have no café with this address."))
    check(cast(Role, row.role), "people.edit")
