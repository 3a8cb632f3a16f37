"""What a server leaves in its log and on what is no terminal: no link, code, name or word."""

import http.client
import json
import os
import pty
import re
import select as polling
import socket
import sqlite3
import subprocess
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from sqlalchemy import select

from cafe.migrations import upgrade
from cafe.model import Database, Link, Person, Workshop
from cafe.people.actions import add_person, hash_password
from cafe.people.links import code_of, token_of
from tests.live.listener import listening
from tests.support.programs.process import stop
from tests.support.server import COMMAND, ROOT, Server, StartServer
from tests.support.waiting import free_port, wait_for
from tests.support.world import KEY, a_workshop, new_id

EMAIL, PASSWORD = "plantet@example.org", "hemmelig plantet 1937"
NOTE, TITLE = "plantede ord på en lapp", "PLANTET OVERSKRIFT"
WRONG = {"code": "PLANTX", "email": "gjettet@example.org", "password": "plantet gjetning"}


class Small(NamedTuple):
    """A café and all that must not be found afterwards."""

    url: str
    workshop: str
    wall: str
    table: str
    planted: tuple[str, ...]


def a_small_cafe(folder: Path) -> Small:
    folder.mkdir()
    url = f"sqlite:///{folder / 'cafe.db'}"
    db = Database(url)
    upgrade(db.engine)
    with db.writing() as tx:
        word = hash_password(PASSWORD)
        person = add_person(tx, email=EMAIL, name="Plantet Navn", password_hash=word)
    owner = db.reading().__enter__().get_one(Person, person.id)
    made = a_workshop(db, questions=[TITLE], counts=(1,), stage="open", owner=owner)
    with db.reading() as session:
        links = session.scalars(select(Link).order_by(Link.id)).all()
        assert session.get(Workshop, made.id)
    db.engine.dispose()
    words = {link.table_id: (token_of(KEY, link.nonce), code_of(KEY, link.nonce)) for link in links}
    wall, _code = words.pop(None)
    table, _other = next(iter(words.values()))
    secrets = [word for link in links for word in (token_of(KEY, link.nonce), link.nonce)]
    codes = [code_of(KEY, link.nonce) for link in links]
    planted = (*secrets, *codes, KEY, EMAIL, PASSWORD, NOTE, TITLE, "Plantet", *WRONG.values())
    return Small(url, made.id, wall, table, planted)


class Browser:
    """Keeps its cookie and its form token."""

    def __init__(self, port: int) -> None:
        self.port, self.cookie, self.token = port, "", ""
        self.token = str(json.loads(self.ask("GET", "/csrf")[1])["token"])

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> tuple[int, str]:
        sent = {"Cookie": self.cookie, "X-CSRFToken": self.token, "Accept-Language": "nn"}
        content: str | bytes | None = body if isinstance(body, bytes) else None
        if isinstance(body, dict):
            sent["Content-Type"], content = "application/x-www-form-urlencoded", urlencode(body)
        elif isinstance(body, str):
            sent["Content-Type"], content = "application/json", body
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request(method, path, content, {**sent, **headers})
            answer = line.getresponse()
            said = answer.read().decode(errors="replace")
        for name, morsel in SimpleCookie(answer.getheader("Set-Cookie", "")).items():
            self.cookie = f"{name}={morsel.value}"
        return answer.status, said

    def note(self, door: str) -> int:
        words = {"id": new_id(), "kind": "keyword", "text": NOTE, "act": new_id()}
        return self.ask("POST", f"{door}/notes", json.dumps(words))[0]


def walk(cafe: Server, small: Small) -> list[Browser]:
    """A day at this café: what goes well, and what people get wrong."""
    host, organiser = Browser(cafe.port), Browser(cafe.port)
    table, wall = f"/t/{small.table}", f"/v/{small.wall}"
    assert host.ask("GET", table)[0] == 200
    assert host.note(table) == 200
    with listening(cafe.url, "v", small.wall):
        assert host.note(table) == 200
    login = {"email": EMAIL, "password": PASSWORD}
    assert organiser.ask("POST", "/login", login)[0] == 302
    organiser.token = str(json.loads(organiser.ask("GET", "/csrf")[1])["token"])
    assert organiser.ask("GET", f"/w/{small.workshop}/plan")[0] == 200
    stranger = Browser(cafe.port)
    stranger.ask("POST", "/code", {"code": WRONG["code"]})
    stranger.ask("POST", "/login", WRONG)
    stranger.ask("POST", f"{wall}/asked", "{" + NOTE)
    for address in (f"{table}/nowhere", f"{wall}/snapshot?{NOTE[:8]}", f"/w/{small.table}", "/%ff"):
        stranger.ask("GET", address)
    break_off(cafe.port, f"POST {table}/notes HTTP/1.1\r\nContent-Length: 99\r\n\r\n{NOTE}")
    break_off(cafe.port, f"GET {wall} HTTP/1.1\r\nNo colon\r\n\r\n")
    break_off(
        cafe.port, f"POST {table}/notes HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nX\r\n{NOTE}"
    )
    break_off(cafe.port, f"{EMAIL}\r\n\r\n")
    return [host, organiser, stranger]


