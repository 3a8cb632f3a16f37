"""What is wrong with an installation is said in words, with the way out, and nothing is changed."""

import fcntl
import json
import os
import re
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from cafe.backup.scheduled import STATE
from cafe.core import files
from cafe.doctor.commands import look, run
from cafe.doctor.found import Found
from cafe.migrations import RESTORING
from tests.backup.ground import House, english, first, house

__all__ = ["english", "first", "house"]


def found(house: House, monkeypatch: pytest.MonkeyPatch, **more: str) -> list[Found]:
    for name, value in {**house.environ, **more}.items():
        monkeypatch.setenv(name, value)
    return list(look())


def wrong(house: House, monkeypatch: pytest.MonkeyPatch, **more: str) -> str:
    """The one line that is wrong."""
    [one] = [line for line in found(house, monkeypatch, **more) if line.how == "wrong"]
    assert run() == 1
    return one.line()


def test_where_nothing_is_wrong_it_says_so(
    house: House, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    house.folder.chmod(0o700)
    for path in house.folder.rglob("*"):
        path.chmod(0o700)
    lines = found(house, monkeypatch)
    assert [line.what for line in lines if line.how == "wrong"] == []
    assert [line.what for line in lines if line.how == "look"] == ["Copies"]
    assert run() == 0
    assert "In order      Key\n" in capsys.readouterr().out


def test_an_empty_folder_stays_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key of its own would keep a backup from being restored there."""
    tmp_path.chmod(0o700)
    monkeypatch.setenv("CAFE_DATA_DIR", str(tmp_path))
    assert [one for one in look() if one.how == "wrong"] == []
    assert list(tmp_path.iterdir()) == []


def open_to_all(house: House) -> None:
    (house.folder / "secret.key").chmod(0o644)


def another_key(house: House) -> None:
    (house.folder / "secret.key").write_text("another key than that")


def no_photograph(house: House) -> None:
    (files.photo_folder(house.folder, house.ids()[0]) / "a.jpg").unlink()


def a_day_that_has_not_come(house: House) -> None:
    later = datetime.now(UTC) + timedelta(days=2)
    with house.db.writing() as tx:
        tx.execute(
            text("UPDATE change SET at = :at"), {"at": later.replace(tzinfo=None).isoformat(" ")}
        )


def another_version(house: House) -> None:
    with house.db.writing() as tx:
        tx.execute(text("UPDATE alembic_version SET version_num = '9999'"))


def no_database(house: House) -> None:
    (house.folder / "cafe.db").write_bytes(b"no database at all, and longer than its head" * 99)
    for end in ("-wal", "-shm"):
        (house.folder / f"cafe.db{end}").unlink(missing_ok=True)


def a_loose_row(house: House) -> None:
    with sqlite3.connect(house.folder / "cafe.db") as raw:
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("DELETE FROM cafe_table")
    raw.close()


def half_restored(house: House) -> None:
    (house.folder / RESTORING).mkdir()
    (house.folder / "cafe.db").unlink()


def failed_copy(house: House) -> None:
    house.environ["CAFE_BACKUP"] = str(house.folder.parent / "copies")
    state = {"made": "", "failed": "2026-11-29", "why": "The disk is full.", "missing": 0}
    (house.folder / STATE).write_text(json.dumps(state))


def no_copy(house: House) -> None:
    house.environ["CAFE_BACKUP"] = str(house.folder.parent / "copies")


def cut_off_erasure(house: House) -> None:
    path = house.folder / "makings" / "abcdef.erasing"
    path.parent.mkdir()
    path.touch()
    os.utime(path, (0, time.time() - 10_000))


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (open_to_all, r"secret\.key.*chmod"),
        (another_key, r"none of them opens.*secret\.key"),
        (no_photograph, r"a\.jpg is not there.*backup"),
        (a_day_that_has_not_come, r"Set the machine's clock"),
        (another_version, r"newer version.*Start that version"),
        (no_database, r"not a database"),
        (a_loose_row, r"damaged.*points at no.*restore"),
        (half_restored, r"Run the same restore again"),
        (failed_copy, r"The disk is full"),
        (no_copy, r"The last is of –\. Run backup"),
        (cut_off_erasure, r"erasure was cut off"),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_is_wrong_is_told_with_the_way_out(
    house: House, monkeypatch: pytest.MonkeyPatch, spoil: Callable[[House], None], words: str
) -> None:
    house.folder.chmod(0o700)
    for path in house.folder.rglob("*"):
        path.chmod(0o700)
    spoil(house)
    before = house.there()
    said = wrong(house, monkeypatch)
    assert re.search(words, said), said
    assert house.there() == before


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"CAFE_PORT": "70000"}, "CAFE_PORT"),
        ({"CAFE_REDIS_URL": "redis://127.0.0.1:6379/0"}, "CAFE_DATABASE_URL"),
        ({"CAFE_SMTP_URL": "smtps://mail.example.org"}, "CAFE_MAIL_FROM"),
        ({"CAFE_PUBLIC_URL": "https://cafe.example.org"}, "CAFE_TRUSTED_PROXIES"),
    ],
)
def test_settings_that_contradict_are_named(
    house: House, monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], words: str
) -> None:
    house.folder.chmod(0o700)
    for path in house.folder.rglob("*"):
        path.chmod(0o700)
    assert words in wrong(house, monkeypatch, **settings)


def test_a_job_that_never_ends_and_files_of_nobody_are_named(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = house.folder / "makings" / "house" / "11111111"
    job.mkdir(parents=True)
    (job / "about.json").write_text(json.dumps({"kind": "erase"}))
    os.utime(job / "about.json", (0, 0))
    (house.folder / "posters" / house.ids()[0] / "nobody.jpg").touch()
    with (job / "alive").open("w") as alive:
        fcntl.flock(alive, fcntl.LOCK_EX)
        said = {line.what: line.words for line in found(house, monkeypatch)}
    assert "11111111 (erase)" in said["Work in the background"]
    assert "nobody.jpg" in said["Files that nobody names"]


def test_a_folder_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = House(tmp_path / "nowhere")
    assert "CAFE_DATA_DIR" in wrong(place, monkeypatch)
    assert not place.folder.exists()
