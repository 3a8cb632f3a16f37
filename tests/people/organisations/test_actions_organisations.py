"""What is done with organisations, on a database alone: refused where, told to whom."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core import clock
from cafe.errors import CafeError, Conflict, Gone, Invalid, NotFound
from cafe.model import AccountLink, LoginSession, Organisation, Person, Workshop
from cafe.model.audit import Audit
from cafe.people import sessions
from cafe.people.links import find_account_link
from cafe.people.organisations import actions, inviting, queries
from tests.people.organisations.town import Town
from tests.support.world import KEY, new_id


def rooms(tx: Session, person: Person, *cafes: Workshop) -> set[str]:
    """Where this person's logins hear of these cafés."""
    mine = select(LoginSession.id).where(LoginSession.person_id == person.id)
    logins = tx.scalars(mine).all()
    assert logins
    return {sessions.room_of(cafe.id, login) for cafe in cafes for login in logins}


def told(tx: Session) -> set[str]:
    return set(tx.info.pop("gone", ()))


def logs_in(town: Town, *people: Person) -> None:
    with town.db.writing() as tx:
        for person in people:
            sessions.begin(tx, person_id=person.id, user_agent="")


def test_what_is_refused_is_said_at_its_field(lier: Town, asker: Town) -> None:
    def refused(kind: type[CafeError], act: Callable[..., None], **typed: str) -> str | None:
        with pytest.raises(kind) as no:
            act(tx, organisation=one, **typed)
        assert "\n" not in no.value.message
        said.append(no.value.message)
        return no.value.where

    said: list[str] = []
    with lier.db.writing() as tx:
        one, other = (tx.get_one(Organisation, town.id) for town in (lier, asker))
        actions.set_domains(tx, organisation=other, typed="asker.no")
        assert refused(Conflict, actions.rename_organisation, name="asker") == "name"
        assert refused(Conflict, actions.set_domains, typed="asker.no") == "domains"
        assert refused(Invalid, actions.set_quota, cafes="x", megabytes="") == "cafes"
        assert refused(Invalid, actions.set_quota, cafes="", megabytes="x") == "megabytes"
    assert "“asker”" in said[0]
    assert said[1].startswith("asker.no belongs to Asker")


def test_who_may_see_a_cafe_no_more_looks_again(lier: Town, asker: Town) -> None:
    ola, kari, eva = lier.person("Ola"), lier.person("Kari"), asker.person("Eva")
    cafe, _other = lier.cafe(ola), lier.cafe(kari)
    logs_in(lier, ola, kari, kari, eva)
    with lier.db.writing() as tx:
        here = tx.get_one(Workshop, cafe.id)
        actions.close_cafe(tx, workshop=here, closed=True)
        assert here.closed_to_organisation
        assert told(tx) == rooms(tx, kari, here)
        actions.close_cafe(tx, workshop=here, closed=False)
        assert not here.closed_to_organisation
        assert told(tx) == set()


def test_who_is_taken_out_runs_nothing_and_looks_again(lier: Town, asker: Town) -> None:
    anne, ola = (lier.person(name, admin=True) for name in ("Anne", "Ola"))
    mine, others, elsewhere = lier.cafe(ola), lier.cafe(anne), asker.cafe(asker.person("Eva"))
    logs_in(lier, anne, ola, ola)
    with lier.db.writing() as tx:
        ola = tx.get_one(Person, ola.id)
        actions.take_out(tx, person=ola, by="person:1")
        assert (ola.organisation_id, ola.admin_of_organisation) == (None, False)
        assert told(tx) == rooms(tx, ola, mine, others)
        out = select(Audit.workshop_id, Audit.by, Audit.about).where(Audit.what == "out")
        assert list(tx.execute(out)) == [(mine.id, "person:1", f"person:{ola.id}")]
        home = tx.get_one(Organisation, lier.id)
        assert actions.a_member(tx, organisation=home, person_id=anne.id).name == "Anne"
        for id in (ola.id, 2**30):
            with pytest.raises(NotFound, match="no such member"):
                actions.a_member(tx, organisation=home, person_id=id)
    assert elsewhere.organisation_id == asker.id


