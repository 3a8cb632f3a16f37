"""The proof: backed up while hosts write, killed, restored elsewhere; and all of it is there.

From SQLite into PostgreSQL, and from there, under load again, back into SQLite.
"""

import gzip
import io
import json
import threading
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from sqlalchemy import text

from cafe.core import files
from tests.backup.ground import House
from tests.bench.parts.host import Host
from tests.live.test_traces import Browser, Small, a_small_cafe
from tests.support.programs.forked import Forked
from tests.support.server import Server
from tests.support.world import KEY, new_id
from tests.table.photos.pictures import picture


class Writing:
    """Hosts who write as fast as they are answered; `kept`: what was acknowledged."""

    def __init__(self, port: int, table: str) -> None:
        self.kept: list[str] = []
        self._port, self._table, self.over = port, table, threading.Event()
        self.under_way = threading.Event()

    def go_on(self) -> None:
        with closing(Host(self._port, self._table)) as host:
            while not self.over.is_set():
                uid = new_id()
                try:
                    host.write(uid, f"lapp {uid} 👩‍👩‍👧")
                except (OSError, AssertionError):
                    return  # the server was killed
                self.kept.append(uid)
                if len(self.kept) == 10:
                    self.under_way.set()


@contextmanager
def written_at(server: Server, table: str) -> Iterator[Writing]:
    writing = Writing(server.port, table)
    hosts = [threading.Thread(target=writing.go_on) for _each in range(2)]
    for host in hosts:
        host.start()
    assert writing.under_way.wait(60)
    try:
        yield writing
    finally:
        writing.over.set()
        for host in hosts:
            host.join()


def shown(server: Server, small: Small) -> set[str]:
    """The notes that the wall's link shows; the table's link opens as well, and a photograph."""
    table = f"{server.url}/t/{small.table}"
    with urllib.request.urlopen(table, timeout=30) as answer:
        assert answer.status == 200
    with urllib.request.urlopen(f"{server.url}/v/{small.wall}/snapshot", timeout=30) as answer:
        return {note["id"] for note in json.loads(gzip.decompress(answer.read()))["notes"]}


def acknowledged_in(house: House) -> set[str]:
    """The notes in its database."""
    with house.db.reading() as session:
        return set(session.scalars(text("SELECT uid FROM note")))


def photographed(server: Server, small: Small) -> int:
    """A photograph hung up by the table's own page: the answer's status."""
    edge, content = "edge", picture("PNG", (40, 30)).decode("latin-1")
    fields = (("act", "", new_id()), ("alt", "", "x"), ("photo", '; filename="a.png"', content))
    form = "".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'
        for name, more, value in fields
    )
    body = (form + f"--{edge}--\r\n").encode("latin-1")
    kind = f"multipart/form-data; boundary={edge}"
    host = Browser(server.port)
    return host.ask("POST", f"/t/{small.table}/photos", body, **{"Content-Type": kind})[0]


@pytest.fixture
def terminal() -> Iterator[Callable[..., str]]:
    """Runs a command on a house's settings; what it printed."""
    forked = Forked()

    def run(house: House, *arguments: str) -> str:
        inherited = {"PATH": "/usr/bin:/bin", "LANG": "en"}
        code, out, said = forked.run(*arguments, environment=inherited | house.environ)
        assert code == 0, out + said
        return out

    yield run
    forked.close()


def test_all_that_was_acknowledged_before_a_backup_is_there_after_it(
    tmp_path: Path, postgres_url: str, terminal: Callable[..., str]
) -> None:
    small = a_small_cafe(tmp_path / "first")
    (tmp_path / "first" / "secret.key").write_text(KEY)
    houses = [
        House(tmp_path / "first"),
        House(tmp_path / "second", postgres_url),
        House(tmp_path / "third"),
    ]
    acknowledged: list[str] = []
    for at, (here, there) in enumerate(pairwise(houses)):
        server = Server(here.folder, here.environ, forked=True)
        file = tmp_path / f"{at}.zip"
        try:
            server.start()
            if not at:
                assert Browser(server.port).note(f"/t/{small.table}") == 200
                terminal(here, "keep", small.workshop, "--as", "draft")
                assert photographed(server, small) == 200
                docx.Document().save(paper := io.BytesIO())
                paper_file = files.letterhead_file(here.folder, small.workshop)
                files.put(paper_file, paper.getvalue())
            with written_at(server, small.table) as writing:
                acknowledged += writing.kept
                told = json.loads(terminal(here, "backup", str(file)))
                assert len(writing.kept) > len(acknowledged), "they went on meanwhile"
                server.kill()
        finally:
            server.stop()
        (here.folder / "server.log").unlink()
        kept = json.loads(terminal(there, "restore", str(file)))
        assert (kept["rows"], kept["files"]) == (told["rows"], told["files"])
        assert there.there() == here.there()
        assert acknowledged_in(there) >= set(acknowledged)
    last = Server(houses[-1].folder, houses[-1].environ, forked=True)
    try:
        last.start()
        assert shown(last, small) >= set(acknowledged)
    finally:
        last.stop()
    terminal(houses[-1], "verify", small.workshop)
