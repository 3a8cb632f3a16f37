"""Logins on a database alone: what each says of who comes, and to the second how long."""

from datetime import date

import pytest
from sqlalchemy import select

from cafe.core import clock
from cafe.model import Database, LoginSession, Workshop
from cafe.people import actions, sessions
from tests.people.colleagues import account, give
from tests.support.world import a_workshop

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
AT = 1_800_000_000


@pytest.fixture
def two(db: Database, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int]:
    """Two people with two logins each, begun at AT, which it is."""
    monkeypatch.setattr(sessions, "now", lambda: AT)
    ids = account(db, "berit@example.org"), account(db, "per@example.org")
    with db.writing() as tx:
        for id in (*ids, *ids):
            sessions.begin(tx, person_id=id, user_agent=FIREFOX)
    return ids


def test_what_a_login_says_of_who_comes_is_of_the_cafe_that_is_asked_for(
    db: Database, two: tuple[int, int]
) -> None:
    berit, per = two
    here, other = a_workshop(db).id, a_workshop(db).id
    with db.writing() as tx:
        give(tx, here, per, "editor")
        give(tx, other, per, "reader")
        give(tx, here, berit)
        cafe = tx.get_one(Workshop, other)
        cafe.binned, cafe.raw_gone = 7, date(2026, 1, 2)
        tx.flush()
        words = [sessions.begin(tx, person_id=id, user_agent="") for id in (berit, per)]
        assert len({*words}) == 2
        newest = [row.id for row in tx.scalars(select(LoginSession))][-2:]
        at = tx.connection()
        found = [tuple(sessions.find(at, words[1], where) or ()) for where in (None, here, other)]
        mine, much = (newest[1], per, AT), (False, False)
        assert found == [
            (*mine, None, None, None, *much),
            (*mine, "editor", None, None, *much),
            (*mine, "reader", 7, date(2026, 1, 2), *much),
        ]
        assert tuple(sessions.find(at, words[0], here) or ())[3:] == (
            "owner",
            None,
            None,
            True,
            True,
        )
        assert sessions.find(at, words[0].swapcase(), here) is None


def test_a_login_ends_after_so_long_to_the_second(
    db: Database, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    berit, _per = two
    with db.writing() as tx:
        word = sessions.begin(tx, person_id=berit, user_agent="")
        row = tx.scalars(select(LoginSession).order_by(LoginSession.id.desc())).first()
        assert row
        assert (row.began, row.seen, row.browser, row.system) == (AT, AT, "", "")
        assert row.digest == sessions.digest(word)
        for ago, due in ((3599, False), (3600, True)):
            monkeypatch.setattr(sessions, "now", lambda ago=ago: AT + ago)
            found = sessions.find(tx.connection(), word)
            assert found
            assert sessions.is_due(found) == due
        before = AT + sessions.IDLE_SECONDS - 1
        for at, lives in ((before, True), (before + 1, False)):
            monkeypatch.setattr(sessions, "now", lambda at=at: at)
            assert (sessions.find(tx.connection(), word) is not None) == lives
            assert (row in sessions.of_person(tx, berit)) == lives
            sessions.sweep(tx)
            assert (row in tx.scalars(select(LoginSession))) == lives


def test_a_login_is_used_and_ended_alone(
    db: Database, two: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def left() -> dict[int, int]:
        tx.expire_all()
        return {row.id: row.seen for row in tx.scalars(select(LoginSession))}

    berit, per = two
    with db.writing() as tx:
        one, theirs, two_, others = (row.id for row in tx.scalars(select(LoginSession)))
        for at, seen in ((AT + 9, AT + 9), (AT, AT + 9)):
            monkeypatch.setattr(sessions, "now", lambda at=at: at)
            sessions.touch(tx, one)
            assert left() == {one: seen, theirs: AT, two_: AT, others: AT}
        sessions.end(tx, person_id=berit, session_id=theirs)
        assert len(left()) == 4
        sessions.end(tx, person_id=per, session_id=theirs)
        assert [*left()] == [one, two_, others]
        sessions.end_all(tx, person_id=berit, but=two_)
        assert [*left()] == [two_, others]
        sessions.end_all(tx, person_id=berit)
        assert [*left()] == [others]


def test_where_somebody_is_logged_in_is_ones_own_alive_and_the_last_used_first(
    db: Database,
) -> None:
    now = clock.now()
    with db.writing() as tx:
        mine, another = (
            actions.add_person(tx, email=f"{name}@example.org", name=name, password_hash="-")
            for name in ("mine", "another")
        )
        rows = [  # whose, how long ago it was used
            (mine, 60), (another, 5), (mine, 7), (mine, 60), (mine, sessions.IDLE_SECONDS + 60),
        ]  # fmt: skip
        ids = []
        for person, ago in rows:
            word = sessions.begin(tx, person_id=person.id, user_agent=FIREFOX)
            found = LoginSession.digest == sessions.digest(word)
            row = tx.scalars(select(LoginSession).where(found)).one()
            row.seen = now - ago
            ids.append(row.id)
        tx.flush()
        listed = [row.id for row in sessions.of_person(tx, mine.id)]
        assert listed == [ids[2], ids[3], ids[0]], "of two used at one time the later begun"
