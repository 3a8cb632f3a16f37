"""Colleagues on a database alone: who is let in, as what, by whose link, and what ends with it."""

from collections.abc import Iterator

import pytest
from sqlalchemy import select

from cafe.core import clock
from cafe.core.i18n import speaking
from cafe.errors import Conflict, Gone, Invalid, NotAllowed, NotFound
from cafe.model import (
    AccountLink,
    Database,
    LoginSession,
    Organisation,
    Person,
    Workshop,
)
from cafe.people.colleagues import actions, queries, rules
from cafe.people.links import account_token
from cafe.people.rules import CafeRole
from tests.people.colleagues import account, give
from tests.people.inviting.hall import KEY, Hall
from tests.support.world import a_workshop, new_id

DAY = 24 * 3600


@pytest.fixture
def hall(db: Database) -> Iterator[Hall]:
    people = [account(db, f"{name}@example.org") for name in ("berit", "per", "kari")]
    cafes = [a_workshop(db, language="nn").id, a_workshop(db).id]
    with speaking("en"), db.writing() as tx:
        yield Hall(tx, cafes, people)


def test_an_invitation_says_what_was_asked_for_and_ends(hall: Hall) -> None:
    word = hall.invite(role="sorter", name="Siv", email="Siv@Example.org")
    link = hall.link(word)
    assert (link.kind, link.workshop_id, link.role) == ("join", hall.here.id, "sorter")
    assert (link.name, link.email, link.language) == ("Siv", "siv@example.org", "nn")
    assert (link.made_by, link.member) == (hall.berit.id, False)
    assert link.ends - link.made == 14 * DAY
    assert abs(link.made - clock.now()) < DAY
    assert (link.status, link.nonce) == ("", None), "no letter, and nothing it could be made of"


def test_a_letter_is_for_who_has_an_address(hall: Hall) -> None:
    word = hall.invite(email="siv@example.org", mails=True)
    link = hall.link(word)
    assert link.status == "queued"
    assert account_token(KEY, link.nonce or "") == word
    assert hall.link(hall.invite(mails=True)).status == ""


def test_what_was_made_is_neither_made_again_nor_for_who_is_there(hall: Hall) -> None:
    hall.invite(operation="once", email="siv@example.org")
    with pytest.raises(Conflict, match="made already"):
        hall.invite(operation="once")
    with pytest.raises(Conflict, match=r"per@example\.org") as refused:
        hall.invite(email="Per@example.org")
    assert refused.value.where == "email"
    for wrong, where in (({"role": "king"}, "role"), ({"email": "x"}, "email")):
        with pytest.raises(Invalid) as no:
            hall.invite(**wrong)
        assert no.value.where == where
    with pytest.raises(Invalid, match="Name") as no:
        hall.invite(name="a\nb")
    assert no.value.where == "name"


def test_so_many_are_open_at_once_and_the_newest_is_listed_first(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "MOST_INVITED", 2)
    hall.invite(workshop=hall.other)
    hall.reset(hall.per)
    links = [hall.link(hall.invite()) for _each in range(2)]
    assert list(queries.invited_to(hall.tx, hall.here.id)) == links[::-1]
    with pytest.raises(Conflict, match="2 invitations"):
        hall.invite()
    links[0].ends = clock.now()
    assert list(queries.invited_to(hall.tx, hall.here.id)) == [links[1]]
    hall.invite()


def test_one_is_withdrawn_by_its_own_cafe_alone(hall: Hall) -> None:
    mine, others = hall.link(hall.invite()), hall.link(hall.invite(workshop=hall.other))
    reset = hall.link(hall.reset(hall.per))
    done = [
        actions.withdraw_invitation(hall.tx, workshop=hall.here, link_id=id)
        for id in (others.id, reset.id, mine.id, mine.id)
    ]
    assert done == [False, False, True, False]
    assert set(hall.tx.scalars(select(AccountLink))) == {others, reset}
    assert hall.told() == {mine.token_digest}


def test_one_whose_link_is_lost_is_withdrawn_by_what_made_it(hall: Hall) -> None:
    mine, others = (
        hall.link(hall.invite(operation="once", workshop=cafe)) for cafe in (hall.here, hall.other)
    )
    hall.invite()
    done = [
        actions.withdraw_made(hall.tx, workshop=cafe, operation=one)
        for one, cafe in (("never", hall.here), ("once", hall.here), ("once", hall.here))
    ]
    assert done == [False, True, False]
    assert hall.told() == {mine.token_digest}
    assert others in set(hall.tx.scalars(select(AccountLink)))


@pytest.mark.parametrize(
    ("had", "invited", "has"),
    [(None, "sorter", "sorter"), ("reader", "editor", "editor"), ("editor", "reader", "editor")],
)
def test_a_link_gives_its_role_once_and_takes_none_away(
    hall: Hall, had: CafeRole | None, invited: str, has: str
) -> None:
    if had:
        give(hall.tx, hall.here.id, hall.kari.id, had)
    link = hall.link(hall.invite(role=invited)).id
    assert actions.join(hall.tx, link_id=link, person=hall.kari) == hall.here.id
    assert hall.role(hall.kari) == has
    for used in (link, None):
        with pytest.raises(Gone, match="has been used"):
            actions.join(hall.tx, link_id=used, person=hall.per)


