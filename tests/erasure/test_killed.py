"""Killed in the middle, an erasure is done or not begun when the café starts again: never half."""

import json
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from cafe.model import Version
from cafe.report.versions.keep import keep
from tests.archive.archives import note_id
from tests.archive.ground import sorted_out
from tests.erasure.ground import a_house
from tests.report.samples import brought_in
from tests.support.server import ROOT
from tests.support.world import new_id

WORD = "chair by the door"


def test_at_whichever_step_it_is_killed(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    with a_house(data) as (db, settings):
        here = brought_in(db, sorted_out())
        keep(db, settings, here, final=True, by="person:1", operation=new_id())
        with db.reading() as session:
            [kept] = session.scalars(select(Version.folder))
    words = (str(data), here, note_id(2), WORD)
    program = [sys.executable, "-m", "tests.support.programs.killed_erasing", *words]
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=True)
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert [one["step"] for one in told] == sorted({one["step"] for one in told})
    assert {one["whole"] for one in told} == {True}
    assert all(len(one["files"]) == 1 for one in told), told
    # Before the one transaction nothing has happened; after it nothing is left.
    as_it_was = (0, True, [kept])
    seen = [(one["erased"], one["stands"], one["files"]) for one in told]
    assert seen[0] == as_it_was
    assert all(one == as_it_was or (one[:2] == (1, False) and one[2] != [kept]) for one in seen)
    assert [one[0] for one in seen] == sorted(one[0] for one in seen)
    assert [one["erased"] for one in told] == [0, 0, 0, 1, 1], "it was killed on both sides"
