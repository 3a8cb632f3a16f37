"""The command as people start it: answers, survives a pulled plug, in both ways of waiting."""

import sqlite3
import urllib.request
from pathlib import Path

import pytest

from tests.support.server import StartServer
from tests.support.waiting import listens


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_runs_and_comes_back_after_a_pulled_plug(
    server: StartServer, tmp_path: Path, mode: str
) -> None:
    cafe = server(mode=mode, data_dir=tmp_path / "nothing yet")
    with urllib.request.urlopen(cafe.url) as answer:
        assert answer.status == 200
    berit = cafe.user()
    cafe.kill()
    assert not listens(cafe.port)

    cafe.start()
    with sqlite3.connect(cafe.data_dir / "cafe.db") as database:
        emails = database.execute("SELECT email FROM person").fetchall()
    database.close()
    assert emails == [(berit.email,)]
    cafe.restart()
    with urllib.request.urlopen(cafe.url) as answer:
        assert answer.status == 200
    assert "Traceback" not in cafe.log.read_text()


def test_a_command_says_what_is_wrong(server: StartServer) -> None:
    cafe = server()
    berit = ("user", "add", "--email", "berit@example.org", "--name", "Berit", "--password-stdin")
    cafe.command(*berit, text="kaffe og kringle 2014\n")
    with pytest.raises(AssertionError, match=r"berit@example\.org"):
        cafe.command(*berit, text="kaffe og kringle 2014\n")
