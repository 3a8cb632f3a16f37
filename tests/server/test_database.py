"""A database that cannot just now: others go on, writers are told to come again, and do."""

import http.client
import sqlite3
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from sqlalchemy import event, text

from cafe.model import Database, Note
from cafe.model.database import engine
from tests.bench.parts.host import Host
from tests.server.conftest import House, Open
from tests.support.app import Visitor, quiet_at_the_end
from tests.support.vernissage import vernissage
from tests.support.waiting import wait_for
from tests.support.world import new_id

NOTE = {"kind": "statement", "text": "mens låsen er tatt"}


def status_of(house: House, path: str) -> int:
    try:
        with urllib.request.urlopen(house.server.url + path, timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another program holds SQLite's lock, as an export or a repair may."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


def reads_while_one_waits(house: House, late: Host, uid: str) -> int:
    """How many readers are answered while somebody waits to write, in vain."""
    told, looks = list[int](), 0
    body: dict[str, object] = {"id": uid, **NOTE}
    write = threading.Thread(target=lambda: told.append(late.attempt("POST", "/notes", body)))
    write.start()
    while write.is_alive():
        assert status_of(house, f"/v/{house.wall}/snapshot") == 200
        looks += write.is_alive()
        write.join(timeout=0.05)  # one address may not look without end
    assert told == [503]
    return looks


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_while_another_program_holds_the_lock(opened: Open, mode: str) -> None:
    house = opened(mode=mode)
    uid = new_id()
    with closing(Host(house.server.port, house.table)) as late:
        with locked(house.server.data_dir / "cafe.db"):
            # A machine that has paused in between has said nothing about it.
            wait_for(lambda: reads_while_one_waits(house, late, uid) > 5, what="reading to go on")
            assert status_of(house, "/healthz") == 200
            assert status_of(house, "/readyz") == 503
        assert late.attempt("POST", "/notes", {"id": uid, **NOTE}) == 200
    house.hear(uid)
    wait_for(lambda: status_of(house, "/readyz") == 200, what="ready again")
    assert "Traceback" not in house.server.log.read_text()


def test_what_is_acknowledged_is_on_the_disk() -> None:
    """As the café itself opens its file: whoever pulls the plug takes no note along."""
    with closing(sqlite3.connect(":memory:")) as line:
        engine._prepare_sqlite.__wrapped__(line, None)  # type: ignore[attr-defined]
        assert line.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def kept_after_a_lock(house: House) -> bool:
    """Whether a note that comes while somebody holds the lock waits for it, and is kept."""
    told, uid = list[int](), new_id()
    body: dict[str, object] = {"id": uid, **NOTE}
    write = threading.Thread(target=lambda: told.append(house.host.attempt("POST", "/notes", body)))
    with locked(house.server.data_dir / "cafe.db"):
        write.start()
        for _look in range(10):
            assert status_of(house, f"/v/{house.wall}/snapshot") == 200
        waits = not told
    write.join()
    if told == [200]:
        house.hear(uid)
    return waits and told == [200]


def test_a_short_lock_is_waited_for(opened: Open) -> None:
    house = opened()
    # On a machine that pauses it was no short one.
    wait_for(lambda: kept_after_a_lock(house), what="a writer to wait")


def test_a_page_of_a_host_opens_while_nothing_can_be_written(opened: Open) -> None:
    house = opened()
    with locked(house.server.data_dir / "cafe.db"):
        assert status_of(house, f"/t/{house.table}") == 200


def test_a_broken_file_is_no_health_and_no_traceback(opened: Open) -> None:
    house = opened()
    assert status_of(house, "/healthz") == 200
    file = house.server.data_dir / "cafe.db"
    for beside in (file, file.with_name("cafe.db-wal")):
        beside.write_bytes(b"\x00garbage" * 4096)
    wait_for(lambda: status_of(house, "/healthz") == 503, what="it to be told")
    assert status_of(house, "/readyz") == 503
    line = http.client.HTTPConnection("127.0.0.1", house.server.port, timeout=30)
    with closing(line):
        for accepts in ("application/json", "text/html"):
            line.request("GET", f"/t/{house.table}", headers={"Accept": accepts})
            answer = line.getresponse()
            words = answer.read().decode()
            assert answer.status in (500, 503)
            assert "Traceback" not in words
            assert "sqlite" not in words.lower()


@pytest.mark.parametrize(
    ("pragma", "status"),
    [("max_page_count = 1", 507), ("query_only = ON", 503)],
    ids=["full", "read-only"],
)
def test_no_room_or_no_right_to_write(cafe_app: Flask, pragma: str, status: int) -> None:
    with quiet_at_the_end():  # what is still told on threads connects, and hears of no listener
        hall = vernissage(cafe_app)
        hall.move("open")
    db: Database = cafe_app.extensions["cafe"].db
    tablet = Visitor(cafe_app)
    tablet.token()

    def hinder(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}").close()

    db.engine.dispose()
    event.listen(db.engine, "connect", hinder)
    note = {"id": new_id(), "act": new_id(), "text": "mer lys " * 1000}
    answer = tablet.send("POST", f"{hall.door(1)}/notes", note)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert int(answer.headers["Retry-After"]) > 0
    assert tablet.get(f"{hall.door(1)}/snapshot").status_code == 200
    if status == 503:  # a full disk is seen by what is left on it
        assert tablet.get("/readyz").status_code == 503

    event.remove(db.engine, "connect", hinder)
    db.engine.dispose()
    assert tablet.send("POST", f"{hall.door(1)}/notes", note).status_code == 200
    with db.reading() as session:
        assert session.query(Note).where(Note.uid == note["id"]).count() == 1


@pytest.mark.parametrize(
    ("path", "status"),
    [("/dev/full", 507), ("/sys/none", 503), ("/proc/self/fd/none", 500)],
    ids=["full", "barred", "ours"],
)
def test_no_room_or_no_right_for_a_file(cafe_app: Flask, path: str, status: int) -> None:
    def write() -> str:
        with Path(path).open("w") as file:
            file.write("et bilde")
        return "kept"

    cafe_app.add_url_rule("/write", "write", write)
    answer = Visitor(cafe_app).get("/write", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert ("disk is full" in answer.text) == (status == 507)
    assert ("folder of files" in answer.text) == (status == 503)


def test_a_folder_that_is_gone_is_told_until_it_is_back(opened: Open) -> None:
    house = opened()
    there = house.server.data_dir
    there.rename(there.with_name("elsewhere"))
    wait_for(lambda: status_of(house, "/readyz") == 503, what="it to be told")
    there.with_name("elsewhere").rename(there)
    wait_for(lambda: status_of(house, "/readyz") == 200, what="all to be well again")


def test_postgresql_is_asked_with_patience(postgres_db: Database) -> None:
    with postgres_db.reading() as session:
        for name in ("statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"):
            assert session.execute(text(f"SHOW {name}")).scalar() != "0"


def test_postgresql_locked_and_away_and_back(
    opened: Open, postgres_url: str, postgres_server: str
) -> None:
    house = opened(database=postgres_url)
    house.note()
    note: dict[str, object] = {**NOTE, "id": new_id()}
    with psycopg.connect(postgres_url) as other:
        other.execute("SELECT id FROM workshop FOR UPDATE")
        assert house.host.attempt("POST", "/notes", note) == 503
        other.rollback()
    assert house.host.attempt("POST", "/notes", note) == 200

    name = postgres_url.rsplit("/", 1)[1]
    with psycopg.connect(postgres_server, autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name]
        )
        note["id"] = new_id()
        assert house.host.attempt("POST", "/notes", note) == 503
        wait_for(lambda: status_of(house, "/healthz") == 503, what="it to be told")
        assert status_of(house, f"/v/{house.wall}") == 503
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())
    assert house.host.attempt("POST", "/notes", note) == 200
    house.hear(str(note["id"]))
    assert "Traceback" not in house.server.log.read_text()
