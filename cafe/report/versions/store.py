"""Where kept versions lie: a folder of files for each, written whole or not at all."""

import json
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from cafe.core import files as stored
from cafe.core.files import versions_folder
from cafe.document.changed import Line
from cafe.document.note_status import NoteStatus

FACTS = "version.json"
ABANDONED_SECONDS = 24 * 3600


class Kept(NamedTuple):
    """What lies in a version's folder beside the files: of which revision it is, and its texts.

    `complete`: the accounts of the printed questions add up. `statuses`: what became of each note.
    """

    revision: int
    complete: bool
    lines: list[Line]
    statuses: Mapping[str, NoteStatus] = {}


def write(folder: Path, files: Iterable[tuple[str, bytes]], kept: Kept) -> None:
    """Put `files`, each a format and its bytes, and the facts into the new folder `folder`."""
    facts = (FACTS, json.dumps(_facts(kept)).encode())
    documents = ((f"document.{format}", contents) for format, contents in files)
    stored.put_all(folder, chain(documents, [facts]))


def _facts(kept: Kept) -> dict[str, Any]:
    """As they lie in the file: what became of the notes is called `statuses` there."""
    facts = kept._asdict()
    facts["fates"] = facts.pop("statuses")
    return facts


def read(folder: Path) -> Kept:
    """What `write` put there. Raises FileNotFoundError."""
    contents = stored.read(folder / FACTS)
    if contents is None:
        raise FileNotFoundError(folder)
    facts: dict[str, Any] = json.loads(contents)
    # A version kept before this was written down has none.
    statuses = {note: tuple(status) for note, status in facts.get("fates", {}).items()}
    return Kept(facts["revision"], facts["complete"], lines_from(facts["lines"]), statuses)


@lru_cache(maxsize=8)
def statuses(folder: Path) -> Mapping[str, NoteStatus]:
    """What became of each note, by its id. A version never changes: it is read once."""
    return read(folder).statuses


def lines_from(stored: Iterable[list[str]]) -> list[Line]:
    """Lines as they come out of JSON."""
    return [Line(*values) for values in stored]


def folder_of(data_dir: Path, workshop_id: str, name: str) -> Path:
    """The folder of the version whose files are called `name`."""
    return versions_folder(data_dir, workshop_id) / name


def sweep(folder: Path, known: Collection[str]) -> None:
    """Take away what lies in `folder` and is no version's, when nobody can be writing it now."""
    for name in stored.older(folder, ABANDONED_SECONDS):
        if name not in known:
            drop(folder / name)


def drop(folder: Path) -> None:
    """Take away a folder that no version has."""
    stored.remove_all(folder)
