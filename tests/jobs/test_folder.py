"""What lies on the disk of jobs, whatever a power cut or an hour has left of it."""

import os
import time
from itertools import product
from pathlib import Path

from cafe.core.files import all_jobs, jobs_folder
from cafe.jobs.folder import (
    ABOUT,
    ALIVE,
    CANCELLED,
    FAILED,
    KEPT_SECONDS,
    READY,
    RESULT,
    SAME,
    doing,
    end_jobs,
    put_json,
    read_json,
    sweep,
)
from cafe.jobs.status import status_of
from tests.support.app import Visitor, settings_in
from tests.support.world import new_id


def test_a_file_that_never_got_its_words_is_none(tmp_path: Path) -> None:
    cut_off = all_jobs(tmp_path) / "person-1" / "a-table-of-notes" / "name.json"
    cut_off.parent.mkdir(parents=True)
    for left in (b"", b"\0\0\0", b'{"cafe": "ab'):
        cut_off.write_bytes(left)
        assert read_json(cut_off) == {}
        end_jobs(tmp_path, "abcdefgh")


def test_a_share_that_never_got_its_name_is_a_job_that_failed(tmp_path: Path) -> None:
    folder = jobs_folder(tmp_path, "abcdefgh") / ("0" * 8)
    folder.mkdir(parents=True)
    for left in (b"", b"\0" * 36, b"../../x"):
        (folder / SAME).write_bytes(left)
        assert doing(folder) == folder
        assert status_of(settings_in(tmp_path), "abcdefgh", folder.name).state == "failed"


def test_a_job_of_which_a_power_cut_took_something_is_followed_all_the_same(
    organiser: Visitor, tmp_path: Path
) -> None:
    lost = ((ABOUT,), (RESULT,), (ABOUT, RESULT))
    ends = {READY: "ready", CANCELLED: "cancelled", FAILED: "failed", "log": "failed"}
    cut_off = (b"", b"\0\0\0", b'{"kind": "im')
    for names, end, left in product(lost, ends, cut_off):
        id = new_id()
        folder = jobs_folder(tmp_path, "person-1") / id
        folder.mkdir(parents=True)
        put_json(folder / ABOUT, {"kind": "import", "name": "kafé.zip", "who": "", "same": ""})
        put_json(folder / RESULT, {"then": "/w/abc"})
        (folder / ALIVE).touch()
        (folder / end).write_text("MemoryError")
        for name in names:
            (folder / name).write_bytes(left)
        assert organiser.get(f"/jobs/{id}").status_code == 200, (names, end)
        told = organiser.get(f"/jobs/{id}", headers={"Accept": "application/json"}).json or {}
        assert told["then"] == ("/workshops" if RESULT in names else "/w/abc")
        assert told["state"] == ends[end]


def test_the_folder_of_who_has_no_job_goes_too(tmp_path: Path) -> None:
    old, fresh, used = (all_jobs(tmp_path) / name for name in ("readers-a", "readers-b", "c"))
    long_ago = time.time() - KEPT_SECONDS - 1
    for folder in (old, fresh, used / "job"):
        folder.mkdir(parents=True)
    for folder in (old, used):
        os.utime(folder, (long_ago, long_ago))
    sweep(tmp_path)
    assert [folder.exists() for folder in (old, fresh, used)] == [False, True, True]
