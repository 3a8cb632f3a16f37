"""Jobs are few: who asks for the same shares one; each café, person and house has its bounds."""

from pathlib import Path

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cafe.config import Settings
from cafe.core.files import jobs_folder
from cafe.errors import Conflict, TooMany
from cafe.jobs import bounds, queue, status
from cafe.jobs import folder as jobs
from cafe.jobs.queue import Job
from cafe.web.state import cafe
from tests.archive.ground import WITH_ARCHIVE
from tests.report.test_report_jobs import LONG_SECONDS, ended, turn_taken
from tests.support.app import Visitor
from tests.support.ground import Ground, Known
from tests.support.waiting import wait_for
from tests.support.world import new_id

AT_ONCE = {"Prefer": "wait=0"}
SCRIPT = {**AT_ONCE, "Accept": "application/json"}


@pytest.fixture
def ground() -> Ground:
    return WITH_ARCHIVE


@pytest.fixture
def here(known: Known) -> str:
    return str(known["here"])


@pytest.fixture
def folder(cafe_app: Flask, here: str) -> Path:
    return jobs_folder(cafe(cafe_app).settings.data_dir, here.removeprefix("/w/"))


@pytest.fixture
def settings(cafe_app: Flask) -> Settings:
    return cafe(cafe_app).settings


def doing(folder: Path) -> list[Path]:
    """The folders that have a process of their own."""
    return [path for path in jobs.folders(folder) if jobs.doing(path) == path]


def test_eight_who_ask_for_the_same_share_one_process(
    organiser: Visitor, here: str, folder: Path
) -> None:
    def ask() -> TestResponse:
        return organiser.get(f"{here}/report.docx", headers=SCRIPT)

    with turn_taken(folder):
        answers = [ask() for _one in range(8)]
        assert {answer.status_code for answer in answers} == {202}
        assert len(jobs.folders(folder)) == 8
        assert len(doing(folder)) == 1
        told = answers[3].get_json()
        assert answers[3].headers["Location"] == told["address"]
        assert organiser.get(told["address"]).get_json()["state"] == "waiting"
        # One of the eight leaves; the others are still served.
        assert organiser.send("DELETE", told["address"], None).get_json()["state"] == "cancelled"
        assert organiser.get(told["address"]).get_json()["state"] == "cancelled"
    assert organiser.get(f"{here}/report.docx").data.startswith(b"PK")
    states = [organiser.get(a.get_json()["address"]).get_json()["state"] for a in answers]
    assert states == ["ready"] * 3 + ["cancelled"] + ["ready"] * 4


def test_the_last_who_leaves_stops_it(organiser: Visitor, here: str, folder: Path) -> None:
    with turn_taken(folder):
        asked = [organiser.get(f"{here}/report.odt", headers=SCRIPT).get_json() for _one in "abc"]
        [one] = doing(folder)
        for at, told in enumerate(asked, 1):
            organiser.send("DELETE", told["address"], None)
            assert (one / jobs.CANCELLED).exists() is (at == len(asked))
        ended(one)


def test_another_revision_is_another_file(organiser: Visitor, here: str, folder: Path) -> None:
    first = organiser.get(f"{here}/report.md").data
    body = {"act": new_id(), "was": None, "text": "Words of our own."}
    assert organiser.send("PUT", f"{here}/report/intro", body).status_code == 200
    second = organiser.get(f"{here}/report.md").data
    assert b"Words of our own." in second
    assert b"Words of our own." not in first
    assert len(doing(folder)) == 2
    assert organiser.get(f"{here}/report.md").data == second
    assert len(doing(folder)) == 2


def test_people_get_a_page_that_follows_it(organiser: Visitor, here: str, folder: Path) -> None:
    with turn_taken(folder):
        answer = organiser.get(f"{here}/report.pdf", headers=AT_ONCE)
        assert answer.status_code == 202
        assert answer.mimetype == "text/html"
        assert 'role="status"' in answer.text
        assert f'data-at="{answer.headers["Location"]}"' in answer.text
        assert "Back to the document" in answer.text
        organiser.send("DELETE", answer.headers["Location"], None)


def test_a_person_and_the_house_have_bounds(
    settings: Settings, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def begin(scope: str, who: str) -> None:
        job = Job(scope, ("export", scope, "--format", "md"), name="a file", who=who)
        queue.begin(settings, new_id(), job)

    monkeypatch.setattr(bounds, "PER_PERSON", 1)
    monkeypatch.setattr(bounds, "ALTOGETHER", 2)
    with turn_taken(folder):
        begin("one", "person:1")
        with pytest.raises(TooMany, match=r"several things under way|flere ting i gang"):
            begin("two", "person:1")
        begin("two", "person:2")
        with pytest.raises(TooMany, match=r"Much is under way|mye i gang"):
            begin("three", "person:3")
        monkeypatch.setattr(bounds, "PER_CAFE", 1)
        with pytest.raises(Conflict, match=r"Several files|Flere filer"):
            begin("two", "person:4")
    for scope in ("one", "two"):
        [one] = jobs.folders(jobs_folder(settings.data_dir, scope))
        ended(one)
        assert status.status_of(settings, scope, one.name).state == "failed"  # no such café
    assert not jobs_folder(settings.data_dir, "three").exists()


def test_too_many_are_told_to_come_again(
    organiser: Visitor, here: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "ALTOGETHER", 0)
    answer = organiser.get(f"{here}/report.pdf", headers=SCRIPT)
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "60"
    assert not folder.exists()


def test_what_lies_there_of_one_cafe_is_bounded(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_KEPT", 2)
    everything = jobs_folder(settings.data_dir, "one")
    for _one in range(5):
        job = Job("one", ("export", "one", "--format", "md"), name="a file")
        queue.begin(settings, new_id(), job)
        wait_for(
            lambda: not any(map(jobs.is_alive, jobs.folders(everything))),
            what="its end",
            seconds=LONG_SECONDS,
        )
    assert len(jobs.folders(everything)) == 3


@pytest.mark.parametrize("operation", ["../../../evil", "........", "makings/x", "a" * 9 + "\n"])
def test_an_act_names_no_other_place(
    organiser: Visitor, here: str, settings: Settings, operation: str
) -> None:
    form = {"form": "keep", "as": "draft", "act": operation}
    assert organiser.post(f"{here}/report/versions", **form).status_code == 422
    there = [path.name for path in settings.data_dir.rglob("*") if path.name == "about.json"]
    assert len(there) == 1  # the import's own
