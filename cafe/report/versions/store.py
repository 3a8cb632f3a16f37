"""Where kept versions lie: a folder of files for each, written whole or not at all."""

import json
import os
import shutil
import time
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from cafe.core.files import versions_folder
from cafe.document.changed import Line
from cafe.document.note_status import Fate

FACTS = "version.json"
ABANDONED_SECONDS = 24 * 3600


class Kept(NamedTuple):
    """What lies in a version's folder beside the files: of which revision it is, and its texts.

    `complete`: the accounts of the printed questions add up. `fates`: what became of each note.
    """

    revision: int
    complete: bool
    lines: list[Line]
    fates: Mapping[str, Fate] = {}


def write(folder: Path, files: Iterable[tuple[str, bytes]], kept: Kept) -> None:
    """Put `files`, each a format and its bytes, and the facts into the new folder `folder`."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{os.getpid()}")
    unfinished.mkdir()
    try:
        for format, contents in files:
            _lasting(unfinished / f"document.{format}", contents)
        _lasting(unfinished / FACTS, json.dumps(kept._asdict()).encode())
        _settle(unfinished)
        unfinished.rename(folder)
        _settle(folder.parent)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise


def _lasting(path: Path, contents: bytes) -> None:
    with path.open("xb") as file:
        file.write(contents)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """The names in `folder` are on the disk too."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(folder: Path) -> Kept:
    """What `write` put there."""
    facts: dict[str, Any] = json.loads((folder / FACTS).read_bytes())
    # What was kept before fates were tells nothing of them.
    fates = {note: tuple(fate) for note, fate in facts.get("fates", {}).items()}
    return Kept(facts["revision"], facts["complete"], lines_from(facts["lines"]), fates)


@lru_cache(maxsize=8)
def fates(folder: Path) -> Mapping[str, Fate]:
    """What became of each note, by its id. A version never changes: it is read once."""
    return read(folder).fates


def lines_from(stored: Iterable[list[str]]) -> list[Line]:
    """Lines as they come out of JSON."""
    return [Line(*values) for values in stored]


def folder_of(data_dir: Path, workshop_id: str, name: str) -> Path:
    """The folder of the version whose files are called `name`."""
    return versions_folder(data_dir, workshop_id) / name


def sweep(folder: Path, known: Collection[str]) -> None:
    """Take away what lies in `folder` and is no version's, when nobody can be writing it now."""
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name not in known and time.time() - path.stat().st_mtime > ABANDONED_SECONDS:
            drop(path)


def drop(folder: Path) -> None:
    """Take away a folder that no version has."""
    shutil.rmtree(folder, ignore_errors=True)
