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
from tests.support.world import new_id


def main(data: Path, here: str, note: str, word: str) -> None:
    """One copy lives through it, and tells how many steps it has; then the others are killed."""
    whole = _copied(data, "whole")
    steps = _killed(whole, here, note, last=sys.maxsize)
    # At the beginning, between two files, just before the transaction and just after it.
    for step in (0, steps // 2, steps - 2, steps - 1):
        copy = _copied(data, f"killed-{step}")
        _killed(copy, here, note, step)
        print(json.dumps({"step": step, **_left(copy, here, word)}), flush=True)
    print(json.dumps({"step": steps, **_left(whole, here, word)}), flush=True)


def _copied(data: Path, name: str) -> Path:
    copy = data.with_name(name)
    shutil.copytree(data, copy)
    return copy


def _killed(copy: Path, here: str, note: str, last: int) -> int:
    """Kill it at step `last`; how many steps there were."""
    steps = copy / "steps"
    child = os.fork()
    if child:
        os.waitpid(child, 0)
        count = len(steps.read_bytes())
        steps.unlink()
        return count

    def progress(_what: str, _done: int, _of: int) -> None:
        with steps.open("ab") as file:
            file.write(b".")
        if steps.stat().st_size > last:
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
    # What a version says stands in its facts, whatever its files are packed in.
    lies = (path for path in copy.rglob("*") if path.suffix in (".db", ".db-wal", ".json"))
    stands = any(word.encode() in path.read_bytes() for path in lies)
    whole = all(store.read(store.folder_of(copy, here, folder)).lines for folder in folders)
    # What was being written when it was killed is swept with whatever is a day old.
    lie = [path.name for path in (copy / "versions" / here).iterdir() if path.name[0] != "."]
    db.engine.dispose()
    return {"erased": done, "stands": stands, "whole": whole, "files": lie}


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
