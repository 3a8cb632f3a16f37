"""Where kept versions lie: a folder of files for each, written whole or not at all."""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from cafe.core import files as stored
from cafe.core.files import versions_folder
from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.document.changed import Line
from cafe.document.note_status import NoteStatus
from cafe.document.raw import Raw
from cafe.document.tree import Document
from cafe.errors import NotFound

FACTS = "version.json"
# The Word template that it was printed on, when there was one.
PAPER = "letterhead.docx"
# What could not be made, and why, where not every file could.
NOT_MADE = "not-made.txt"
SALT_BYTES = 16
ABANDONED_SECONDS = 24 * 3600
MADE_FROM: dict[str, TypeAdapter[Any]] = {
    "document": TypeAdapter(Document | None),
    "raw": TypeAdapter(Raw | None),
}
STATUSES: TypeAdapter[dict[str, NoteStatus]] = TypeAdapter(dict[str, NoteStatus])


class Damaged(NotFound):
    """The file of facts lies there, and cannot be read."""


class Kept(NamedTuple):
    """What lies in a version's folder beside the files: of which revision it is, and its texts.

    `complete`: the accounts of the printed questions add up. `statuses`: what became of each note.
    `document` and `raw`: what its files were written from, and can be written from anew; one that
    was kept before these were has none.
    """

    revision: int
    complete: bool
    lines: list[Line]
    statuses: Mapping[str, NoteStatus] = {}
    document: Document | None = None
    raw: Raw | None = None


def write(folder: Path, files: Iterable[tuple[str, bytes]], kept: Kept) -> None:
    """Put `files` by name, and the facts, into the new folder `folder`."""
    stored.put_all(folder, chain(files, [(FACTS, _as_json(kept))]))


def _as_json(kept: Kept) -> bytes:
    """As they lie in the file: what became of the notes is called `fates` there. The salt is of
    this file alone, so that nobody can guess from its digest what it says once it is gone.
    """
    facts: dict[str, Any] = {"salt": secrets.token_hex(SALT_BYTES), **kept._asdict()}
    facts["fates"] = facts.pop("statuses")
    for name, kind in MADE_FROM.items():
        facts[name] = kind.dump_python(facts[name], mode="json")
    return json.dumps(facts, ensure_ascii=False).encode()


def read(folder: Path) -> Kept:
    """What `write` put there. Raises FileNotFoundError, Damaged."""
    contents = stored.read(folder / FACTS)
    if contents is None:
        raise FileNotFoundError(folder)
    try:
        return facts_in(contents)
    except ValueError as error:
        raise Damaged(
            _(
                "What this version was made from is damaged on the server. Its files can still be "
                "taken. Whoever runs the server can put it back from a copy."
            )
        ) from error


def facts_in(contents: bytes) -> Kept:
    """What is told by the file of facts. Raises ValueError when broken."""
    try:
        return _facts_in(parsed(contents))
    except (AttributeError, LookupError, TypeError) as error:
        raise ValueError("no file of facts") from error


def _facts_in(facts: dict[str, Any]) -> Kept:
    if "seal" in (facts.get("document") or {}):  # before its words were made when they are printed
        facts["document"]["sealed"] = facts["document"].pop("seal")
    # A version kept before this was written down has none, or does not tell what was reworded.
    found = facts.get("fates", {}).items()
    statuses = STATUSES.validate_python(
        {note: (*status[:6], bool(status[6:] and status[6])) for note, status in found}
    )
    made = {name: kind.validate_python(facts.get(name)) for name, kind in MADE_FROM.items()}
    lines = lines_from(facts["lines"])
    return Kept(int(facts["revision"]), bool(facts["complete"]), lines, statuses, **made)


def digest_of(contents: bytes) -> str | None:
    """The SHA-256 of a file of facts; None for one without a salt, which is from before there were
    any: whoever has such a digest could try out words. None for a broken one as well.
    """
    if not _told_in(contents).get("salt"):
        return None
    return hashlib.sha256(contents).hexdigest()


def _told_in(contents: bytes) -> dict[str, Any]:
    """The names in a file of facts, with what they say; {} for a broken one."""
    try:
        found = parsed(contents)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def document_in(folder: Path) -> Document | None:
    """What the files in `folder` were written from, when that lies there. Raises Damaged."""
    try:
        return read(folder).document
    except FileNotFoundError:
        return None


def says_same(folder: Path, kept: Kept) -> bool:
    """Whether what lies in `folder` says the very same as `kept`, but for which version it is."""
    try:
        before = read(folder)
    except (FileNotFoundError, Damaged):
        return False
    return before.document is not None and _unnumbered(before) == _unnumbered(kept)


def _unnumbered(kept: Kept) -> Kept:
    document, raw = kept.document, kept.raw and replace(kept.raw, stamp="")
    if document is not None and document.edition is not None:
        document = replace(document, edition=replace(document.edition, number=0, day=None))
    return kept._replace(revision=0, lines=[], document=document, raw=raw)


def tree(folder: Path) -> Document | None:
    """What the files in `folder` were written from, when it tells: read once, for whoever takes one
    extract of a version takes another. Raises FileNotFoundError, Damaged."""
    return _tree(folder, stored.mark(folder / FACTS))


def has_tree(folder: Path) -> bool:
    """Whether what the files in `folder` were written from lies there, so that extracts can be
    taken. Looked up once, until the file is another one."""
    return _has_tree(folder, stored.mark(folder / FACTS))


def statuses(folder: Path) -> Mapping[str, NoteStatus]:
    """What became of each note, by its id; none when the raw material is gone. Read once, until the
    file is another one. Raises FileNotFoundError, Damaged."""
    return _statuses(folder, stored.mark(folder / FACTS))


@lru_cache(maxsize=4)
def _tree(folder: Path, _mark: int) -> Document | None:
    return read(folder).document


@lru_cache(maxsize=1024)
def _has_tree(folder: Path, _mark: int) -> bool:
    return bool(_told_in(stored.read(folder / FACTS) or b"").get("document"))


@lru_cache(maxsize=8)
def _statuses(folder: Path, _mark: int) -> Mapping[str, NoteStatus]:
    return read(folder).statuses


def forget() -> None:
    """What was read once is read again: words that were erased lie in memory no longer."""
    _tree.cache_clear()
    _statuses.cache_clear()


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
