"""What is no backup, or no place for one, is refused in words, and nothing is changed."""

import json
import os
import resource
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from cafe import cli
from cafe.backup import rows
from cafe.backup.make import back_up
from cafe.backup.manifest import Manifest, Member, manifest_from
from cafe.backup.zipped import Reader
from cafe.core import files
from cafe.errors import Conflict, Invalid
from cafe.migrations import NEWEST
from cafe.migrations.newest import migrated
from tests.backup.ground import House, english, first, house, killed
from tests.support.world import KEY

__all__ = ["english", "first", "house"]


@pytest.fixture
def backup(house: House, tmp_path: Path) -> Path:
    return house.back_up(tmp_path / "one.zip")


def test_whatever_is_cut_off_or_changed_is_found(
    backup: Path, tmp_path: Path, house: House
) -> None:
    whole, place = backup.read_bytes(), House(tmp_path / "b")
    spoilt = tmp_path / "spoilt.zip"
    for at in range(1, len(whole), len(whole) // 40):
        for wrong in (whole[:at], whole[:at] + b"?" + whole[at + 1 :]):
            spoilt.write_bytes(wrong)
            try:
                reader = Reader(spoilt, NEWEST)
                reader.check()
            except Invalid:
                continue
            # A time or a right in the zip's own list may be another: nothing that is taken from it.
            assert reader.manifest == Reader(backup, NEWEST).manifest
    spoilt.write_bytes(whole[:-9])
    with pytest.raises(Invalid, match="Nothing was changed"):
        place.restored(spoilt)
    assert not place.folder.exists()


def test_a_newer_one_and_one_with_something_strange_are_refused(tmp_path: Path) -> None:
    newer = Manifest("2026-11-12", "9999", {})
    with pytest.raises(Invalid, match="newer version"):
        manifest_from(newer.as_bytes(), NEWEST)
    for name in ("files/../../etc/passwd", "files//etc/passwd", "tables/../x.jsonl", "else"):
        odd = Manifest("2026-11-12", NEWEST, {name: Member(0, "")})
        with pytest.raises(Invalid, match="not ours"):
            manifest_from(odd.as_bytes(), NEWEST)
    for broken in (b"", b"[]", b"{}", b'{"form": "x", "shape": 1}'):
        with pytest.raises(Invalid, match="no backup"):
            manifest_from(broken, NEWEST)


MEMBER = {"bytes": 1, "sha256": "ab", "rows": 2}
SAYS = {"taken": "2026-11-12", "shape": NEWEST, "last": {"note": 3}, "missing": ["a"], "form": 1}
SAYS |= {"members": {"tables/note.jsonl": MEMBER}}


@pytest.mark.parametrize("where", [*SAYS, *MEMBER])
def test_what_a_backup_says_of_itself_in_another_shape_is_refused(where: str) -> None:
    assert manifest_from(json.dumps(SAYS).encode(), NEWEST).rows == 2
    odd: list[object] = [None, -1, 1.5, float("inf"), float("nan"), 10**40, True, [[]], {"a": [1]}]
    for value in [*odd, *([] if where in ("taken", "shape", "sha256") else ["", "x"])]:
        member = MEMBER | ({where: value} if where in MEMBER else {})
        says = {**SAYS, "members": {"tables/note.jsonl": member}}
        with pytest.raises(Invalid):
            manifest_from(json.dumps({**says, where: value}).encode(), NEWEST)


ODD_LINES = ["", "7", '[["id"]]', '["id","nothing"]\n[1,2]', '["id"]\n7']
ODD_LINES += [f'["id"]\n[{odd}]' for odd in ("[1]", '{"a":1}', "1" * 40, "1,2", '"\\ud800"', "{")]


@pytest.mark.parametrize("lines", ODD_LINES)
def test_rows_in_another_shape_are_not_ours(house: House, lines: str) -> None:
    with house.db.engine.connect() as connection:
        table = next(one for one in rows.tables_of(connection) if one.name == "note")
        connection.execute(table.delete())
        found = [f"{line}\n".encode() for line in lines.split("\n") if line]
        with pytest.raises((ValueError, KeyError, IntegrityError)):
            rows.load(connection, table, found)
        connection.rollback()


def test_only_an_empty_place_is_taken(house: House, backup: Path, tmp_path: Path) -> None:
    before = house.there()
    with pytest.raises(Conflict, match="something already"):
        house.restored(backup)
    assert house.there() == before
    full = House(tmp_path / "full")
    full.folder.mkdir()
    (full.folder / "mine.txt").touch()
    with pytest.raises(Conflict, match=r"mine\.txt"):
        full.restored(backup)
    assert [path.name for path in full.folder.iterdir()] == ["mine.txt"]


def test_a_database_that_is_in_use_keeps_its_folder_too(
    backup: Path, tmp_path: Path, postgres_url: str
) -> None:
    full = House(tmp_path / "full", postgres_url)
    full.folder.mkdir()
    (full.folder / "secret.key").write_text(KEY)
    migrated(full.settings).engine.dispose()
    for there in (["secret.key"], ["posters", "secret.key"]):  # it goes on being used
        with pytest.raises(Conflict, match="something already"):
            full.restored(backup)
        assert sorted(path.name for path in full.folder.iterdir()) == there
        (full.folder / "posters").mkdir(exist_ok=True)


def test_without_its_key_it_is_restored_with_the_one_that_is_given(
    house: House, tmp_path: Path
) -> None:
    file = house.back_up(tmp_path / "one.zip", with_key=False)
    place = House(tmp_path / "b")
    with pytest.raises(Invalid, match=r"secret\.key"):
        place.restored(file)
    assert list(place.folder.iterdir()) == []
    (place.folder / "secret.key").write_text("another key than before")
    with pytest.raises(Conflict, match="another one"):
        place.restored(house.back_up(tmp_path / "two.zip"))
    (place.folder / "secret.key").write_bytes((house.folder / "secret.key").read_bytes())
    assert place.restored(file).there() == house.there()


def test_a_damaged_database_is_told_and_the_older_backup_stays(
    house: House, backup: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = house.folder / "cafe.db", backup.read_bytes()
    with sqlite3.connect(path) as raw:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        [at] = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'note'").fetchone()
        [size] = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    with path.open("r+b") as file:
        file.seek((at - 1) * size)
        file.write(b"\xff" * size)
    for name, value in {**house.environ, "LANG": "en"}.items():
        monkeypatch.setenv(name, value)
    assert cli.main(["backup", str(backup)]) == 1
    assert "damaged" in capsys.readouterr().err
    assert backup.read_bytes() == before
    assert [one.name for one in backup.parent.iterdir() if "unfinished" in one.name] == []


def test_what_rows_name_and_nobody_has_is_named(
    house: House,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    [here] = house.ids()
    (files.photo_folder(house.folder, here) / "a.jpg").unlink()
    for name, value in {**house.environ, "LANG": "en"}.items():
        monkeypatch.setenv(name, value)
    file = tmp_path / "one.zip"
    assert cli.main(["backup", str(file)]) == 1
    assert f"posters/{here}/a.jpg" in capsys.readouterr().err
    there = Reader(file, NEWEST).manifest
    assert (there.missing, len(there.files)) == ((f"posters/{here}/a.jpg",), 3)


def test_a_photograph_that_goes_meanwhile_is_not_missed(house: House, tmp_path: Path) -> None:
    [here] = house.ids()

    def progress(what: str, done: int, _of: int) -> None:
        path = files.photo_folder(house.folder, here) / "a.jpg"
        if (what, done) == ("files", 0) and path.exists():
            with house.db.writing() as tx:
                tx.execute(text("DELETE FROM poster"))
            path.unlink()

    made = back_up(house.db, house.settings, tmp_path / "one.zip", progress=progress)
    assert made.missing == ()
    assert made.tables["poster"].rows == 0


def test_no_room_leaves_the_older_one(house: House, backup: Path) -> None:
    before, [here] = backup.read_bytes(), house.ids()
    files.put(files.photo_folder(house.folder, here) / "a.jpg", os.urandom(200_000))

    def in_little_room(_progress: object) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
        with pytest.raises(OSError, match="too large"):
            back_up(house.db, house.settings, backup)

    assert not killed(in_little_room, 0)
    assert backup.read_bytes() == before
    assert {one.name for one in backup.parent.iterdir()} == {"a", "one.zip"}


def test_nothing_else_is_written_over(house: House, tmp_path: Path) -> None:
    for path in (house.folder / "cafe.db", house.folder / "secret.key"):
        before = path.read_bytes()
        with pytest.raises(Conflict, match="no backup"):
            house.back_up(path)
        assert path.read_bytes() == before
    with pytest.raises(IsADirectoryError):
        house.back_up(tmp_path)
