"""What is done to accounts, and what ends with it: logins, links they made, links to them."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.errors import Conflict
from cafe.model import AccountLink, Database, LoginSession, Person, Workshop
from cafe.people import actions, queries, sessions, setup_word, tokens
from cafe.people.colleagues.actions import invite_colleague, reset_link
from cafe.people.links import code_to_show, find_account_link, find_code, open_link
from cafe.people.tokens import DAY
from tests.people.colleagues import account, give
from tests.support.world import a_workshop, new_id

KEY = "key"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """What is told of somebody is told in one language."""
    with speaking("en"):
        yield


@pytest.fixture
def two(db: Database) -> tuple[int, int]:
    """Berit, who keeps the installation, and Per."""
    return account(db, "berit@example.org"), account(db, "per@example.org")


def resets(db: Database) -> list[int | None]:
    """To whose accounts a link still gives another password."""
    with db.reading() as session:
        found = select(AccountLink.person_id).where(AccountLink.kind == "reset")
        return list(session.scalars(found.order_by(AccountLink.person_id)))


def reset_for(db: Database, *people: int) -> None:
    with db.writing() as tx:
        for id in people:
            reset_link(tx, person=tx.get_one(Person, id), made_by=None, secret_key=KEY)


def invited(tx: Session, workshop: Workshop, made_by: int) -> str:
    """The word of a link for a new colleague."""
    words: dict[str, Any] = {"role": "reader", "name": "", "email": "", "mails": False}
    words |= {"secret_key": KEY, "operation": new_id()}
    return invite_colleague(tx, workshop=workshop, made_by=made_by, **words)


def logged_in(db: Database) -> list[int]:
    with db.reading() as session:
        return list(session.scalars(select(LoginSession.person_id).order_by(LoginSession.id)))


def test_a_new_password_ends_links_to_another_one_and_nobody_elses(
    db: Database, two: tuple[int, int]
) -> None:
    berit, per = two
    reset_for(db, berit, per)
    with db.writing() as tx:
        for id in two:
            sessions.begin(tx, person_id=id, user_agent="")
        actions.set_password(tx, person=tx.get_one(Person, per), password_hash="another")
    assert (resets(db), logged_in(db)) == ([berit], [berit])


def test_another_address_ends_links_that_the_old_one_was_sent(
    db: Database, two: tuple[int, int]
) -> None:
    berit, per = two
    reset_for(db, berit, per)
    with db.writing() as tx:
        actions.set_email(tx, person=tx.get_one(Person, per), email="Per.Berg@example.org")
    assert resets(db) == [berit]
    with db.reading() as session:
        assert session.get_one(Person, per).email == "per.berg@example.org"
        assert session.get_one(Person, per).address_typed


def test_ones_own_address_again_is_no_change_and_anothers_is_refused(
    db: Database, two: tuple[int, int]
) -> None:
    _berit, per = two
    with db.writing() as tx:
        mine = tx.get_one(Person, per)
        actions.set_email(tx, person=mine, email="PER@example.org")
        assert not mine.address_typed
        with pytest.raises(Conflict):
            actions.set_email(tx, person=mine, email="berit@example.org")
        actions.set_email(tx, person=mine, email="per2@example.org")
        actions.set_email(tx, person=mine, email="per2@example.org")
        assert mine.address_typed  # once it was typed, it is


@pytest.mark.parametrize("made", ["kari@blåbær.no", "kari@xn--blbr-roah.no"])
def test_an_account_is_found_by_both_spellings_of_its_domain(db: Database, made: str) -> None:
    """One browser sends the letters, another what mail servers call them."""
    kari = account(db, made)
    for typed in ("Kari@Blåbær.no", " KARI@XN--BLBR-ROAH.NO ", "kari@ｂlåbær.no"):
        with db.reading() as session:
            found = queries.person_by_email(session, typed)
            assert found is not None
            assert found.id == kari
        with pytest.raises(Conflict), db.writing() as tx:
            actions.add_person(tx, email=typed, name="Another", password_hash="")


def test_a_deleted_account_takes_its_links_along_and_leaves_others(
    db: Database, two: tuple[int, int]
) -> None:
    berit, per = two
    workshop = a_workshop(db)
    with db.writing() as tx:
        give(tx, workshop.id, berit)
        give(tx, workshop.id, per)
        here = tx.get_one(Workshop, workshop.id)
        for id in two:
            invited(tx, here, id)
            sessions.begin(tx, person_id=id, user_agent="")
    reset_for(db, berit, per)
    with db.writing() as tx:
        actions.delete_person(tx, person=tx.get_one(Person, per))
    with db.reading() as session:
        left = session.scalars(select(AccountLink).order_by(AccountLink.id)).all()
        assert [(one.kind, one.made_by, one.person_id) for one in left] == [
            ("join", berit, None),
            ("reset", None, berit),
        ]
        assert queries.name_of(session, f"person:{per}") == "A former organiser"
    assert logged_in(db) == [berit]


def test_who_would_leave_cafes_behind_hears_which(db: Database, two: tuple[int, int]) -> None:
    _berit, per = two
    cafes = [a_workshop(db) for _number in range(6)]
    with db.writing() as tx:
        for number, cafe in enumerate(cafes):
            tx.get_one(Workshop, cafe.id).title = f"Kafé {number} " + "x" * 80
            give(tx, cafe.id, per)
        with pytest.raises(Conflict) as refused:
            actions.delete_person(tx, person=tx.get_one(Person, per))
    assert refused.value.where == "cafes"
    told = str(refused.value)
    assert told.count("“") == 5  # the first five, shortened, are enough to know what to do
    assert "x" * 52 in told
    assert "x" * 53 not in told
    assert "x…”, “Kafé" in told
    assert "x…”, …" in told  # and there are more


def test_who_keeps_the_installation_goes_only_when_another_does(
    db: Database, two: tuple[int, int]
) -> None:
    berit, per = two
    with db.writing() as tx:
        tx.get_one(Person, per).admin_of_organisation = True
        with pytest.raises(Conflict):
            actions.delete_person(tx, person=tx.get_one(Person, berit))
        tx.get_one(Person, per).keeper = True
        actions.delete_person(tx, person=tx.get_one(Person, berit))
        # The last one of all leaves an installation as new.
        actions.delete_person(tx, person=tx.get_one(Person, per))
        assert not queries.anybody(tx)


def test_a_name_is_given_to_whoever_acted(db: Database, two: tuple[int, int]) -> None:
    _berit, per = two
    workshop = a_workshop(db)
    with db.writing() as tx:
        give(tx, workshop.id, per)
        made: dict[str, Any] = {"role": "editor", "days": 30, "operation": new_id()}
        word = tokens.make(tx, person_id=per, workshop_id=workshop.id, name="Arkiv", **made)
        [token] = tokens.of_person(tx, per)
        assert (token.workshop_id, tokens.TOKEN.fullmatch(word) is not None) == (workshop.id, True)
        assert token.ends - token.made == 30 * DAY
        named = {
            f"person:{per}": "Per",
            f"token:{token.id}": "Arkiv",
            "person:999": "A former organiser",
            "person:x": "A former organiser",
        }
        assert {by: queries.name_of(tx, by) for by in named} == named
        others = (f"token:{token.id + 1}", "table:7", "house", "")
        assert not {queries.name_of(tx, by) for by in others} & {"Per", "Arkiv", ""}


def test_ones_cafes_are_listed_newest_first_without_those_in_the_bin(
    db: Database, two: tuple[int, int]
) -> None:
    berit, per = two
    older, newer, binned, hidden, anothers = (a_workshop(db) for _number in range(5))
    with db.writing() as tx:
        for cafe, who in ((older, per), (newer, per), (binned, per), (hidden, per)):
            give(tx, cafe.id, who)
        give(tx, anothers.id, berit)
        older_here = tx.get_one(Workshop, older.id)
        older_here.date, older_here.title = older_here.date.replace(year=2020), "Den første"
        tx.get_one(Workshop, binned.id).binned = 1
        tx.get_one(Workshop, hidden.id).stage = "leaving"
    with db.reading() as session:
        title = session.get_one(Workshop, newer.id).title
        mine = list(queries.titles_of(session, per).items())
        assert mine == [(newer.id, title), (older.id, "Den første")]
        assert [one.email for one in queries.everybody(session)] == [
            "berit@example.org",
            "per@example.org",
        ]


@pytest.mark.parametrize("shut", ["binned", "leaving"])
def test_a_link_to_a_cafe_that_is_shut_opens_nothing(
    db: Database, two: tuple[int, int], shut: str
) -> None:
    berit, _per = two
    cafe = a_workshop(db)
    with db.writing() as tx:
        give(tx, cafe.id, berit)
        here = tx.get_one(Workshop, cafe.id)
        word = invited(tx, here, berit)
        assert find_account_link(tx, word, KEY) is not None
        if shut == "binned":
            here.binned = 1
        else:
            here.stage = shut
        tx.flush()
        assert find_account_link(tx, word, KEY) is None


def test_the_code_that_is_shown_opens_its_link(db: Database) -> None:
    cafe = a_workshop(db)
    with db.writing() as tx:
        here = tx.get_one(Workshop, cafe.id)
        link = open_link(tx, workshop_id=cafe.id, table_id=None, secret_key=KEY)
        shown = code_to_show(here, link, KEY)
        assert find_code(tx, shown, KEY) is link
        assert shown[3] == " "
        here.codes = False
        assert code_to_show(here, link, KEY) == ""


def test_the_setup_word_fits_as_it_is_typed_and_nothing_fits_without_one(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = tmp_path_factory.mktemp("new")
    assert not setup_word.fits(folder, "")
    word = setup_word.offer(folder)
    assert [len(group) for group in word.split("-")] == [4, 4, 4, 4]
    assert setup_word.fits(folder, word.lower().replace("-", " "))
    assert not setup_word.fits(folder, word[:-1])
    setup_word.forget(folder)
    assert not setup_word.fits(folder, word)


def test_who_is_behind_a_label_is_told_by_name_or_by_what_they_are(
    db: Database, two: tuple[int, int]
) -> None:
    with db.reading() as session:
        names = {f"person:{id}": session.get_one(Person, id).name for id in two}
        gone = f"person:{max(two) + 1}"
        for by, told in {
            **names,
            gone: "A former organiser",
            "person:x": "A former organiser",
            f"table:{two[0]}": "Another tablet at this table",
            "token:9": "Another system",
            "pair:x": "The phone that wrote it",
            "": "Somebody else",
        }.items():
            assert queries.name_of(session, by) == told, by
    assert set(names.values()) == {"Berit", "Per"}
