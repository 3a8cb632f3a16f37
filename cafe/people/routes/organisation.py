"""An organisation's own page: who is in it, who runs it, what it is called, what it holds."""

from typing import NamedTuple

from flask import Response, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import at_second
from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import Organisation, Person, audited
from cafe.people.organisations import actions, inviting, queries
from cafe.people.organisations.inviting import invited_to
from cafe.people.room import room
from cafe.people.rules import check
from cafe.web.access import Who, allowed, the_person
from cafe.web.addresses import base_address
from cafe.web.forms import NOTHING, Refused, check_seen, form, typed_operation
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing


class Home(NamedTuple):
    """Who asks, and the organisation they are a member of."""

    person: Person
    organisation: Organisation


def _home(db: Session, who: Who) -> Home:
    """Asked anew in each transaction: somebody may have been taken out meanwhile."""
    person = the_person(db, who)
    return Home(person, queries.home_of(db, person))


def _run_by(tx: Session, who: Who) -> Organisation:
    """The organisation that `who` runs, still. Raises NotAllowed."""
    person, home = _home(tx, who)
    check("admin" if person.admin_of_organisation else "person", "organisation.edit")
    return home


@room.get("/organisation")
@allowed("organisation.see")
def organisation(who: Who) -> Response:
    """The members, and for who runs it what can be changed."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING, new: str = "", whose: str = "") -> Response:
    """`new`: the address of a link that has just been made, for `whose`."""
    with reading() as db:
        person, home = _home(db, who)
        return page(
            "people/organisation.html",
            me=person,
            home=home,
            members=queries.members_of(db, home.id),
            used=queries.used(db, home.id)[home.id],
            keepers=queries.keepers(db),
            lost=queries.without_owner(db, home.id) if person.admin_of_organisation else [],
            invited=invited_to(db, home.id) if person.admin_of_organisation else [],
            mails=cafe().settings.sends_mail,
            day=at_second,
            new=new,
            whose=whose,
            refused=refused,
        )


@room.post("/organisation/invited")
@allowed("organisation.edit")
@form(_page, at="/organisation")
def invite_member(who: Who) -> AnyResponse:
    """A link to become a member by; the page that follows is the only one that ever shows it."""
    with writing() as tx:
        new, whose = linked(tx, who, _run_by(tx, who), admin=False)
    return _page(who, new=new, whose=whose)


def linked(tx: Session, who: Who, home: Organisation, *, admin: bool) -> tuple[str, str]:
    """The address of a new link into `home`, and for whom it is, as the form says."""
    typed, settings, me = request.form, cafe().settings, who.person_id or 0
    name, email = typed.get("name", "").strip(), typed.get("email", "").strip()
    if email and settings.sends_mail:
        rate_limit("letters", f"person {me}")
    if lost := typed.get("anew"):
        inviting.withdraw_made(tx, organisation=home, operation=lost)
    word = inviting.invite_member(
        tx,
        organisation=home,
        admin=admin,
        name=name,
        email=email,
        made_by=me,
        secret_key=settings.secret_key,
        mails=settings.sends_mail,
        operation=typed_operation(),
    )
    return f"{base_address(settings)}/join/{word}", name or email


@room.post("/organisation/invited/<int:link_id>/withdraw")
@allowed("organisation.edit")
@form(_page, "/organisation#invite", at="/organisation")
def withdraw_member(who: Who, link_id: int) -> None:
    """Nobody becomes a member by this link any more."""
    with writing() as tx:
        home = _run_by(tx, who)
        inviting.withdraw_member_invitation(tx, organisation=home, link_id=link_id)


@room.post("/organisation/name")
@allowed("organisation.edit")
@form(_page, "/organisation")
def rename_organisation(who: Who) -> None:
    """What the organisation is called from now on."""
    with writing() as tx:
        home = _run_by(tx, who)
        with check_seen(lambda: home.name):
            actions.rename_organisation(tx, organisation=home, name=request.form.get("name", ""))


@room.post("/organisation/members/<int:person_id>/admin")
@allowed("organisation.edit")
@form(_page, "/organisation#members", at="/organisation")
def set_admin(who: Who, person_id: int) -> None:
    """Let a member run the organisation too, or no longer."""
    with writing() as tx:
        home = _run_by(tx, who)
        member = actions.a_member(tx, organisation=home, person_id=person_id)
        actions.set_admin(tx, person=member, admin=request.form.get("do") == "admin")


@room.post("/organisation/members/<int:person_id>/out")
@allowed("organisation.edit")
@form(_page, "/organisation#members", at="/organisation")
def take_out(who: Who, person_id: int) -> None:
    """Out of the organisation and of its cafés."""
    with writing() as tx:
        home = _run_by(tx, who)
        if person_id == who.person_id:
            raise Invalid(_("Somebody else who runs the organisation must take you out."))
        member = tx.get(Person, person_id)
        if (
            member and member.organisation_id == home.id
        ):  # else out already, as a second press finds
            actions.take_out(tx, person=member, by=who.label)


@room.post("/organisation/owner")
@allowed("organisation.edit")
@form(_page, "/organisation#lost", at="/organisation")
def name_owner(who: Who) -> None:
    """A new owner for a café that has lost its own."""
    typed = request.form.get("person", "")
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 9:
        raise Invalid(_("Choose a member of the organisation."), where="person")
    with writing() as tx:
        home = _run_by(tx, who)
        member = actions.a_member(tx, organisation=home, person_id=int(typed))
        cafe = request.form.get("cafe", "")
        if actions.name_owner(tx, organisation=home, workshop_id=cafe, person=member):
            audited(tx, cafe, "owner", by=who.label, about=f"person:{member.id}")