def test_a_link_lets_nobody_in_once_its_maker_owns_the_cafe_no_more(hall: Hall) -> None:
    links = [hall.link(hall.invite(made_by=one)).id for one in (hall.per.id, None)]
    for link in links:
        with pytest.raises(Gone, match="no longer owns"):
            actions.join(hall.tx, link_id=link, person=hall.kari)
    assert hall.role(hall.kari) is None


def test_where_organisations_have_names_only_who_runs_one_makes_members(hall: Hall) -> None:
    home = hall.tx.get_one(Organisation, hall.here.organisation_id)
    assert (home.name, queries.organisation_to_join(hall.tx, hall.here, hall.berit.id)) == ("", "")
    hall.kari.organisation_id = None
    actions.join(hall.tx, link_id=hall.link(hall.invite()).id, person=hall.kari)
    assert hall.kari.organisation_id == home.id, "nothing speaks of organisations there"
    home.name, hall.kari.organisation_id = "Lier", None
    asked = {hall.berit.id: "Lier", hall.per.id: "", None: ""}
    assert {who: queries.organisation_to_join(hall.tx, hall.here, who) for who in asked} == asked
    for link in (hall.invite(), hall.invite(member=True, made_by=hall.per.id)):
        assert queries.home_by(hall.tx, hall.link(link)) is None
    link = hall.link(hall.invite(member=True))
    assert (link.member, queries.home_by(hall.tx, link)) == (True, home)
    hall.berit.admin_of_organisation = False
    assert queries.home_by(hall.tx, link) is None, "who runs it no more makes no members"
    hall.berit.admin_of_organisation = True
    actions.join(hall.tx, link_id=link.id, person=hall.kari)
    assert hall.kari.organisation_id == home.id
    asker = Organisation(name="Asker")
    hall.tx.add(asker)
    hall.tx.flush()
    hall.per.organisation_id = asker.id
    actions.join(hall.tx, link_id=hall.link(hall.invite(member=True)).id, person=hall.per)
    assert hall.per.organisation_id == asker.id, "nobody is taken from where they are"


def test_a_role_is_changed_by_who_has_seen_it(hall: Hall) -> None:
    def change(person: Person, role: str, was: str) -> bool:
        who = person.id
        return actions.set_role(hall.tx, workshop=hall.here, person_id=who, role=role, was=was)

    with pytest.raises(NotFound, match="any more"):
        change(hall.kari, "reader", "reader")
    with pytest.raises(Conflict, match="meanwhile") as refused:
        change(hall.per, "reader", "sorter")
    assert refused.value.where == "role"
    with pytest.raises(Conflict, match="must have an owner"):
        change(hall.berit, "reader", "owner")
    assert not change(hall.berit, "owner", "owner")
    assert change(hall.per, "sorter", "editor")
    assert not change(hall.per, "sorter", "editor")  # the form sent again
    assert hall.role(hall.per) == "sorter"


def test_what_an_owner_has_begun_ends_when_they_are_no_owner_any_more(hall: Hall) -> None:
    mine, rooms = hall.link(hall.invite(made_by=hall.per.id)), [hall.logs_in(hall.per)]
    theirs, _elsewhere = hall.link(hall.invite()), hall.logs_in(hall.berit)
    actions.set_role(hall.tx, workshop=hall.here, person_id=hall.per.id, role="owner", was="editor")
    assert hall.told() == {*rooms}, "an open page asks anew what it may"
    actions.set_role(hall.tx, workshop=hall.here, person_id=hall.per.id, role="editor", was="owner")
    assert hall.told() == {*rooms, mine.token_digest}
    again = hall.link(hall.invite(made_by=hall.per.id))
    elsewhere = hall.link(hall.invite(made_by=hall.per.id, workshop=hall.other))
    for _twice in range(2):
        actions.take_out(hall.tx, workshop=hall.here, person_id=hall.per.id)
    assert hall.told() == {*rooms, again.token_digest}
    assert (hall.role(hall.per), hall.role(hall.berit)) == (None, "owner")
    assert set(hall.tx.scalars(select(AccountLink))) == {theirs, elsewhere}
    with pytest.raises(Conflict, match="must have an owner"):
        actions.take_out(hall.tx, workshop=hall.here, person_id=hall.berit.id)


def test_a_cafe_is_handed_over_to_one_of_its_own(hall: Hall) -> None:
    mine = hall.link(hall.invite())
    for person in (hall.berit, hall.kari):
        words = {"owner_id": hall.berit.id, "person_id": person.id}
        with pytest.raises(NotFound):
            actions.hand_over(hall.tx, workshop=hall.here, **words)
    actions.hand_over(hall.tx, workshop=hall.here, owner_id=hall.berit.id, person_id=hall.per.id)
    assert (hall.role(hall.berit), hall.role(hall.per)) == ("editor", "owner")
    assert hall.told() == {mine.token_digest}


