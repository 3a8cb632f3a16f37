"""Organisations on the database: who is in, who runs one, who sees what, what there is room for."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from cafe.errors import Conflict, Invalid, NotAllowed, NotFound
from cafe.model import Database, Organisation, Organiser, Person, Workshop
from cafe.people.actions import add_person, delete_person
from cafe.people.organisations import actions, queries
from cafe.plan.actions import copy_workshop, put_in_bin, put_in_series
from cafe.plan.actions.series import new_series
from cafe.plan.queries_cafes import cafes_of
from tests.archive.archives import an_archive
from tests.people.organisations.town import Town
from tests.report.samples import brought_in
from tests.support.world import KEY, new_id

BY: Any = {"secret_key": KEY, "by": "person:1"}


def seen(db: Database, person: Person) -> set[str]:
    with db.reading() as session:
        return set(session.scalars(queries.seen_by(person.id)))


def test_the_first_account_keeps_the_installation_and_no_later_one(db: Database) -> None:
    with db.writing() as tx:
        for name in ("berit", "kari"):
            add_person(tx, email=f"{name}@example.org", name=name, password_hash="x")
        berit, kari = tx.query(Person).order_by(Person.id)
        assert (berit.keeper, berit.admin_of_organisation) == (True, True)
        assert (kari.keeper, kari.admin_of_organisation) == (False, False)
        assert berit.organisation_id == kari.organisation_id == queries.first(tx).id


def test_members_read_along_unless_a_cafe_is_closed_binned_or_of_a_nameless_organisation(
    lier: Town, asker: Town
) -> None:
    ola, kari, eva = lier.person("Ola"), lier.person("Kari"), asker.person("Eva")
    open_, closed, binned = (lier.cafe(ola).id for _each in range(3))
    with lier.db.writing() as tx:
        tx.get_one(Workshop, closed).closed_to_organisation = True
        put_in_bin(tx, workshop=tx.get_one(Workshop, binned), now=1)
        berit = tx.scalars(select(Person).where(Person.keeper)).one()
    nobodys = lier.cafe(berit).id
    assert seen(lier.db, ola) == {open_, closed, binned}
    assert seen(lier.db, kari) == {open_}
    assert seen(lier.db, eva) == set()
    assert seen(lier.db, berit) == {nobodys}, "a keeper sees no café by being one"
    with lier.db.writing() as tx:
        assert tx.get_one(Workshop, nobodys).closed_to_organisation
        words: Any = {"email": "per@example.org", "name": "Per", "password_hash": "x"}
        per = add_person(tx, **words)
    assert not seen(lier.db, per), "members of one without a name do not see each other's"


def test_the_list_has_ones_own_and_others_apart(lier: Town, asker: Town) -> None:
    ola, kari, eva = lier.person("Ola"), lier.person("Kari"), asker.person("Eva")
    mine, theirs = lier.cafe(ola), lier.cafe(kari)
    asker.cafe(eva)
    with lier.db.reading() as db:
        found = cafes_of(db, ola.id, mine.date)
    assert [card.workshop.id for card in found.now] == [mine.id]
    assert [(card.workshop.id, card.role) for card in found.others] == [(theirs.id, "reader")]


def test_a_guest_has_the_rows_role_and_sees_nothing_else(lier: Town, asker: Town) -> None:
    ola, eva = lier.person("Ola"), asker.person("Eva")
    invited, _other = lier.cafe(ola), lier.cafe(ola)
    with lier.db.writing() as tx:
        tx.add(Organiser(workshop_id=invited.id, person_id=eva.id, role="editor"))
    assert seen(lier.db, eva) == {invited.id}


def test_a_copy_by_a_guest_is_the_guests_organisations_and_in_no_series(
    lier: Town, asker: Town
) -> None:
    ola, eva = lier.person("Ola"), asker.person("Eva")
    cafe, words = lier.cafe(ola), BY
    for who, home, same in ((ola, lier, True), (eva, asker, False)):
        with lier.db.writing() as tx:
            source = tx.get_one(Workshop, cafe.id)
            copy = copy_workshop(
                tx, source=source, day=cafe.date, owner=who, operation=new_id(), **words
            )
            assert copy.organisation_id == home.id
            assert (copy.series is not None and copy.series is source.series) == same
        assert not seen(lier.db, ola if who is eva else eva) & {copy.id}


def test_a_series_is_of_one_organisation(lier: Town, asker: Town) -> None:
    ola, eva = lier.person("Ola"), asker.person("Eva")
    theirs, cafe = lier.cafe(ola), asker.cafe(eva)
    with lier.db.writing() as tx:
        series = new_series(tx, name="Nettverket", organisation_id=lier.id)
        put_in_series(tx, workshop=tx.get_one(Workshop, theirs.id), series=series)
        tx.add(Organiser(workshop_id=theirs.id, person_id=eva.id, role="owner"))
        with pytest.raises(NotFound):
            put_in_series(tx, workshop=tx.get_one(Workshop, cafe.id), series=series)


def test_a_file_lets_nobody_into_a_series_of_another_organisation(lier: Town, asker: Town) -> None:
    ola, eva = lier.person("Ola"), asker.person("Eva")
    archive = an_archive()
    archive["workshop"]["series"] = {"uid": new_id(), "name": "Nettverket"}
    first = brought_in(lier.db, archive, by_person=ola)
    with lier.db.writing() as tx:  # also who organises one of its cafés does not take it along
        tx.add(Organiser(workshop_id=first, person_id=eva.id, role="owner"))
    second, third = (brought_in(lier.db, archive, by_person=who) for who in (eva, ola))
    with lier.db.reading() as db:
        one, two, three = (db.get_one(Workshop, id) for id in (first, second, third))
        assert one.series
        assert two.series
        assert three.series
        assert one.series.uid != two.series.uid
        assert one.series.uid == three.series.uid
        assert two.series.organisation_id == two.organisation_id == asker.id


def test_who_is_taken_out_keeps_the_account_and_what_is_elsewhere(lier: Town, asker: Town) -> None:
    admin, ola, eva = lier.person("Anne", admin=True), lier.person("Ola"), asker.person("Eva")
    per = lier.person("Per")
    mine, theirs = lier.cafe(ola), asker.cafe(eva)
    with lier.db.writing() as tx:
        tx.add(Organiser(workshop_id=theirs.id, person_id=ola.id, role="sorter"))
    with lier.db.writing() as tx:
        actions.take_out(tx, person=tx.get_one(Person, ola.id), by="person:1")
    assert seen(lier.db, ola) == {theirs.id}
    with lier.db.reading() as db:
        homeless = db.get_one(Person, ola.id)
    with pytest.raises(NotAllowed):
        lier.cafe(homeless)
    with lier.db.writing() as tx:
        home = tx.get_one(Organisation, lier.id)
        assert [cafe.id for cafe in queries.without_owner(tx, lier.id)] == [mine.id]
        words: Any = {"organisation": home, "workshop_id": mine.id}
        for stranger in (eva, tx.get_one(Person, ola.id)):
            with pytest.raises(NotFound):
                actions.name_owner(tx, person=stranger, **words)
        actions.name_owner(tx, person=admin, **words)
        assert not queries.without_owner(tx, lier.id)
        assert not actions.name_owner(tx, person=admin, **words), "it is theirs"
        with pytest.raises(NotFound):
            actions.name_owner(tx, person=tx.get_one(Person, per.id), **words)


def test_a_reader_of_a_cafe_without_owner_may_become_it(lier: Town) -> None:
    admin, ola = lier.person("Anne", admin=True), lier.person("Ola")
    cafe = lier.cafe(ola)
    with lier.db.writing() as tx:
        tx.add(Organiser(workshop_id=cafe.id, person_id=admin.id, role="reader"))
        actions.take_out(tx, person=tx.get_one(Person, ola.id), by="person:1")
        home = tx.get_one(Organisation, lier.id)
        actions.name_owner(tx, organisation=home, workshop_id=cafe.id, person=admin)
        assert tx.get_one(Organiser, (cafe.id, admin.id)).role == "owner"


def test_somebody_runs_an_organisation_as_long_as_it_has_members(lier: Town, asker: Town) -> None:
    anne, ola = lier.person("Anne", admin=True), lier.person("Ola")
    with lier.db.writing() as tx:
        anne, ola = tx.get_one(Person, anne.id), tx.get_one(Person, ola.id)
        elsewhere = tx.get_one(Organisation, asker.id)
        acts: list[Callable[[], None]] = [
            lambda: actions.take_out(tx, person=anne, by="person:1"),
            lambda: actions.set_admin(tx, person=anne, admin=False),
            lambda: actions.join(tx, person=anne, organisation=elsewhere),
            lambda: delete_person(tx, person=anne),
        ]
        for act in acts:
            with pytest.raises(Conflict, match="Anne"):
                act()
        actions.set_admin(tx, person=ola, admin=True)
        actions.join(tx, person=anne, organisation=elsewhere)
        assert (anne.organisation_id, anne.admin_of_organisation) == (asker.id, False)
        actions.join(tx, person=anne, organisation=elsewhere, admin=True)
        assert anne.admin_of_organisation
        actions.join(tx, person=anne, organisation=elsewhere)
        assert anne.admin_of_organisation, "being a member already takes nothing away"
        actions.take_out(tx, person=ola, by="person:1")  # the last one there is


def test_names_and_domains_are_one_organisations(lier: Town, asker: Town) -> None:
    with lier.db.writing() as tx:
        one, other = (tx.get_one(Organisation, town.id) for town in (lier, asker))
        with pytest.raises(Conflict):
            actions.rename_organisation(tx, organisation=one, name=" ASKER ")
        actions.rename_organisation(tx, organisation=one, name="Lier")  # its own is no other's
        again = actions.make_organisation(tx, uid=one.uid, name="Et annet")
        assert (again is one, one.name) == (True, "Lier")
        actions.set_domains(tx, organisation=one, typed="lier.no lier.kommune.no")
        with pytest.raises(Conflict, match="Lier"):
            actions.set_domains(tx, organisation=other, typed="asker.no lier.no")
        with pytest.raises(Invalid):
            actions.set_domains(tx, organisation=other, typed="asker")
        assert queries.landing(tx, "Kari@LIER.no").id == one.id
        for email in ("kari@notlier.no", "kari@lier.no.evil.example", "kari@sub.lier.no"):
            with pytest.raises(NotAllowed):
                queries.landing(tx, email)
        with pytest.raises(NotFound):
            queries.the_organisation(tx, new_id())


def test_who_logs_in_first_where_there_is_one_organisation_lands_there(db: Database) -> None:
    with db.writing() as tx:
        only = queries.first(tx)
        assert queries.landing(tx, "kari@lier.no") is only
        actions.set_domains(tx, organisation=only, typed="asker.no")
        with pytest.raises(NotAllowed, match=r"lier\.no"):
            queries.landing(tx, "kari@lier.no")
