"""Addresses of kept documents and of who is told, on a database alone: to which day they open."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.model import Database, Follower, Reading, Series, Version, Workshop
from cafe.people import document_links
from cafe.people.document_links import (
    ended_on,
    find_follower,
    find_version,
    follower_token,
    is_over,
)
from cafe.people.links import digest, renew_version_link, version_token
from tests.support.world import a_workshop, new_id

KEY = "a key"
TODAY = date(2026, 11, 30)
DAY = timedelta(days=1)


@pytest.fixture
def cafes(db: Database, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    monkeypatch.setattr(document_links, "today", lambda: TODAY)
    return a_workshop(db, questions=()).id, a_workshop(db, questions=()).id


def a_version(
    tx: Session, cafe: str, number: int, *, shown: bool = False, until: date | None = None
) -> Version:
    row = Version(workshop_id=cafe, final=shown, number=number, revision=1, folder="x", lines=[])
    row.by, row.kept_at, row.shown, row.read_until = "person:1", datetime.now(UTC), shown, until
    tx.add(row)
    tx.flush()
    renew_version_link(tx, version=row, secret_key=KEY)
    return row


def word(version: Version) -> str:
    assert version.nonce
    return version_token(KEY, version.nonce)


@pytest.mark.parametrize(
    ("shown", "until", "opens"),
    [
        (True, None, True),
        (True, TODAY - DAY, True),
        (False, TODAY, True),
        (False, TODAY - DAY, False),
        (False, None, False),
    ],
)
def test_a_version_opens_while_it_is_shown_and_a_draft_to_the_end_of_its_day(
    db: Database, cafes: tuple[str, str], *, shown: bool, until: date | None, opens: bool
) -> None:
    with db.writing() as tx:
        mine = a_version(tx, cafes[0], 1, shown=shown, until=until)
        a_version(tx, cafes[0], 2, shown=True, until=TODAY)
        assert find_version(tx, word(mine), KEY) is (mine if opens else None)
        assert is_over(mine) == (not opens)
        ended = TODAY - DAY if until == TODAY - DAY else None
        assert ended_on(tx, word(mine), KEY) == ended
        assert ended_on(tx, word(mine), "another key") is None
        tx.add(Reading(uid=new_id(), version_id=mine.id, workshop_id=cafes[0], number=1))
        tx.flush()
        assert find_version(tx, word(mine), KEY) is mine, "its readers hear what came of it"


def test_the_lasting_address_shows_what_was_published_last(
    db: Database, cafes: tuple[str, str]
) -> None:
    with db.writing() as tx:
        here, there = cafes
        link = document_links.open_document_link(tx, workshop_id=here, secret_key=KEY)
        lasting = document_links.document_token(KEY, link.nonce)
        again = document_links.open_document_link(tx, workshop_id=here, secret_key=KEY)
        assert document_links.document_token(KEY, again.nonce) == lasting, "it lasts"
        assert find_version(tx, lasting, KEY) is None
        assert document_links.shown_link(tx, here) is None
        a_version(tx, there, 1, shown=True)
        assert document_links.shown_link(tx, here) is None
        for number in (1, 2):
            newest = a_version(tx, here, number, shown=True)
            assert find_version(tx, lasting, KEY) is newest
        a_version(tx, here, 3, until=TODAY)
        assert find_version(tx, lasting, KEY) is newest
        assert document_links.shown_link(tx, here) is link
        assert document_links.shown_link(tx, there) is None


def test_who_comes_too_late_is_told_since_when() -> None:
    with speaking("en"):
        assert "until November 29, 2026." in document_links.no_more(TODAY - DAY)
        assert "any more" in document_links.no_more(None)


def test_who_is_told_of_a_cafe_is_told_while_it_is_there(
    db: Database, cafes: tuple[str, str]
) -> None:
    with db.writing() as tx:
        here = tx.get_one(Workshop, cafes[0])
        series = Series(name="Nettverket")
        tx.add(series)
        tx.flush()
        of_cafe, of_series = Follower(workshop_id=here.id), Follower(series_id=series.id)
        for number, row in enumerate((of_cafe, of_series)):
            row.address, row.language, row.made, row.ends = "a@b.no", "nb", 0, TODAY
            row.nonce = f"{number:032x}"
            row.token_digest = digest(KEY, follower_token(KEY, row.nonce))
            tx.add(row)
        for binned, stage, opens in (
            (None, "open", True),
            (1, "open", False),
            (None, "leaving", False),
        ):
            here.binned, here.stage = binned, stage
            tx.flush()
            for row, there in ((of_cafe, opens), (of_series, True)):
                found = find_follower(tx, follower_token(KEY, row.nonce), KEY)
                assert found is (row if there else None)
