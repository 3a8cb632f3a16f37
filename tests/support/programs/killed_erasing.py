"""Erases a note in copies of a data folder, killed one step later in each: what is left of it.

usage: killed_erasing DATA CAFE NOTE WORD; a line of JSON for each copy. A program of its own, as
it forks, and whoever forks has no threads.
"""

import json
import os
import shutil
import signal
import sys
from pathlib import Path

from sqlalchemy import func, select

from cafe.config import load_settings
from cafe.erasure.job import Doing, erase, finish
from cafe.erasure.request import Request
from cafe.model import Change, Database, Version
from cafe.report.versions import store
from tests.erasure.ground import holding
from tests.support.world import new_id


def main(data: Path, here: str, note: str, word: str) -> None:
    """Until one copy lived through it."""
    step, killed = 0, True
    while killed:
        copy = data.with_name(f"killed-{step}")
        shutil.copytree(data, copy)
        killed = _killed(copy, here, note, step)
        print(json.dumps({"step": step, "killed": killed, **_left(copy, here, word)}), flush=True)
        step += 1


def _killed(copy: Path, here: str, note: str, last: int) -> bool:
    child = os.fork()
    if child:
        return os.WIFSIGNALED(os.waitpid(child, 0)[1])
    told = iter(range(1000))

    def progress(_what: str, _done: int, _of: int) -> None:
        if next(told) == last:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = load_settings({"CAFE_DATA_DIR": str(copy)})
    request = Request("note", note, "person")
    erase(
        Doing(Database(settings.database), settings, here, request, "person:1", new_id()), progress
    )
    os._exit(0)


def _left(copy: Path, here: str, word: str) -> dict[str, object]:
    """As the next start finds it, and leaves it."""
    settings = load_settings({"CAFE_DATA_DIR": str(copy)})
    db = Database(settings.database)
    finish(db, settings)
    with db.reading() as session:
        erased = select(func.count()).select_from(Change).where(Change.what == "erased")
        done = session.scalars(erased).one()
        folders = session.scalars(select(Version.folder)).all()
    whole = all(store.read(store.folder_of(copy, here, folder)).lines for folder in folders)
    # What was being written when it was killed is swept with whatever is a day old.
    lie = [path.name for path in (copy / "versions" / here).iterdir() if path.name[0] != "."]
    db.engine.dispose()
    return {"erased": done, "stands": bool(holding(copy, word)), "whole": whole, "files": lie}


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