def test_who_organises_is_listed_owners_first_and_when_they_were_seen(hall: Hall) -> None:
    give(hall.tx, hall.here.id, hall.kari.id)
    give(hall.tx, hall.other.id, hall.kari.id)
    hall.kari.name, hall.berit.name = "alma", "Berit"
    for _login in range(2):
        hall.logs_in(hall.per)
    old, new = hall.tx.scalars(select(LoginSession).order_by(LoginSession.id))
    old.seen, new.seen = 7, 5
    hall.tx.flush()
    found = queries.colleagues_of(hall.tx, hall.here.id)
    assert [(one.person.name, one.role, one.seen) for one in found] == [
        *[("alma", "owner", None), ("Berit", "owner", None), ("Per", "editor", 7)],
    ]
    assert queries.other_owners(hall.tx, hall.here.id, hall.berit.id) == 1
    assert queries.other_owners(hall.tx, hall.here.id, hall.per.id) == 2
    hall.other.title, third = "Å", hall.tx.get_one(Workshop, hall.other.id)
    assert queries.owned_alone(hall.tx, hall.kari.id) == [third]
    assert queries.owned_alone(hall.tx, hall.berit.id) == []
    hall.other.stage = "leaving"
    assert queries.owned_alone(hall.tx, hall.kari.id) == []


def test_another_password_is_by_an_owner_of_all_that_it_opens(hall: Hall) -> None:
    by_mail = hall.link(hall.reset(hall.per, language="en"))
    assert (by_mail.kind, by_mail.person_id, by_mail.made_by) == ("reset", hall.per.id, None)
    assert (by_mail.email, by_mail.language, by_mail.status) == ("per@example.org", "en", "queued")
    assert by_mail.ends - by_mail.made == 3600
    kept = by_mail.token_digest
    link = hall.link(hall.reset(hall.per, made_by=hall.berit.id))
    assert hall.told() == {kept}, "an earlier one opens nothing more"
    assert (link.status, link.nonce, link.language) == ("", None, "nb")
    assert link.ends - link.made == DAY
    give(hall.tx, hall.other.id, hall.per.id, "reader")
    for owner, person in ((hall.berit, hall.per), (hall.per, hall.berit), (hall.berit, hall.berit)):
        with pytest.raises(NotAllowed, match="all of whose cafés"):
            hall.reset(person, made_by=owner.id)
    rows = [hall.logs_in(one) for one in (hall.per, hall.berit)]
    with pytest.raises(NotAllowed):
        actions.reset_password(hall.tx, link_id=link.id, password_hash="x")
    give(hall.tx, hall.other.id, hall.berit.id)
    link = hall.link(hall.reset(hall.per, made_by=hall.berit.id))
    actions.reset_password(hall.tx, link_id=link.id, password_hash="another")
    assert (hall.per.password_hash, len(rows)) == ("another", 2)
    assert list(hall.tx.scalars(select(LoginSession.person_id))) == [hall.berit.id]
    with pytest.raises(Gone):
        actions.reset_password(hall.tx, link_id=link.id, password_hash="x")
    link = hall.link(hall.reset(hall.kari))
    actions.reset_password(hall.tx, link_id=link.id, password_hash="by letter")
    assert hall.kari.password_hash == "by letter"


@pytest.mark.parametrize("home", [None, "theirs", "another"])
def test_a_stranger_to_the_organisation_is_nobodys_to_reset(hall: Hall, home: str | None) -> None:
    another = Organisation(uid=new_id(), name="Asker")
    hall.tx.add(another)
    hall.tx.flush()
    theirs = {None: None, "theirs": hall.berit.organisation_id, "another": another.id}
    hall.per.organisation_id = theirs[home]
    may = queries.may_reset(hall.tx, owner_id=hall.berit.id, person=hall.per)
    assert may == (home != "another")
    for mark in ("keeper", "admin_of_organisation"):
        setattr(hall.per, mark, True)
        assert not queries.may_reset(hall.tx, owner_id=hall.berit.id, person=hall.per)
        setattr(hall.per, mark, False)


def test_what_is_too_old_goes_and_a_letter_that_was_cut_off_has_failed(hall: Hall) -> None:
    old, new, cut, lately = (hall.link(hall.invite(email="x@example.org")) for _each in range(4))
    old.ends = new.ends = clock.now()
    new.ends += 99
    cut.status = lately.status = "going"
    cut.made -= 3700
    hall.tx.flush()
    actions.end_account_links(hall.tx)
    hall.tx.expire_all()
    left = hall.tx.scalars(select(AccountLink).order_by(AccountLink.id)).all()
    assert [(one.status, one.why[:14]) for one in left] == [
        *[("", ""), ("failed", "It was cut off"), ("going", "")],
    ]
    new.ends = clock.now()
    with pytest.raises(Gone):
        queries.the_link(hall.tx, new.id)
