"""A login is a row: ended once, it is ended wherever its cookie was copied to."""

import sqlite3
import time

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from cafe.core import clock
from cafe.model import Database, LoginSession
from cafe.people import actions, sessions
from cafe.people.browsers import browser_and_system
from cafe.people.queries import the_person
from tests.support.app import PASSWORD, Visitor

DAY = 24 * 3600
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"
A_YEAR = 366 * DAY


def db_of(app: Flask) -> Database:
    db: Database = app.extensions["cafe"].db
    return db


def another_browser(app: Flask, agent: str = FIREFOX) -> Visitor:
    other = Visitor(app)
    other.client.environ_base["HTTP_USER_AGENT"] = agent
    assert other.log_in().location == "/workshops"
    return other


def copy_of(visitor: Visitor) -> Visitor:
    """Somebody who has got hold of the cookie."""
    thief = Visitor(visitor.client.application)
    cookie = visitor.client.get_cookie("kafe")
    assert cookie
    thief.client.set_cookie("kafe", cookie.value)
    return thief


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/workshops").status_code == 200


def ids(app: Flask) -> list[int]:
    with db_of(app).reading() as db:
        return list(db.scalars(select(LoginSession.id).order_by(LoginSession.id)))


def seen(app: Flask, at: int) -> None:
    with db_of(app).writing() as tx:
        tx.execute(update(LoginSession).values(seen=at))


def test_logging_out_ends_the_login_wherever_its_cookie_is(organiser: Visitor) -> None:
    thief = copy_of(organiser)
    assert is_in(thief)
    organiser.post("/logout")
    assert not is_in(thief)
    assert thief.get("/workshops").location == "/login?next=/workshops"


