"""A job that wants more than it may have ends in words that name the file and the way out."""

import json
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Protocol

import pytest

from cafe.archive.schema import read
from cafe.jobs.bounds import KINDS
from cafe.jobs.folder import ABOUT, FAILED, put_json
from tests.archive.archives import an_archive
from tests.support.programs.forked import Forked

# In a process of its own, as every job: its limits cannot be lifted again. As the job of a server
# that a script has begun behind it, which ignores what Ctrl+C sends.
GREEDY = """
import signal
import sys
from pathlib import Path
from cafe.jobs import bounds, worker
from cafe.core.i18n import speak
signal.signal(signal.SIGINT, signal.SIG_IGN)
speak("en")
kind, memory, seconds, work = sys.argv[2:]
bounds.KINDS[kind] = bounds.KINDS[kind]._replace(memory=int(memory), seconds=int(seconds))
with worker.as_job(Path(sys.argv[1])):
    exec(work)
"""
READING = """
from cafe.archive.schema import read
read(Path({!r}).read_bytes())
"""
MEMORY = "lines = [bytes(1_000_000) for _line in range(2_000)]"
TIME = """
try:
    while True:
        pass
finally:
    Path(sys.argv[1], "tidy").touch()
"""


class Said(Protocol):
    def __call__(
        self, folder: Path, kind: str, work: str, *, memory: int = 2**40, seconds: int = 60
    ) -> str: ...


@pytest.fixture(scope="module")
def forked() -> Iterator[Forked]:
    """Has imported what every job has, and no more: its memory counts."""
    one = Forked("cafe.jobs.worker")
    yield one
    one.close()


@pytest.fixture
def said(forked: Forked) -> Said:
    return partial(what_is_said, forked)


def what_is_said(
    forked: Forked, folder: Path, kind: str, work: str, *, memory: int = 2**40, seconds: int = 60
) -> str:
    """What a job of this kind left in words."""
    job = folder / "one" / "job"
    job.mkdir(parents=True)
    put_json(job / ABOUT, {"kind": kind, "name": "kafé.zip", "who": "", "same": ""})
    words = ("-c", GREEDY, str(job), kind, str(memory), str(seconds), work)
    code, _out, error = forked.run(*words, environment=os.environ)
    assert code != 0
    assert (job / FAILED).is_file(), error
    return (job / FAILED).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", KINDS)
def test_too_much_memory(said: Said, tmp_path: Path, kind: str) -> None:
    words = said(tmp_path, kind, MEMORY, memory=300 * 1024 * 1024)
    assert words.startswith("“kafé.zip” needs more than 300 MB of memory. ")
    assert len(words.removesuffix(".").split(". ")) == 2, "it names a way out"


@pytest.mark.parametrize("kind", KINDS)
def test_too_much_time(said: Said, tmp_path: Path, kind: str) -> None:
    words = said(tmp_path, kind, TIME, seconds=0)
    assert words.startswith("“kafé.zip” was stopped after 0 minutes. ")
    assert (tmp_path / "one" / "job" / "tidy").exists(), "it was ended in the midst of things"


def test_a_million_wrong_things_are_not_read_to_the_end(said: Said, tmp_path: Path) -> None:
    """It took gigabytes to say the first thing wrong: every other was kept as well."""
    archive = tmp_path / "archive.json"
    head = {"format": "dialogkafe-archive", "version": 1, "workshop": {}, "questions": []}
    things = ",".join(["{}"] * 200_000)
    archive.write_text(json.dumps(head).replace("[]", f"[{things}]"), encoding="utf-8")
    words = said(tmp_path, "import", READING.format(str(archive)), memory=150 * 1024 * 1024)
    assert words == "workshop.title: is missing."


@pytest.mark.parametrize("thing", ["{}", "[]", "1", '""', '"\\","'])
def test_millions_of_empty_things_are_no_cafe(said: Said, tmp_path: Path, thing: str) -> None:
    """A zip of 190 kB with 49 MB of them took 600 MB before the first was looked at."""
    archive = tmp_path / "archive.json"
    archive.write_text("[" + ",".join([thing] * 6_000_000) + "]", encoding="utf-8")
    words = said(tmp_path, "import", READING.format(str(archive)), memory=200 * 1024 * 1024)
    assert words == "The file is no archive of a café: it is full of empty things."


def test_words_full_of_commas_are_words() -> None:
    archive = an_archive()
    archive["workshop"]["intro"] = ["[{,,,," * 3_000] * 60
    assert read(json.dumps(archive).encode()).workshop.intro
