"""Each kind of link on a database alone: what opens it, how long, what is known then."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core import clock
from cafe.model import (
    AccountLink,
    CafeTable,
    Database,
    Follower,
    Invitation,
    Link,
    Retired,
    Series,
    Version,
    Workshop,
)
from cafe.people import document_links, links
from tests.support.world import a_workshop

KEY = "a key"
NOBODYS = "0" * 40
FORMS = ("TOKEN", "INVITATION", "SHARED", "ACCOUNT", "SERIES", "FOLLOWER")


class Kind(NamedTuple):
    """How one kind of link is made and found; `words`: what its word is worked out by."""

    words: Callable[[str, str], str]
    form: re.Pattern[str]
    find: Callable[[Session, str, str], Any]


KINDS: dict[str, Kind] = {
    "link": Kind(links.token_of, links.TOKEN, links.find_link),
    "invitation": Kind(links.invitation_token, links.INVITATION, links.find_invitation),
    "version": Kind(links.version_token, links.SHARED, document_links.find_version),
    "document": Kind(document_links.document_token, links.SHARED, document_links.find_version),
    "account": Kind(links.account_token, links.ACCOUNT, links.find_account_link),
    "series": Kind(links.series_token, links.SERIES, links.find_series),
    "follower": Kind(document_links.follower_token, links.FOLLOWER, document_links.find_follower),
}


class Hall:
    """A café with one of each kind, in an open transaction, and another one beside it."""

    def __init__(self, tx: Session, here: str, other: str) -> None:
        self.tx = tx
        self.here, self.other = (tx.get_one(Workshop, id) for id in (here, other))
        self.table = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == here)).first()
        assert self.table
        self.table.hosts = ["Kari"]
        self.here.series = Series(name="Nettverket")
        tx.flush()
        link = links.open_link(tx, workshop_id=here, table_id=None, secret_key=KEY)
        version = Version(workshop_id=here, final=True, number=1, revision=1, folder="x", lines=[])
        version.by, version.kept_at, version.shown = "person:1", datetime.now(UTC), True
        tx.add(version)
        tx.flush()
        links.renew_version_link(tx, version=version, secret_key=KEY)
        links.open_series(tx, series=self.here.series, secret_key=KEY)
        document = document_links.open_document_link(tx, workshop_id=here, secret_key=KEY)
        invitation = Invitation(workshop_id=here, table_id=self.table.id, name="Kari")
        account = AccountLink(kind="join", workshop_id=here, made=0, ends=2**40)
        follower = Follower(workshop_id=here, address="a@b.no", language="nb", made=0)
        follower.ends = date(2100, 1, 1)
        rows: dict[str, Any] = {"invitation": invitation, "account": account, "follower": follower}
        for number, (name, row) in enumerate(rows.items()):
            row.nonce = f"{number:032x}"
            row.token_digest = links.digest(KEY, KINDS[name].words(KEY, row.nonce))
            tx.add(row)
        tx.flush()
        self.rows: dict[str, Any] = {"link": link, "version": version, "document": document}
        self.rows |= {**rows, "series": self.here.series}

    def word(self, name: str) -> str:
        row = self.rows[name]
        return KINDS[name].words(KEY, row.nonce)

    def opens(self, name: str, word: str) -> bool:
        """Whether a word opens that kind; nothing else is opened by it, and by nothing like it."""
        found = KINDS[name].find(self.tx, word, KEY)
        assert KINDS[name].find(self.tx, word, "another key") is None
        assert KINDS[name].find(self.tx, f"{word} ", KEY) is None
        same = {"document": "version", "version": "document"}
        for other, kind in KINDS.items():
            if other not in (name, same.get(name)):
                assert kind.find(self.tx, word, KEY) is None, other
        return found is (self.rows["version"] if name == "document" else self.rows[name])

    def was_ours(self, word: str, form: re.Pattern[str]) -> bool:
        assert not links.was_ours(self.tx.connection(), word, form, "another key")
        return links.was_ours(self.tx.connection(), word, form, KEY)

    def in_bin(self, word: str) -> bool:
        assert not links.in_bin(self.tx.connection(), word, "another key")
        return links.in_bin(self.tx.connection(), word, KEY)

    def told(self) -> set[str]:
        return set(self.tx.info.pop("gone", ()))


@pytest.fixture
def cafes(db: Database) -> tuple[str, str]:
    return a_workshop(db, counts=[1, 1]).id, a_workshop(db).id


def test_each_opens_its_own_until_it_is_retired(db: Database, cafes: tuple[str, str]) -> None:
    renewed: dict[str, Callable[[Hall], None]] = {
        "link": lambda hall: links.renew_link(hall.tx, link=hall.rows["link"], secret_key=KEY),
        "version": lambda hall: links.renew_version_link(
            hall.tx, version=hall.rows["version"], secret_key=KEY
        ),
        "document": lambda hall: hall.rows.update(
            document=document_links.renew_document_link(
                hall.tx, workshop_id=hall.here.id, secret_key=KEY
            )
        ),
        "series": lambda hall: links.open_series(
            hall.tx, series=hall.rows["series"], secret_key=KEY
        ),
    }
    with db.writing() as tx:
        hall = Hall(tx, *cafes)
        hall.told()
        for name, kind in KINDS.items():
            word = hall.word(name)
            assert hall.opens(name, word), name
            if name != "link":
                assert hall.was_ours(word, kind.form), name
            for form in {getattr(links, one) for one in FORMS} - {kind.form}:
                assert not hall.was_ours(word, form), name
            assert not hall.was_ours(word[:-40] + NOBODYS, kind.form)
            assert not hall.in_bin(word)
            if name in renewed:
                kept = hall.rows[name].token_digest
                renewed[name](hall)
                assert not hall.opens(name, word), name
                assert hall.was_ours(word, kind.form), name
                assert hall.told() == {kept}
                assert hall.opens(name, hall.word(name)), name
        assert len(tx.scalars(select(Retired)).all()) == len(renewed)


def test_what_has_no_address_any_more_was_ours(db: Database, cafes: tuple[str, str]) -> None:
    with db.writing() as tx:
        hall = Hall(tx, *cafes)
        hall.told()
        series, version = hall.rows["series"], hall.rows["version"]
        words = {name: hall.word(name) for name in ("series", "version")}
        kept = {series.token_digest, version.token_digest}
        for _twice in range(2):
            links.close_series(tx, series=series)
            document_links.take_version_link(tx, version=version)
            for row in (series, version):
                assert (row.nonce, row.token_digest) == (None, None)
        assert hall.told() == kept
        for name, word in words.items():
            assert KINDS[name].find(tx, word, KEY) is None
            assert hall.was_ours(word, KINDS[name].form)
        links.retire(tx, Follower, Follower.workshop_id == hall.other.id)
        assert hall.told() == set()


def test_in_the_bin_all_is_shut_and_known(db: Database, cafes: tuple[str, str]) -> None:
    with db.writing() as tx:
        hall = Hall(tx, *cafes)
        words = {name: hall.word(name) for name in KINDS if name != "series"}
        wall = hall.rows["link"].token_digest, (hall.here.id, None, False)
        found = links.find_opened(tx.connection(), words["link"], KEY)
        assert found
        assert (found.token_digest, (found.workshop_id, found.table_id, found.tray)) == wall
        for word in (words["link"].upper(), f"{words['link']} ", NOBODYS, words["account"]):
            assert links.find_opened(tx.connection(), word, KEY) is None
        assert links.find_opened(tx.connection(), words["link"], "another key") is None
        for binned in (hall.other, hall.here):
            binned.binned = 1
            tx.flush()
            for name, word in words.items():
                assert hall.in_bin(word) == (binned is hall.here), name
                shut = name != "link" and binned is hall.here
                assert (KINDS[name].find(tx, word, KEY) is None) == shut, name
        assert links.find_opened(tx.connection(), words["link"], KEY) is None
        assert hall.opens("series", hall.word("series")), "it is of no one café"


def test_an_invitation_is_its_hosts_alone(db: Database, cafes: tuple[str, str]) -> None:
    with db.writing() as tx:
        hall = Hall(tx, *cafes)
        word = hall.word("invitation")
        assert hall.table
        for hosts, opens in ((["Ola"], False), (["Ola", "Kari"], True), ([], False)):
            hall.table.hosts = hosts
            tx.flush()
            assert (links.find_invitation(tx, word, KEY) is not None) == opens


def test_a_link_to_an_account_ends(db: Database, cafes: tuple[str, str]) -> None:
    with db.writing() as tx:
        hall = Hall(tx, *cafes)
        link, word = hall.rows["account"], hall.word("account")
        link.ends = clock.now()
        tx.flush()
        assert links.find_account_link(tx, word, KEY) is None
        link.ends, link.workshop_id, hall.here.stage = clock.now() + 99, None, "leaving"
        tx.flush()
        assert links.find_account_link(tx, word, KEY) is link, "it leads to no café"


def test_the_links_that_are_missing_are_made_and_no_others(
    db: Database, cafes: tuple[str, str]
) -> None:
    with db.writing() as tx:
        here, other = (tx.get_one(Workshop, id) for id in cafes)
        one, two = here.questions
        two.form = "pairs"
        before = set(tx.scalars(select(Link)))
        links.open_links(tx, here, KEY)
        assert set(tx.scalars(select(Link))) == before, "they are all there"
        here.silent = 5
        links.open_links(tx, here, KEY)
        [tray] = set(tx.scalars(select(Link))) - before
        assert (tray.workshop_id, tray.table_id, tray.tray) == (here.id, one.tables[0].id, True)
        assert links.find_link(tx, links.token_of(KEY, tray.nonce), KEY) is tray
        assert links.find_code(tx, links.code_of(KEY, tray.code_nonce), KEY) is tray
        tx.delete(tray)
        [wall] = tx.scalars(select(Link).where(Link.workshop_id == other.id))
        tx.delete(wall)
        links.open_links(tx, other, KEY)
        links.open_links(tx, here, KEY)
        made = set(tx.scalars(select(Link))) - before
        assert {(new.workshop_id, new.table_id, new.tray) for new in made} == {
            (other.id, None, False),
            (here.id, one.tables[0].id, True),
        }


def test_another_code_leaves_the_address(db: Database, cafes: tuple[str, str]) -> None:
    with db.writing() as tx:
        hall = Hall(tx, *cafes)
        link, word = hall.rows["link"], hall.word("link")
        code = links.code_of(KEY, link.code_nonce)
        links.renew_code(tx, link=link, secret_key=KEY)
        assert links.find_link(tx, word, KEY) == link
        assert links.find_code(tx, code, KEY) is None
        code = links.code_of(KEY, link.code_nonce)
        assert links.find_code(tx, code, KEY) == link
        assert links.find_code(tx, code, "another key") is None
        assert links.code_to_show(hall.here, link, KEY) == f"{code[:3]} {code[3:]}"
        shut: list[dict[str, Any]] = [{"codes": False}, {"stage": "finished"}, {"binned": 1}]
        for change in shut:
            was = {name: getattr(hall.here, name) for name in change}
            for name, value in change.items():
                setattr(hall.here, name, value)
            assert not links.codes_open(hall.here)
            assert links.code_to_show(hall.here, link, KEY) == ""
            for name, value in was.items():
                setattr(hall.here, name, value)
        assert links.codes_open(hall.here)
