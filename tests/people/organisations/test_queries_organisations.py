"""What is asked of organisations: what they are called, who is in them, what they hold."""

from datetime import date

import pytest
from sqlalchemy import select

from cafe.errors import NotAllowed
from cafe.model import Organisation, Organiser, Person, Poster, Workshop
from cafe.people.organisations import actions, queries, quota
from cafe.people.organisations.queries import Used
from cafe.people.organisations.rules import MB
from tests.people.organisations.town import Town
from tests.support.world import a_workshop, tables_of


def test_people_and_organisations_are_listed_by_name_however_it_is_written(
    lier: Town, asker: Town
) -> None:
    for name in ("Ola", "anne"):
        lier.person(name)
    asker.person("Eva")
    with lier.db.writing() as tx:
        tx.get_one(Organisation, asker.id).name = "asker"
        tx.add(Person(email="a@b.no", name="Ada", password_hash="x", keeper=True))
        tx.flush()
        assert [one.name for one in queries.every_one(tx)] == ["", "asker", "Lier"]
        assert [one.name for one in queries.members_of(tx, lier.id)] == ["anne", "Ola"]
        assert queries.keepers(tx) == "Berit, Ada"
        first = queries.first(tx)
        assert first.id == min(tx.scalars(select(Organisation.id)))
        nobodys = {"organisation_id": first.id, "closed_to_organisation": True}
        assert quota.room_for_cafe(tx, None) == nobodys


def test_what_is_called_how_on_a_page(lier: Town, asker: Town) -> None:
    ola, eva, cafe = lier.person("Ola"), asker.person("Eva"), asker.cafe(asker.person("Per")).id
    with lier.db.writing() as tx:
        berit = tx.scalars(select(Person).where(Person.keeper)).one()
        tx.get_one(Person, eva.id).organisation_id = None
        tx.flush()
        for who, at, names in (
            (None, "", ("", "")),
            (None, cafe, ("", "Asker")),
            (None, "nowhere", ("", "")),
            (ola.id, "", ("Ola", "Lier")),
            (ola.id, cafe, ("Ola", "Asker")),
            (eva.id, "", ("Eva", "")),
            (eva.id, cafe, ("Eva", "Asker")),
            (berit.id, "", ("Berit", "")),
            (2**30, cafe, ("", "")),
        ):
            assert queries.names_of(tx, who, at) == names, (who, at)


def test_cafes_without_an_owner_are_the_oldest_first(lier: Town, asker: Town) -> None:
    ola, eva = lier.person("Ola"), asker.person("Eva")
    new, old, binned, leaving, owned, elsewhere = (
        a_workshop(lier.db, questions=(), owner=who).id for who in (*[ola] * 5, eva)
    )
    with lier.db.writing() as tx:
        for id, day in ((new, 3), (old, 2), (binned, 1), (leaving, 1), (elsewhere, 1)):
            tx.get_one(Workshop, id).date = date(2026, 11, day)
            row = tx.scalars(select(Organiser).where(Organiser.workshop_id == id)).one()
            row.role = "editor"
        tx.get_one(Workshop, binned).binned = 1
        tx.get_one(Workshop, leaving).stage = "leaving"
        tx.flush()
        lost = [one.id for one in queries.without_owner(tx, lier.id)]
        assert lost == [old, new]
        assert owned not in lost


def test_what_each_holds_is_its_own(lier: Town, asker: Town) -> None:
    ola = lier.person("Ola")
    lier.person("Kari")
    theirs, binned, leaving = (lier.cafe(ola) for _each in range(3))
    others = lier.cafe(ola)
    empty = Town(lier.db, "Drammen")
    table = {one.id: tables_of(lier.db, one)[0].id for one in (theirs, binned, others)}
    with lier.db.writing() as tx:
        tx.get_one(Workshop, binned.id).binned = 1
        tx.get_one(Workshop, leaving.id).stage = "leaving"
        tx.get_one(Workshop, others.id).organisation_id = asker.id
        for cafe, size in ((theirs, 2), (theirs, 3), (binned, MB), (others, None)):
            tx.add(Poster(table_id=table[cafe.id], file=f"{size}.jpg", size=size))
        tx.flush()
        first = queries.first(tx).id
        held = {first: Used(1, 0, 0), lier.id: Used(2, 1, MB + 5), asker.id: Used(0, 1, 0)}
        assert queries.used(tx) == held
        held[empty.id] = Used(0, 0, 0)
        for id, one in held.items():
            assert queries.used(tx, id) == {id: one}
        assert [Used(0, 0, size).megabytes for size in (0, 1, MB, MB + 1)] == [0, 1, 1, 2]


def test_an_address_that_is_nobodys_lands_nowhere(lier: Town) -> None:
    with lier.db.writing() as tx:
        with pytest.raises(NotAllowed, match=r"end in lier\.no"):
            queries.landing(tx, "kari@lier.no")
        home = tx.get_one(Organisation, lier.id)
        actions.set_domains(tx, organisation=home, typed="lier.no")
        assert queries.landing(tx, "kari@lier.no") is home
