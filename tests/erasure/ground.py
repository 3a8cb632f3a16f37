"""A café in a data folder of its own, full of words, and where in it a word stands."""

import json
import os
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from sqlalchemy import (
    Boolean,
    ColumnElement,
    Date,
    DateTime,
    Integer,
    Table,
    insert,
    select,
    true,
)
from sqlalchemy.orm import Session

from cafe.archive.export import FORMATS, export
from cafe.archive.packing.whole import whole
from cafe.config import Settings, load_settings
from cafe.erasure.job import Doing, erase
from cafe.erasure.queries import places, searched
from cafe.erasure.request import Request
from cafe.erasure.rules import passages_of
from cafe.migrations.newest import migrated
from cafe.model import Base, Database, Workshop
from cafe.model.erase import of_cafe
from tests.support.world import new_id
from tests.writers.pdf_text import text_of


@contextmanager
def a_house(folder: Path, url: str = "") -> Iterator[tuple[Database, Settings]]:
    """An installation in `folder`, with SQLite or the PostgreSQL at `url`."""
    also = {"CAFE_DATABASE_URL": url} if url else {}
    settings = load_settings({"CAFE_DATA_DIR": str(folder), **also})
    db = migrated(settings)
    try:
        yield db, settings
    finally:
        db.engine.dispose()


@contextmanager
def opened(folder: Path) -> Iterator[tuple[Database, Settings]]:
    """The installation that lies in `folder`, in the newest shape."""
    settings = load_settings({"CAFE_DATA_DIR": str(folder)})
    db = Database(settings.database)
    try:
        yield db, settings
    finally:
        db.engine.dispose()


def erased(
    db: Database,
    settings: Settings,
    here: str,
    kind: str,
    key: str = "",
    *,
    words: str = "",
    ticked: bool = True,
    **more: Any,
) -> str:
    """Erase, wherever the words stand when `ticked`; the operation's id."""
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        found = places(session, workshop, passages_of([words])) if words and ticked else {}
    names = tuple(place.name for place in found.values())
    request = Request(kind, key, "person", words, ticked=names, **more)
    operation = new_id()
    erase(Doing(db, settings, here, request, "person:1", operation))
    return operation


# What a row says that says nothing: a kind there is, where the archive asks for one.
SAID = {"remark.about": "question", "remark.kind": "words", "followup_answer.status": "done"}
EMPTY: dict[type[Any], Any] = {
    Boolean: False,
    Date: date(2026, 5, 17),
    DateTime: datetime(2026, 5, 17, tzinfo=UTC),
    Integer: 1,
}


def a_row_in_each(tx: Session, here: str) -> None:
    """Wherever words are looked for, the café has a row."""
    for name in searched():
        _a_row(tx, here, Base.metadata.tables[name])


def _a_row(tx: Session, here: str, table: Table) -> None:
    if tx.execute(select(table).where(_its(table, here))).first():
        return
    values: dict[str, Any] = {}
    for column in table.columns:
        if column.nullable or column.default is not None or column is table.autoincrement_column:
            continue
        kind = next((one for one in EMPTY if isinstance(column.type, one)), None)
        values[column.name] = SAID.get(str(column), EMPTY[kind] if kind else new_id()[:36])
        for key in column.foreign_keys:
            _a_row(tx, here, key.column.table)
            its = select(key.column).where(_its(key.column.table, here))
            values[column.name] = tx.scalars(its.limit(1)).one()
    tx.execute(insert(table).values(**values))


def _its(table: Table, here: str) -> ColumnElement[bool]:
    """The café's rows of `table`; any, where those are no café's."""
    return true() if table.name in ("series", "organisation") else of_cafe(table, here)


def holding(folder: Path, word: str) -> list[str]:
    """The files below `folder` in which `word` stands, also inside of what is packed."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and tells(path.read_bytes(), word):
            found.append(os.fspath(path.relative_to(folder)))
    return found


def exports_holding(
    db: Database, settings: Settings, here: str, words: Sequence[str]
) -> list[tuple[str, str]]:
    """In which formats one of `words` goes out, and in which files of the zip."""
    with db.reading() as session:
        workshop = session.get_one(Workshop, here)
        files = [
            (format, export(session, workshop, format, settings.data_dir))
            for format in FORMATS
            if format not in ("zip", "package")
        ]
        for name, content in whole(session, workshop, settings.data_dir):
            files.append((name, content if isinstance(content, bytes) else content.read_bytes()))
    return [(name, word) for name, content in files for word in words if tells(content, word)]


def tokens_in_exports(
    db: Database, settings: Settings, here: str, words: Sequence[str]
) -> list[tuple[str, str]]:
    """As `exports_holding`, of the zip alone: it has every format, each once."""
    with db.reading() as session:
        files = [
            (name, content if isinstance(content, bytes) else content.read_bytes())
            for name, content in whole(session, session.get_one(Workshop, here), settings.data_dir)
        ]
    return [(name, word) for name, content in files for word in words if tells(content, word)]


def tells(content: bytes, word: str) -> bool:
    """Whether `word` stands in a file, also in the text of a PDF."""
    return word in text_of(content) if content.startswith(b"%PDF") else holds(content, word)


def holds(content: bytes, word: str) -> bool:
    """Whether `word` stands in `content`: in UTF-8, UTF-16 or JSON's escapes, unpacked."""
    ways = (
        word.encode(),
        json.dumps(word)[1:-1].encode(),
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
    )
    if any(way in content for way in ways):
        return True
    if not content.startswith(b"PK"):
        return False
    with zipfile.ZipFile(BytesIO(content)) as packed:
        return any(holds(packed.read(name), word) for name in packed.namelist())
