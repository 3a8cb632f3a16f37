"""Who may read the data folder: the one who runs the server, whatever was there before."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live.test_traces import Browser, a_small_cafe
from tests.support.server import StartServer
from tests.support.world import KEY, new_id
from tests.table.photos.pictures import picture


def open_to_others(folder: Path) -> list[str]:
    """Everything in `folder`, and itself, that somebody else may read, write or enter."""
    paths = [folder, *folder.rglob("*")]
    return [str(path) for path in paths if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def test_only_the_owner_reads_what_a_cafe_keeps(server: StartServer, tmp_path: Path) -> None:
    data = tmp_path / "data"
    small = a_small_cafe(data)
    old = [data / name for name in ("posters/x/a.jpg", "versions/x/1/document.html", "secret.key")]
    for path in old:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("from an earlier version")
        path.chmod(0o644)
    data.chmod(0o755)
    mine = data / "not-ours.txt"
    mine.touch()
    mine.chmod(0o644)
    cafe = server(data_dir=data, CAFE_SECRET_KEY=KEY)
    host = Browser(cafe.port)
    assert host.note(f"/t/{small.table}") == 200
    edge = "edge"
    form = "".join(
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'
        for name, more, value in (
            ("act", "", new_id()),
            ("alt", "", "x"),
            ("photo", '; filename="a.png"', picture("PNG", (9, 9)).decode("latin-1")),
        )
    )
    body = (form + f"--{edge}--\r\n").encode("latin-1")
    kind = f"multipart/form-data; boundary={edge}"
    assert host.ask("POST", f"/t/{small.table}/photos", body, **{"Content-Type": kind})[0] == 200
    backup, out = tmp_path / "backup.zip", tmp_path / "out.zip"
    backup.touch(mode=0o644)
    cafe.command("backup", str(backup))
    cafe.command("export", small.workshop, "--format", "zip", "--output", str(out))
    cafe.command("keep", small.workshop, "--as", "draft")
    assert len(list(data.rglob("*.jpg"))) == 2
    assert list(data.glob("versions/*/*/version.json"))
    assert list(data.glob("cafe.db-wal"))
    # The log is this test's own, and the other file was never ours.
    assert set(open_to_others(data)) == {str(cafe.log), str(mine)}
    assert open_to_others(backup) == open_to_others(out) == []


def test_what_a_job_takes_away_meanwhile_keeps_no_server_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from cafe.core.private import keep_private

    for name in ("gone", "left"):
        (tmp_path / "makings").mkdir(exist_ok=True)
        (tmp_path / "makings" / name).touch(mode=0o644)
    looked = os.walk(tmp_path / "makings")

    def walk(top: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        for found in looked:
            (top / "gone").unlink()
            yield found

    monkeypatch.setattr(os, "walk", walk)
    keep_private(tmp_path)
    assert open_to_others(tmp_path / "makings") == []


def test_a_folder_that_others_use_too_stays_open(tmp_path: Path) -> None:
    from cafe.core.private import keep_private

    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    (shared / "cafe.db").touch(mode=0o644)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "theirs").touch(mode=0o644)
    (shared / "posters").symlink_to(elsewhere)
    keep_private(shared)
    assert stat.S_IMODE(shared.stat().st_mode) == 0o1777
    assert open_to_others(shared / "cafe.db") == []
    assert open_to_others(elsewhere / "theirs") != []
