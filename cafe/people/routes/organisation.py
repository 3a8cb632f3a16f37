"""An organisation's own page: who is in it, who runs it, what it is called, what it holds."""

from typing import NamedTuple

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import Organisation, Person
from cafe.people.organisations import actions, queries
from cafe.people.room import room
from cafe.web.access import Who, allowed
from cafe.web.forms import NOTHING, Refused, check_seen, form
from cafe.web.pages import page
from cafe.web.state import reading, writing


class Home(NamedTuple):
    """Who asks, and the organisation they are a member of."""

    person: Person
    organisation: Organisation


def _home(db: Session, who: Who) -> Home:
    """Asked anew in each transaction: somebody may have been taken out meanwhile."""
    person = db.get_one(Person, who.person_id)
    return Home(person, queries.home_of(db, person))


@room.get("/organisation")
@allowed("organisation.see")
def organisation(who: Who) -> Response:
    """The members, and for who runs it what can be changed."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
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
            refused=refused,
        )


@room.post("/organisation/name")
@allowed("organisation.edit")
@form(_page, "/organisation")
def rename_organisation(who: Who) -> None:
    """What the organisation is called from now on."""
    with writing() as tx:
        home = _home(tx, who).organisation
        check_seen(home.name)
        actions.rename_organisation(tx, organisation=home, name=request.form.get("name", ""))


@room.post("/organisation/members/<int:person_id>/admin")
@allowed("organisation.edit")
@form(_page, "/organisation#members", at="/organisation")
def set_admin(who: Who, person_id: int) -> None:
    """Let a member run the organisation too, or no longer."""
    with writing() as tx:
        home = _home(tx, who).organisation
        member = actions.a_member(tx, organisation=home, person_id=person_id)
        actions.set_admin(tx, person=member, admin=request.form.get("do") == "admin")


@room.post("/organisation/members/<int:person_id>/out")
@allowed("organisation.edit")
@form(_page, "/organisation#members", at="/organisation")
def take_out(who: Who, person_id: int) -> None:
    """Out of the organisation and of its cafés."""
    with writing() as tx:
        home = _home(tx, who).organisation
        if person_id == who.person_id:
            raise Invalid(_("Somebody else who runs the organisation must take you out."))
        member = actions.a_member(tx, organisation=home, person_id=person_id)
        actions.take_out(tx, person=member)


@room.post("/organisation/owner")
@allowed("organisation.edit")
@form(_page, "/organisation#lost", at="/organisation")
def name_owner(who: Who) -> None:
    """A new owner for a café that has lost its own."""
    typed = request.form.get("person", "")
    if not typed.isascii() or not typed.isdecimal() or len(typed) > 9:
        raise Invalid(_("Choose a member of the organisation."), where="person")
    with writing() as tx:
        home = _home(tx, who).organisation
        member = actions.a_member(tx, organisation=home, person_id=int(typed))
        cafe = request.form.get("cafe", "")
        actions.name_owner(tx, organisation=home, workshop_id=cafe, person=member)