def break_off(port: int, words: str) -> None:
    """Say something and hang up."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(words.encode())


def break_database(small: Small) -> None:
    """What every page asks for is gone."""
    with closing(sqlite3.connect(small.url.removeprefix("sqlite:///"))) as db:
        for table in ("note", "person", "workshop", "link"):
            db.execute(f"ALTER TABLE {table} RENAME TO {table}_gone")


class Cafe(NamedTuple):
    """A server and its café."""

    server: Server
    small: Small


@pytest.fixture(params=["eventlet", "threading"])
def cafe(request: pytest.FixtureRequest, server: StartServer, tmp_path: Path) -> Cafe:
    small = a_small_cafe(tmp_path / "data")
    return Cafe(server(mode=request.param, data_dir=tmp_path / "data", CAFE_SECRET_KEY=KEY), small)


def test_nothing_of_a_day_is_left_in_the_log(cafe: Cafe) -> None:
    server, small = cafe
    browsers = walk(server, small)
    break_database(small)
    doors = (
        f"/t/{small.table}",
        f"/v/{small.wall}",
        f"/w/{small.workshop}/plan",
        "/",
        "/workshops",
    )
    answers = [one.ask("GET", door) for one in browsers for door in doors for _again in range(3)]
    answers += [one.ask("POST", "/login", WRONG) for one in browsers]
    assert browsers[0].note(f"/t/{small.table}") == 500
    failures = [page for status, page in answers if status == 500]
    assert len(failures) >= 3 * len(doors)
    server.stop()
    log = server.log.read_text(errors="replace")
    assert "OperationalError: no such table" in log
    for page in failures:
        number = re.search(r"nummeret\s+(\w{8})", page) or re.search(r"\b([0-9a-f]{8})\b", page)
        assert number, page
        assert f"failure {number[1]} at" in log
    found = [word for word in (*small.planted, *(one.cookie for one in browsers)) if word in log]
    assert found == []
    assert "127.0.0.1 - -" not in log
    assert log.count("failure ") < len(failures), "each fault is told once"


def test_a_broken_database_is_told_in_few_plain_words(cafe: Cafe) -> None:
    server, small = cafe
    browsers = walk(server, small)
    break_database(small)
    for browser in browsers:
        for address in (f"/w/{small.workshop}/plan", f"/t/{small.table}", "/nowhere", "/workshops"):
            status, page = browser.ask("GET", address)
            assert status in (302, 404, 500), (status, address)
            assert "Traceback" not in page
            assert ".py" not in page
            assert "sqlite" not in page.lower()
            if status == 500:
                assert len(page) < 2_000
                assert '<html lang="nn">' in page
    status, said = browsers[1].ask("GET", f"/w/{small.workshop}/plan", Accept="application/json")
    assert status == 500
    assert json.loads(said)["type"] == "/problems/ours"


def test_links_are_printed_to_a_person_and_never_to_a_file(tmp_path: Path) -> None:
    small = a_small_cafe(tmp_path / "data")
    settings = {
        "CAFE_DATA_DIR": str(tmp_path / "data"),
        "CAFE_HOST": "127.0.0.1",
        "CAFE_PORT": str(free_port()),
        "CAFE_SECRET_KEY": KEY,
    }
    watched = on_a_terminal(settings)
    assert f"/v/{small.wall}" in watched
    server = Server(tmp_path / "data", {"CAFE_SECRET_KEY": KEY}, forked=True)
    server.start()
    server.stop()
    kept = server.log.read_text()
    assert f"localhost:{server.port}" in kept
    assert [word for word in small.planted if word in kept] == []


def on_a_terminal(settings: dict[str, str]) -> str:
    """What `run` prints until it says how it is stopped, to somebody who sits there."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*COMMAND, "run"], cwd=ROOT, env={**os.environ, **settings}, stdout=theirs, stderr=theirs
    )
    said = b""

    def all_there() -> bool:
        nonlocal said
        if polling.select([ours], [], [], 0)[0]:
            said += os.read(ours, 65536)
        return b"Ctrl+C" in said

    try:
        wait_for(all_there, what="the addresses")
    finally:
        stop(process)
        os.close(ours)
        os.close(theirs)
    return said.decode()
