"""The whole application in this process, for tests of routes: real database, real CSRF."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cafe.config import Settings
from cafe.people import actions
from cafe.people.setup_word import offer
from cafe.web.limits.pace import Pace
from tests.support.ground import Ground, Grounds, Known
from tests.support.programs.once import compile_once
from tests.support.waiting import wait_for

PASSWORD = "kaffe og kringle 2014"
compile_once()
# The library's real one, as cheap as it may be: a tenth of a second, a thousand times.
DEAR = actions._hasher
actions._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


class Visitor:
    """A browser: keeps its cookie, sends its form token."""

    def __init__(self, app: Flask) -> None:
        """A new one, with nothing in it."""
        self.client: FlaskClient = app.test_client()
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "en"
        self._known = ("", "")

    def token(self) -> str:
        """The form token of this browser's session, asked for once as a page does."""
        if self._known[0] != self._session():
            token = str((self.client.get("/csrf").json or {})["token"])
            self._known = self._session(), token
        return self._known[1]

    def _session(self) -> str:
        kept = self.client.get_cookie("kafe")
        return kept.value if kept else "none"

    def take(self, cookies: list[str]) -> None:
        """Keep what these Set-Cookie headers say, as it did when they came."""
        for morsel in (one for each in cookies for one in SimpleCookie(each).values()):
            self.client.set_cookie(morsel.key, morsel.value, path=morsel["path"])

    def get(self, address: str, **options: Any) -> TestResponse:
        """Ask for a page."""
        return self.client.get(address, **options)

    def post(self, address: str, /, **form: Any) -> TestResponse:
        """Send a form as a page does."""
        return self.client.post(address, data={"csrf_token": self.token(), **form})

    def send(self, method: str, address: str, body: object) -> TestResponse:
        """Send JSON as a script does."""
        headers = {"X-CSRFToken": self.token()}
        return self.client.open(address, method=method, json=body, headers=headers)

    def log_in(self, email: str = "berit@example.org", password: str = PASSWORD) -> TestResponse:
        """Log in by the form."""
        return self.post("/login", email=email, password=password)

    def make_first(self, **form: Any) -> TestResponse:
        """Make the first account by the form, with the setup word unless `form` has another."""
        cafe = self.client.application.extensions["cafe"]
        known = {"name": "Berit Bakke", "email": "berit@example.org", "password": PASSWORD}
        return self.post("/start", **{**known, "word": offer(cafe.settings.data_dir), **form})


def _empty(folder: Path) -> Known:
    """An empty, migrated SQLite file."""
    from cafe.migrations.newest import migrated

    migrated(settings_in(folder)).engine.dispose()
    return {}


def with_organiser(folder: Path, more: Callable[[Visitor], Known] = lambda _organiser: {}) -> Known:
    """A café with the first organiser, who has done `more`; `cookies` are the login's."""
    _empty(folder)
    with application(folder) as app:
        someone = Visitor(app)
        made = someone.make_first()
        assert made.status_code == 302, made.text
        return {"cookies": made.headers.getlist("Set-Cookie"), **more(someone)}


EMPTY = Ground("empty", _empty)
WITH_ORGANISER = Ground("with-organiser", with_organiser)


def settings_in(folder: Path) -> Settings:
    """The settings of a café in `folder` that is asked in this process."""
    # In this process no green threads: another test's browser has its own. Servers of their own do.
    return Settings(data_dir=folder, secret_key="a key for tests", async_mode="threading")


def _can_be_sent(response: Response) -> Response:
    """What a real connection takes: a header of other letters ends it there, and never here."""
    assert str(response.headers).isascii(), response.headers
    return response


@contextmanager
def application(folder: Path, settings: Settings | None = None) -> Iterator[Flask]:
    """The application on what lies in `folder`."""
    from cafe.app import create_app

    app, _socketio = create_app(settings or settings_in(folder))
    app.after_request(_can_be_sent)
    with quiet_at_the_end():
        yield app
    app.extensions["cafe"].db.engine.dispose()


def paced(app: Flask, pace: Pace) -> None:
    """Have wrong links answered at this pace from now on."""
    app.extensions["cafe"] = replace(app.extensions["cafe"], pace=pace)


@pytest.fixture(scope="session")
def grounds(tmp_path_factory: pytest.TempPathFactory) -> Grounds:
    """The cafés that this process has made to begin with."""
    return Grounds(tmp_path_factory.mktemp("grounds"))


@pytest.fixture
def ground(request: pytest.FixtureRequest) -> Ground:
    """What the test begins with; a module may say something else."""
    return WITH_ORGANISER if "organiser" in request.fixturenames else EMPTY


@pytest.fixture
def known(ground: Ground, grounds: Grounds, tmp_path: Path) -> Known:
    """The test's own copy of its ground lies in its folder; what is to know of it."""
    return grounds.lay(ground, tmp_path)


@pytest.fixture
def cafe_app(known: Known, tmp_path: Path) -> Iterator[Flask]:
    """The application on the test's ground."""
    with application(tmp_path) as app:
        yield app


@contextmanager
def quiet_at_the_end() -> Iterator[None]:
    """News is told on threads of its own: wait for them, or they open the database once more."""
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        wait_for(partial(getattr, thread, "ident"), what=f"{thread.name} to start")
        thread.join(timeout=5)


@pytest.fixture
def visitor(cafe_app: Flask) -> Visitor:
    """Somebody without an account."""
    return Visitor(cafe_app)


@pytest.fixture
def organiser(cafe_app: Flask, known: Known) -> Visitor:
    """The first organiser, logged in."""
    someone = Visitor(cafe_app)
    if "cookies" in known:
        someone.take(known["cookies"])
    else:  # of a café that was there before anybody had an account
        assert someone.make_first().status_code == 302
    return someone
