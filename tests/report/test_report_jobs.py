"""Files made in the background by real processes: how far, how it ends, what is left."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from cafe.config import load_settings
from cafe.core.files import jobs_folder, versions_folder
from cafe.errors import NotFound
from cafe.jobs import bounds, status
from cafe.jobs import folder as jobs
from cafe.model import Database, Version, Workshop
from cafe.report.versions.keep import keep
from cafe.web.state import cafe
from tests.archive.archives import Item, an_archive
from tests.archive.ground import SORTED_OUT, sorted_out
from tests.archive.test_routes import send
from tests.report.samples import brought_in
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.programs.jobs import is_process, kill, pid_of
from tests.support.waiting import wait_for
from tests.support.world import new_id

LONG_SECONDS = 60


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


@pytest.fixture
def here(known: Known) -> str:
    return str(known["here"])


@pytest.fixture
def folder(cafe_app: Flask, here: str) -> Path:
    """Where this café's makings lie."""
    return jobs_folder(cafe(cafe_app).settings.data_dir, here.removeprefix("/w/"))


@contextmanager
def turn_taken(folder: Path) -> Iterator[None]:
    """Somebody else's file is being made: nobody gets further than waiting."""
    folder.parent.mkdir(exist_ok=True)
    with (folder.parent / "turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


def begin(organiser: Visitor, here: str, format: str = "md", operation: str = "") -> Item:
    body = {"act": operation or new_id(), "format": format}
    answer = organiser.send("POST", f"{here}/report/makings", body)
    assert answer.status_code in (200, 202), answer.text
    told: Item = answer.get_json()
    return told


def look(organiser: Visitor, here: str, id: str) -> Item:
    told: Item = organiser.get(f"{here}/report/makings/{id}").get_json()
    return told


def until(told: Callable[[], Item], *states: str) -> Item:
    """Ask until it stands so. AssertionError when it never does."""

    def there() -> Item | None:
        now = told()
        return now if now["state"] in states else None

    found = wait_for(there, what=f"{states}, and it is {told()}", seconds=LONG_SECONDS)
    assert found
    return found


def ended(folder: Path) -> None:
    """Wait until the making's process is gone. AssertionError when it never is."""
    wait_for(lambda: not jobs.is_alive(folder), what="its end", seconds=LONG_SECONDS)


MADE = ("md", "docx", "zip")


@pytest.mark.parametrize("format", MADE)
def test_what_is_made_is_what_a_download_is(organiser: Visitor, here: str, format: str) -> None:
    id = begin(organiser, here, format)["id"]
    done = until(lambda: look(organiser, here, id), "ready", "failed")
    assert done == {"id": id, "state": "ready", "done": 1, "of": 1, "words": "Ready."}
    with organiser.get(f"{here}/report/makings/{id}/file.{format}") as answer:
        assert f"{here.removeprefix('/w/')}.{format}" in answer.headers["Content-Disposition"]
        contents = answer.data
    with organiser.get(f"{here}/report.{format}") as answer:
        assert answer.status_code == 200
        assert contents == answer.data or format == "docx"
    assert contents.startswith(b"A GATH" if format == "md" else b"PK")
    assert f"took away a file ({format})" in organiser.get(f"{here}/audit?lang=en").text
    assert organiser.get(f"{here}/report/makings/{id}/file.pdf").status_code == 404


@pytest.mark.parametrize("address", ["report.md", "report.zip", "archive.json"])
def test_a_file_is_called_by_a_title_of_any_letters(
    organiser: Visitor, cafe_app: Flask, here: str, address: str
) -> None:
    id = here.removeprefix("/w/")
    with cafe(cafe_app).db.writing() as tx:
        tx.get_one(Workshop, id).title = "Blåbær, кафе 咖啡"
    with organiser.get(f"{here}/{address}") as answer:
        named = answer.headers["Content-Disposition"]
    assert "UTF-8''bl%C3%A5b%C3%A6r-%D0%BA%D0%B0%D1%84%D0%B5-%E5%92%96%E5%95%A1-" in named
    assert named.endswith(f"-{id}.{address.rpartition('.')[2]}")


def test_it_says_how_far_it_is(organiser: Visitor, here: str, folder: Path) -> None:
    with turn_taken(folder):
        id = begin(organiser, here, "docx")["id"]
        progress = folder / id / jobs.PROGRESS
        wait_for(progress.exists, what="word of it", seconds=LONG_SECONDS)
        assert look(organiser, here, id)["words"] == "Another file is made first"
        progress.unlink()  # as before its first word
        assert look(organiser, here, id)["words"] == "It is about to begin"
        assert organiser.get(f"{here}/report/makings/{id}/file.docx").status_code == 404
        seen = {look(organiser, here, id)["state"]}

    def watched() -> Item:
        now = look(organiser, here, id)
        seen.add(now["state"])
        return now

    until(watched, "ready", "failed")
    assert seen == {"waiting", "making", "ready"}
    assert json.loads(progress.read_text()) == {"what": "pages", "done": 0, "of": 0}
    assert status.in_words({"what": "posters", "done": 1, "of": 2}) == "1 of 2 posters drawn"
    assert status.in_words({"what": "posters", "done": 0, "of": 1}) == "0 of 1 poster drawn"


def test_the_same_act_is_the_same_making(organiser: Visitor, here: str, folder: Path) -> None:
    operation = new_id()
    for _time in range(2):
        assert begin(organiser, here, operation=operation)["id"] == operation
    assert [path.name for path in folder.iterdir()] == [operation]
    until(lambda: look(organiser, here, operation), "ready")
    assert begin(organiser, here, operation=operation)["state"] == "ready"


def test_cancelled_it_ends_and_leaves_no_file(organiser: Visitor, here: str, folder: Path) -> None:
    with turn_taken(folder):
        id = begin(organiser, here, "docx")["id"]
        pid = pid_of(folder / id)
        answer = organiser.send("DELETE", f"{here}/report/makings/{id}", None)
        assert answer.get_json()["state"] == "cancelled"
        ended(folder / id)
    # Its lock goes a moment before its line in the process table.
    wait_for(lambda: not is_process(pid), what="no process is left")
    assert not jobs.is_alive(folder / id)
    assert not list((folder / id).glob("*file*"))
    assert look(organiser, here, id)["words"] == "Cancelled."


def test_what_is_ready_is_not_cancelled(organiser: Visitor, here: str) -> None:
    id = begin(organiser, here)["id"]
    until(lambda: look(organiser, here, id), "ready")
    assert organiser.send("DELETE", f"{here}/report/makings/{id}", None).json == look(
        organiser, here, id
    )


def test_a_process_that_dies_is_told(organiser: Visitor, here: str, folder: Path) -> None:
    with turn_taken(folder):
        id = begin(organiser, here)["id"]
        kill(folder / id)
        told = until(lambda: look(organiser, here, id), "failed")
    assert told["words"] == ("The file could not be made: its process ended too early. Try again.")


def test_why_it_could_not_be_made_is_told_in_the_users_language(
    organiser: Visitor, here: str, folder: Path, cafe_app: Flask
) -> None:
    organiser.get(f"{here}/report?lang=nn")
    with turn_taken(folder):
        id = begin(organiser, here)["id"]
        with cafe(cafe_app).db.engine.begin() as line:
            line.exec_driver_sql("DELETE FROM change")
            line.exec_driver_sql("DELETE FROM workshop")
    until(lambda: status.status_of(cafe(cafe_app).settings, folder.name, id)._asdict(), "failed")
    assert "Det finst ingen kafé" in (folder / id / jobs.FAILED).read_text(encoding="utf-8")


def test_one_after_the_other_and_not_too_many(organiser: Visitor, here: str, folder: Path) -> None:
    with turn_taken(folder):
        formats = ("md", "csv", "json")[: bounds.PER_CAFE]
        ids = [begin(organiser, here, format)["id"] for format in formats]
        body = {"act": new_id(), "format": "html"}
        refused = organiser.send("POST", f"{here}/report/makings", body)
        assert refused.status_code == 409
        assert "Several files are being made already." in refused.text
        assert {look(organiser, here, id)["state"] for id in ids} == {"waiting"}
    for id in ids:
        until(lambda id=id: look(organiser, here, id), "ready")  # type: ignore[misc]


def test_nothing_lies_there_longer_than_needed(organiser: Visitor, here: str, folder: Path) -> None:
    id = begin(organiser, here)["id"]
    until(lambda: look(organiser, here, id), "ready")
    ended(folder / id)
    old = time.time() - jobs.KEPT_SECONDS - 1
    os.utime(folder / id, (old, old))
    other = begin(organiser, here)["id"]
    assert organiser.get(f"{here}/report/makings/{id}").status_code == 404
    until(lambda: look(organiser, here, other), "ready")


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_it_is_nobody_elses(organiser: Visitor, here: str, method: str, visitor: Visitor) -> None:
    id = begin(organiser, here)["id"]
    until(lambda: look(organiser, here, id), "ready")
    elsewhere = send(organiser, json.dumps(an_archive()).encode())[1]
    assert organiser.send(method, f"{elsewhere}/report/makings/{id}", None).status_code == 404
    assert organiser.send(method, f"{here}/report/makings/{new_id()}", None).status_code == 404
    assert organiser.send(method, f"{here}/report/makings/..", None).status_code == 404
    assert visitor.send(method, f"{here}/report/makings/{id}", None).status_code in (302, 401, 403)


def test_a_format_we_do_not_have_is_not_begun(organiser: Visitor, here: str, folder: Path) -> None:
    body = {"act": new_id(), "format": "rtf"}
    assert organiser.send("POST", f"{here}/report/makings", body).status_code == 404
    assert not folder.exists()


def kept(cafe_app: Flask) -> list[bool]:
    """Which versions there are: final or not."""
    with cafe(cafe_app).db.reading() as db:
        return list(db.scalars(select(Version.final).order_by(Version.id)))


def test_a_version_is_kept_by_the_process_itself(
    organiser: Visitor, here: str, cafe_app: Flask, folder: Path
) -> None:
    body = {"act": new_id(), "kind": "final"}
    for _time in range(2):
        answer = organiser.send("POST", f"{here}/report/versions", body)
        assert answer.status_code in (200, 202), answer.text
    until(lambda: look(organiser, here, body["act"]), "ready")
    assert kept(cafe_app) == [True]
    shelf = versions_folder(cafe(cafe_app).settings.data_dir, folder.name)
    assert len(list(shelf.iterdir())) == 1
    assert "Final version" in organiser.get(f"{here}/report").text


def test_a_cancelled_version_leaves_nothing(
    organiser: Visitor, here: str, cafe_app: Flask, folder: Path
) -> None:
    body = {"act": new_id(), "kind": "draft"}
    with turn_taken(folder):
        organiser.send("POST", f"{here}/report/versions", body)
        organiser.send("DELETE", f"{here}/report/makings/{body['act']}", None)
        ended(folder / body["act"])
    assert kept(cafe_app) == []
    assert not versions_folder(cafe(cafe_app).settings.data_dir, folder.name).exists()


def test_files_that_no_version_has_go(organiser: Visitor, here: str, cafe_app: Flask) -> None:
    name = here.removeprefix("/w/")
    shelf = versions_folder(cafe(cafe_app).settings.data_dir, name)
    for orphan, age in (("a" * 32, 25 * 3600), (".b.77", 25 * 3600), (".c.78", 60)):
        (shelf / orphan).mkdir(parents=True)
        os.utime(shelf / orphan, (time.time() - age, time.time() - age))
    body = {"act": new_id(), "kind": "draft"}
    organiser.send("POST", f"{here}/report/versions", body)
    until(lambda: look(organiser, here, body["act"]), "ready")
    left = sorted(path.name for path in shelf.iterdir())
    assert left[0] == ".c.78"
    assert len(left) == 2


@pytest.mark.parametrize("which", ["db", "postgres_db"])
def test_keeping_twice_by_one_act_keeps_once(
    request: pytest.FixtureRequest, which: str, tmp_path: Path
) -> None:
    db: Database = request.getfixturevalue(which)
    settings = load_settings({"CAFE_DATA_DIR": str(tmp_path)})
    here, operation = brought_in(db, sorted_out()), new_id()
    for _time in range(2):
        keep(db, settings, here, final=True, by="person:1", operation=operation)
    with db.reading() as session:
        [version] = session.scalars(select(Version)).all()
        assert (version.final, version.number, version.by) == (True, 1, "person:1")
    [folder] = versions_folder(tmp_path, here).iterdir()
    assert folder.name == version.folder
    with pytest.raises(NotFound):
        keep(db, settings, "nobody", final=False, by="person:1", operation=new_id())