def test_who_logs_out_is_out_here_also_when_nothing_can_be_written(
    organiser: Visitor, cafe_app: Flask
) -> None:
    db = db_of(cafe_app)

    def hinder(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA query_only = ON").close()

    db.engine.dispose()
    event.listen(db.engine, "connect", hinder)
    assert organiser.post("/logout").status_code == 503
    assert organiser.get("/workshops").location == "/login?next=/workshops"
    event.remove(db.engine, "connect", hinder)
    db.engine.dispose()


def test_a_login_is_never_carried_over_from_before(organiser: Visitor) -> None:
    thief = copy_of(organiser)
    organiser.log_in()
    organiser.post("/logout")
    assert is_in(thief), "the first login is one of its own"


def test_a_new_password_ends_every_login(organiser: Visitor, cafe_app: Flask) -> None:
    other = another_browser(cafe_app)
    new = actions.hash_password("en ganske annen setning", "berit@example.org", "Berit Bakke")
    with db_of(cafe_app).writing() as tx:
        berit = the_person(tx, "berit@example.org")
        actions.set_password(tx, person=berit, password_hash=new)
    assert not is_in(organiser)
    assert not is_in(other)


def test_the_page_shows_where_and_ends_one_or_all_others(
    organiser: Visitor, cafe_app: Flask
) -> None:
    first, second = another_browser(cafe_app), another_browser(cafe_app, "curl/8")
    page = organiser.get("/account").text
    assert "Firefox on Windows" in page
    assert "A browser that does not say its name" in page
    _mine, one, _two = ids(cafe_app)
    assert organiser.post(f"/sessions/{one}/end").status_code == 303
    assert [is_in(who) for who in (organiser, first, second)] == [True, False, True]
    organiser.post("/sessions/end-others")
    assert [is_in(who) for who in (organiser, second)] == [True, False]
    assert "You are logged in nowhere else." in organiser.get("/account").text


def test_nobody_ends_or_sees_another_persons_login(organiser: Visitor, cafe_app: Flask) -> None:
    [mine] = ids(cafe_app)
    with db_of(cafe_app).writing() as tx:
        actions.add_person(
            tx,
            email="rival@example.org",
            name="Rival",
            password_hash=actions.hash_password(PASSWORD),
        )
    rival = Visitor(cafe_app)
    rival.log_in(email="rival@example.org")
    for address in (f"/sessions/{mine}/end", "/sessions/end-others"):
        assert rival.post(address).status_code == 303
    assert rival.post(f"/sessions/{2**70}/end").status_code == 404
    assert is_in(organiser)
    assert is_in(rival)
    nobody = Visitor(cafe_app)
    assert nobody.get("/sessions").location == "/login?next=/sessions"
    assert nobody.post(f"/sessions/{mine}/end").location == "/login"
    assert is_in(organiser)


def test_fourteen_days_without_use_end_it_and_use_keeps_it(
    organiser: Visitor, cafe_app: Flask
) -> None:
    seen(cafe_app, clock.now() - 13 * DAY)
    answer = organiser.get("/workshops")
    assert answer.status_code == 200
    assert "Max-Age=1209600" in answer.headers["Set-Cookie"], "the browser keeps it on as well"
    with db_of(cafe_app).reading() as db:
        [at] = db.scalars(select(LoginSession.seen))
    assert at >= clock.now() - 60
    assert "Set-Cookie" not in organiser.get("/workshops").headers
    seen(cafe_app, clock.now() - 14 * DAY - 1)
    assert not is_in(organiser)
    with db_of(cafe_app).writing() as tx:
        sessions.sweep(tx)
    assert ids(cafe_app) == []


@pytest.mark.parametrize("jump", [-A_YEAR, A_YEAR])
def test_a_clock_that_jumps_ends_no_login_and_no_form(
    organiser: Visitor, cafe_app: Flask, monkeypatch: pytest.MonkeyPatch, jump: int
) -> None:
    true, token = time.time, organiser.token()
    with monkeypatch.context() as clock:
        clock.setattr(time, "time", lambda: true() + jump)
        assert is_in(organiser)
        form = {"csrf_token": token, "form": "x"}
        assert organiser.client.post("/sessions/end-others", data=form).status_code == 303
        with db_of(cafe_app).writing() as tx:
            sessions.sweep(tx)
    assert is_in(organiser)


def test_a_start_in_the_past_ends_nobody_and_brings_nobody_back(
    organiser: Visitor, cafe_app: Flask
) -> None:
    seen(cafe_app, clock.now() + A_YEAR)
    assert is_in(organiser)
    assert "Max-Age" not in organiser.get("/workshops").headers.get("Set-Cookie", "")
    thief = copy_of(organiser)
    organiser.post("/logout")
    with db_of(cafe_app).writing() as tx:
        sessions.touch(tx, 1)
    assert not is_in(thief)


def test_a_made_up_cookie_opens_nothing(cafe_app: Flask, organiser: Visitor) -> None:
    for value in ("", "x", "eyJsb2dpbiI6MX0.x", "..", "é"):
        stranger = Visitor(cafe_app)
        stranger.client.set_cookie("kafe", value)
        assert not is_in(stranger), value
    assert is_in(organiser)


def test_what_is_kept_of_a_login_opens_nothing(cafe_app: Flask, organiser: Visitor) -> None:
    with db_of(cafe_app).reading() as db:
        [kept] = db.scalars(select(LoginSession.digest))
    with db_of(cafe_app).engine.connect() as connection:
        assert sessions.find(connection, kept) is None
    assert is_in(organiser)


@pytest.mark.parametrize(
    ("agent", "known"),
    [
        (FIREFOX, ("Firefox", "Windows")),
        (
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0",
            ("Edge", "Windows"),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18 Safari/604.1",
            ("Safari", "iPhone"),
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36",
            ("Chrome", "Android"),
        ),
        ("Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0 Safari/537.36", ("Chrome", "ChromeOS")),
        ("", ("", "")),
        ("x" * 9000, ("", "")),
    ],
)
def test_a_browser_is_called_by_a_word_or_two(agent: str, known: tuple[str, str]) -> None:
    assert browser_and_system(agent) == known