def test_who_moves_looks_again_at_what_is_left_behind(lier: Town, asker: Town) -> None:
    ola, kari = lier.person("Ola"), lier.person("Kari")
    cafes = lier.cafe(ola), lier.cafe(ola)
    asker.cafe(asker.person("Eva"))
    logs_in(lier, ola, kari)
    with lier.db.writing() as tx:
        ola, there = tx.get_one(Person, ola.id), tx.get_one(Organisation, asker.id)
        actions.join(tx, person=ola, organisation=there)
        assert told(tx) == rooms(tx, ola, *cafes)
        actions.join(tx, person=ola, organisation=there, admin=True)
        assert told(tx) == set()
        assert (ola.organisation_id, ola.admin_of_organisation) == (there.id, True)


def test_of_an_organisation_that_nobody_runs_a_member_may_go(lier: Town) -> None:
    ola, _kari = lier.person("Ola"), lier.person("Kari")
    with lier.db.writing() as tx:
        ola = tx.get_one(Person, ola.id)
        actions.take_out(tx, person=ola, by="person:1")
        assert ola.organisation_id is None


def test_who_is_invited_comes_as_what_the_link_says(lier: Town, asker: Town) -> None:
    def invite(**other: Any) -> AccountLink:
        words: dict[str, Any] = {"admin": False, "name": "", "email": "", "mails": True}
        words |= {"made_by": anne.id, "organisation": home, "operation": new_id()} | other
        found = find_account_link(tx, inviting.invite_member(tx, secret_key=KEY, **words), KEY)
        assert found
        return found

    anne, kari, eva = lier.person("Anne", admin=True), lier.person("Kari"), asker.person("Eva")
    with lier.db.writing() as tx:
        home, eva = tx.get_one(Organisation, lier.id), tx.get_one(Person, eva.id)
        member, admin = invite(email="Siv@Example.org", name="Siv"), invite(admin=True)
        unsent, orphan = invite(email="nora@lier.no", mails=False), invite(made_by=None)
        members = invite(made_by=kari.id)
        made = (member, admin, unsent)
        assert {one.kind for one in made} == {"home"}
        assert [(one.role, one.email, one.status) for one in made] == [
            *[("member", "siv@example.org", "queued"), ("admin", "", "")],
            ("member", "nora@lier.no", ""),
        ]
        assert member.name == "Siv"
        assert list(inviting.invited_to(tx, home.id)) == [members, orphan, unsent, admin, member]
        unsent.ends = clock.now()
        assert unsent not in inviting.invited_to(tx, home.id)
        for link in (orphan, members):
            with pytest.raises(Gone, match="no longer runs"):
                inviting.become_member(tx, link_id=link.id, person=eva)
        inviting.become_member(tx, link_id=member.id, person=eva)
        assert (eva.organisation_id, eva.admin_of_organisation) == (home.id, False)
        inviting.become_member(tx, link_id=admin.id, person=eva)
        assert eva.admin_of_organisation


def test_no_invitation_is_made_twice_and_one_is_withdrawn_by_its_own_alone(
    lier: Town, asker: Town
) -> None:
    def invite(town: Town, operation: str, email: str = "") -> AccountLink:
        words: dict[str, Any] = {"admin": False, "name": "", "email": email, "mails": False}
        words |= {"made_by": anne.id, "organisation": homes[town.name], "operation": operation}
        found = find_account_link(tx, inviting.invite_member(tx, secret_key=KEY, **words), KEY)
        assert found
        return found

    anne = lier.person("Anne", admin=True)
    with lier.db.writing() as tx:
        homes = {town.name: tx.get_one(Organisation, town.id) for town in (lier, asker)}
        uid = new_id()
        assert actions.make_organisation(tx, uid=uid, name="Drammen").uid == uid
        assert queries.the_organisation(tx, homes["Lier"].uid) is homes["Lier"]
        one, theirs, second = invite(lier, "one"), invite(asker, "one"), invite(lier, "two")
        with pytest.raises(Conflict, match="made already"):
            invite(lier, "one")
        with pytest.raises(Conflict, match="is a member already") as refused:
            invite(lier, "three", "Anne@lier.no")
        assert refused.value.where == "email"
        invite(asker, "three", "anne@lier.no")
        for link in (theirs, one):
            inviting.withdraw_member_invitation(tx, organisation=homes["Lier"], link_id=link.id)
        assert list(inviting.invited_to(tx, lier.id)) == [second]
        for operation, left in (("one", [second]), ("two", [])):
            inviting.withdraw_made(tx, organisation=homes["Lier"], operation=operation)
            assert list(inviting.invited_to(tx, lier.id)) == left
        assert theirs in inviting.invited_to(tx, asker.id)
