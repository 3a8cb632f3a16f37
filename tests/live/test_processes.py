"""The line between real processes: both ways to wait, and two servers with one queue."""

import os
import socket
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import select

from cafe.migrations import upgrade
from cafe.model import Database, Link, Workshop
from cafe.people.links import token_of
from tests.bench.parts.host import Host
from tests.live.listener import Listener, listening
from tests.support.server import StartServer
from tests.support.world import KEY, a_workshop, new_id

# A green thread that ticks while a query waits: the whole café would stand still with it.
TICKING = """
import eventlet; eventlet.monkey_patch()
import sys, psycopg
ticks = 0
def tick():
    global ticks
    while True:
        eventlet.event.Event().wait(0.005); ticks += 1
with psycopg.connect(sys.argv[1]) as db:
    eventlet.spawn(tick)
    db.execute("SELECT pg_sleep(0.6)")
print(ticks)
"""


def a_cafe(url: str) -> Workshop:
    db = Database(url)
    upgrade(db.engine)
    workshop = a_workshop(db, counts=(1, 1), stage="open")
    db.engine.dispose()
    return workshop


def keys(url: str) -> tuple[str, str]:
    """The wall's token and one table's."""
    db = Database(url)
    with db.reading() as session:
        links = session.scalars(select(Link).order_by(Link.id)).all()
    db.engine.dispose()
    wall = next(link for link in links if link.table_id is None)
    table = next(link for link in links if link.table_id is not None)
    return token_of(KEY, wall.nonce), token_of(KEY, table.nonce)


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_a_note_reaches_the_wall(server: StartServer, tmp_path: Path, mode: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    a_cafe(f"sqlite:///{folder / 'cafe.db'}")
    wall, table = keys(f"sqlite:///{folder / 'cafe.db'}")
    cafe = server(mode=mode, data_dir=folder, CAFE_SECRET_KEY=KEY)
    with listening(cafe.url, "v", wall) as screen:
        uid = new_id()
        with closing(Host(cafe.port, table)) as host:
            host.write(uid, "Et ord med æ, ø og å")
        [change] = screen.news()["changes"]
    assert (change["key"], change["item"]["text"]) == (uid, "Et ord med æ, ø og å")
    with pytest.raises(ConnectionRefusedError):
        Listener(cafe.url, "v", table)


def test_no_compression_is_agreed_on(server: StartServer) -> None:
    cafe = server()
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{cafe.port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: MDEyMzQ1Njc4OTAxMjM0NQ==",
        "Sec-WebSocket-Extensions: permessage-deflate",
    ]
    with socket.create_connection(("127.0.0.1", cafe.port), timeout=10) as line:
        line.sendall("\r\n".join([*lines, "", ""]).encode())
        head = line.recv(4096).decode(errors="replace")
    assert head.startswith("HTTP/1.1 101")
    assert "permessage-deflate" not in head


def test_two_servers_share_a_wall(server: StartServer, postgres_url: str, redis_url: str) -> None:
    a_cafe(postgres_url)
    wall, table = keys(postgres_url)
    shared = {
        "CAFE_SECRET_KEY": KEY,
        "CAFE_DATABASE_URL": postgres_url,
        "CAFE_REDIS_URL": redis_url,
    }
    one = server(**shared)
    other = server(data_dir=one.data_dir, **shared)
    with listening(one.url, "v", wall) as here, listening(other.url, "v", wall) as there:
        uids = [new_id() for _note in range(6)]
        for number, uid in enumerate(uids):
            with closing(Host((one if number % 2 else other).port, table)) as host:
                host.write(uid, f"lapp {number}")
        assert heard(here, len(uids)) == heard(there, len(uids)) == set(uids)


def heard(screen: Listener, count: int) -> set[str]:
    """The notes a screen hears of until it has `count`; each number exactly once."""
    notes: set[str] = set()
    numbers: list[int] = []
    while len(notes) < count:
        news = screen.news()
        notes |= {change["key"] for change in news["changes"]}
        numbers += range(news["since"] + 1, news["revision"] + 1)
    assert len(numbers) == len(set(numbers)) == count
    return notes


def test_a_waiting_query_does_not_hold_up_the_hub(postgres_url: str) -> None:
    plain = postgres_url.replace("postgresql+psycopg://", "postgresql://")
    ticks = {}
    for name, extra in (("ours", {"PSYCOPG_WAIT_FUNC": "wait_selector"}), ("stock", {})):
        inherited = {k: v for k, v in os.environ.items() if k != "PSYCOPG_WAIT_FUNC"}
        answer = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", TICKING, plain],
            env={**inherited, **extra}, capture_output=True, text=True, check=True,
        )  # fmt: skip
        ticks[name] = int(answer.stdout)
    assert ticks["ours"] >= 8
    assert ticks["stock"] <= 2
