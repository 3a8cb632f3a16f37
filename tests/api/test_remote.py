"""The command line against another installation: a real server, asked as people ask it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from cafe import cli
from cafe.archive.schema import read
from cafe.config import load_settings
from cafe.model import Database, Workshop
from cafe.people import tokens
from cafe.people.queries import person_by_email
from cafe.plan.actions import move_stage
from tests.support.server import Server, StartServer
from tests.support.world import a_workshop, new_id


class Other:
    """Another installation with a café that is being sorted, and a token for it."""

    def __init__(self, server: Server, folder: Path) -> None:
        """The token lies in a file."""
        self.server, self.folder = server, folder
        server.user()
        settings = load_settings({"CAFE_DATA_DIR": str(server.data_dir)})
        self.db = Database(settings.database)
        with self.db.reading() as db:
            berit = person_by_email(db, "berit@example.org")
        assert berit
        self.id = a_workshop(
            self.db, counts=[1], questions=["Hva?"], owner=berit, key=settings.secret_key
        ).id
        with self.db.writing() as tx:
            workshop = tx.get_one(Workshop, self.id)
            move_stage(tx, workshop=workshop, stage="sorting", by="person:1", operation=new_id())
            word = tokens.make(
                tx,
                person_id=berit.id,
                workshop_id=None,
                name="Et skript",
                role="editor",
                days=30,
                operation=new_id(),
            )
        self.file = folder / "token.txt"
        self.file.write_text(f"{word}\n")

    def remote(self, *words: str, at: str = "", token: str = "") -> int:
        """The command in this process."""
        file = self.file
        if token:
            file = self.folder / "another.txt"
            file.write_text(token)
        return cli.main(
            ["remote", "--at", at or self.server.url, "--token-file", str(file), *words]
        )


@pytest.fixture
def other(server: StartServer, tmp_path: Path) -> Iterator[Other]:
    one = Other(server(), tmp_path)
    yield one
    one.db.engine.dispose()


def test_cafes_are_listed_taken_added_to_and_undone(
    other: Other, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [sys.executable, "-m", "cafe.cli", "remote", "--at", other.server.url]
    where = {"CAFE_REMOTE_TOKEN": other.file.read_text(), "PATH": "", "LANG": "nb"}
    listed = subprocess.run([*words, "list"], env=where, capture_output=True, text=True, check=True)
    assert listed.stdout.split("\t")[:4] == [other.id, "2026-11-12", "sorting", "editor"]
    rows = "".join(f'"Lapp {at}, med; tegn";stikkord\r\n' for at in range(150))
    (tmp_path / "lapper.csv").write_text(f"Lapp;Type\r\n{rows}", encoding="cp1252")
    sent = (str(tmp_path / "lapper.csv"), "--origin", "Spørreskjema")
    assert other.remote("add", other.id, *sent) == 0
    operation = capsys.readouterr().out.split()[-1]
    archive = tmp_path / "ut.json"
    assert other.remote("archive", other.id, "--output", str(archive)) == 0
    [source] = read(archive.read_bytes()).questions[0].origins
    assert [note.text for note in source.notes][::149] == [
        "Lapp 0, med; tegn",
        "Lapp 149, med; tegn",
    ]
    assert other.remote("undo", other.id, operation) == 0
    assert other.remote("archive", other.id, "--output", str(archive)) == 0
    assert json.loads(archive.read_bytes())["questions"][0]["origins"][0].get("notes", []) == []
    assert other.remote("document", other.id) == 1
    assert "versjon" in capsys.readouterr().err


WRONG: dict[str, dict[str, Any]] = {
    "begins with kafe_": {"token": "hemmelig"},
    "no such token": {"token": f"kafe_{'A' * 43}"},
    "https://cafe.example.org": {"at": "http://cafe.example.org"},
    "no café with": {"words": ("archive", "zzzzzz", "--output", "x")},
    "cannot be read": {"words": ("add", "@", "x.csv")},
    "question “9”": {"words": ("add", "@", "x.csv", "--origin", "X", "--question", "9")},
}


def test_what_is_wrong_is_said_in_one_sentence_and_the_token_goes_nowhere_else(
    other: Other, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en")
    for said, how in WRONG.items():
        words = [word.replace("@", other.id) for word in how.get("words", ("list",))]
        assert other.remote(*words, at=how.get("at", ""), token=how.get("token", "")) == 1
        error = capsys.readouterr().err
        assert said in error, error
        assert error.count("\n") == 1
    # A redirect is not followed, so that the token goes nowhere else.
    came: list[str] = []

    class Elsewhere(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            came.append(self.path)
            away = len(came) == 1
            self.send_response(302 if away else 200)
            self.send_header("Location", f"{other.server.url}/api/v1/openapi.json")
            self.end_headers()
            self.wfile.write((b"", b"<html>", b"{}", b"[]", b'{"paths": 1}')[len(came) - 1])

        def log_message(self, *_words: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Elsewhere) as elsewhere:
        thread = Thread(target=elsewhere.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        for _each in range(5):
            assert other.remote("list", at=f"http://127.0.0.1:{elsewhere.server_port}") == 1
        elsewhere.shutdown()
        thread.join()
    assert came == ["/api/v1/openapi.json"] * 5
    assert "302" in capsys.readouterr().err
