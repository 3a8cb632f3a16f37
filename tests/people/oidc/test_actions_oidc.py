"""Whose account somebody from a log-in service comes into, on a database alone."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from cafe.errors import Conflict
from cafe.model import Database, Identity, Organisation, Person, SecondFactor
from cafe.people import actions
from cafe.people.oidc.actions import enter, join, known
from cafe.people.oidc.rules import Someone
from cafe.people.organisations.actions import make_organisation, set_domains
from tests.people.colleagues import account
from tests.support.world import new_id

OLA = Someone("https://login.example.org", "ola", "ola@lier.no", "Ola", verified=True)


@pytest.fixture
def lier(db: Database) -> int:
    """An organisation whose addresses end in lier.no or lier.kommune.no, beside the first one."""
    account(db, "berit@example.org")
    with db.writing() as tx:
        made = make_organisation(tx, uid=new_id(), name="Lier")
        set_domains(tx, organisation=made, typed="lier.no lier.kommune.no")
        return made.id


def comes(db: Database, who: Someone = OLA, domains: str = "") -> int | None:
    with db.writing() as tx:
        found = enter(tx, who=who, domains=domains)
        return found.id if found else None


def test_the_first_account_is_made_with_the_word_alone(db: Database) -> None:
    with pytest.raises(Conflict):
        comes(db, domains="lier.no")


@pytest.mark.parametrize("email", ["ola@lier.no", "ola@lier.kommune.no"])
def test_a_new_account_is_of_the_organisation_with_the_domain(
    db: Database, lier: int, email: str
) -> None:
    made = comes(db, replace(OLA, email=email))
    with db.reading() as session:
        person = session.get_one(Person, made)
        assert (person.email, person.name, person.organisation_id) == (email, "Ola", lier)
        assert not actions.fits(person.password_hash, "")
        assert known(session, OLA) is person
    assert comes(db, replace(OLA, email="other@lier.no", verified=False)) == made


@pytest.mark.parametrize("email", ["ola@asker.no", "ola@x.lier.no", ""])
def test_nobody_else_gets_one(db: Database, lier: int, email: str) -> None:
    assert comes(db, replace(OLA, email=email), domains="asker.no") is None
    assert comes(db, replace(OLA, verified=False)) is None


def test_where_the_only_organisation_names_no_domain_the_setting_does(db: Database) -> None:
    account(db, "berit@example.org")
    assert comes(db, domains="asker.no") is None
    made = comes(db, domains="asker.no, lier.no")
    with db.reading() as session:
        only = session.scalars(select(Organisation.id)).one()
        assert session.get_one(Person, made).organisation_id == only


def test_an_address_opens_an_account_that_is_nobodys_there_and_has_no_second_step(
    db: Database, lier: int
) -> None:
    ola, other = account(db, "ola@lier.no"), account(db, "kari@lier.no")
    with db.writing() as tx:  # what others have says nothing of this account
        join(tx, person=tx.get_one(Person, other), who=replace(OLA, sub="kari"))
        join(tx, person=tx.get_one(Person, ola), who=replace(OLA, issuer="https://another.no"))
        tx.add(SecondFactor(person_id=other, nonce="n", step=1))
    assert comes(db) == ola
    assert comes(db, replace(OLA, sub="the next Ola")) is None
    with db.reading() as session:
        assert session.query(Identity).where(Identity.person_id == ola).count() == 2


def test_neither_a_second_step_nor_an_address_that_was_typed_is_passed(
    db: Database, lier: int
) -> None:
    stepped, typed = account(db, "ola@lier.no"), account(db, "kari@lier.no")
    with db.writing() as tx:
        tx.add(SecondFactor(person_id=stepped, nonce="n", step=1))
        tx.get_one(Person, typed).address_typed = True
    assert comes(db) is None
    assert comes(db, replace(OLA, email="kari@lier.no")) is None


def test_one_log_in_opens_one_account(db: Database, lier: int) -> None:
    ola, kari = account(db, "ola@lier.no"), account(db, "kari@lier.no")
    with db.writing() as tx:
        for _each in range(2):
            join(tx, person=tx.get_one(Person, ola), who=OLA)
        with pytest.raises(Conflict):
            join(tx, person=tx.get_one(Person, kari), who=OLA)
        assert tx.query(Identity).count() == 1
