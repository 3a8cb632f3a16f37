"""One `UPDATE` of any field that is told and kept is found in the archive alone."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from cafe import nouns
from cafe.model import (
    CafeTable,
    Category,
    Database,
    Entry,
    Note,
    Origin,
    Question,
    VisitorQuestion,
    Workshop,
)
from tests.sealed.beside import after

ROWS: dict[str, type[Any]] = {
    "workshop": Workshop,
    "question": Question,
    "table": CafeTable,
    "origin": Origin,
    "note": Note,
    "late": Note,
    "asked": VisitorQuestion,
    "category": Category,
    "entry": Entry,
}
# What is put in place of what is there, where adding to it would be no value at all.
INSTEAD: dict[str, Any] = {
    "workshop.language": "nn",
    "workshop.date": sa.func.date("2001-01-01"),
    "workshop.stage": "finished",
    "workshop.phones": "paused",
    "workshop.starts": "17:01",
    "workshop.ends": "20:31",
    "workshop.signature": {"name": "Bo", "position": "", "month": ""},
    "workshop.rounds": {"count": 1, "minutes": 1, "change": 0},
    "question.form": "pairs",
    "question.parts": [],
    "question.hints": ["more"],
    "table.hosts": ["Bo"],
    "table.roles": [{"host": "Ada", "role": "other"}],
    "table.meeting": "https://example.org/",
    "table.tags": ["Sør"],
    "table.cells": [{"cell": "1/7", "said": "illegible"}],
    "note.kind": "statement",
    "note.part": "B",
    "note.elaborations": ["more"],
    "note.gathered": "gathered",
    "late.kind": "keyword",
    "late.part": "B",
    "late.text": "another",
    "late.state": "left",
    "asked.answered": "voice",
    "asked.decided": "taken",
}
# What is kept under another name than it is told by.
COLUMN = dict.fromkeys(("gathered", "decided", "held", "tray"), "state")


def fields() -> list[str]:
    """Every field that is told and archived, by its noun."""
    return [
        f"{noun.what}.{field.name}"
        for noun in nouns.NOUNS
        for field in noun.published
        if field.key and field.name not in ("uid", "id")
    ]


def _row(tx: Session, what: str) -> Any:
    """One of a kind on which the field says something."""
    kind = ROWS[what]
    query = sa.select(kind).order_by(kind.id)
    if what == "late":
        query = query.where(Note.state.in_(("late", "held", "held-left")))
    return tx.scalars(query, execution_options={"every_state": True}).first()


def _changed(column: sa.Column[Any], value: Any) -> Any:
    if isinstance(column.type, sa.Boolean):
        return not value
    if isinstance(column.type, sa.Integer):
        return value + 1000
    return f"{value or ''} på en annen måte"


@pytest.mark.parametrize("field", fields())
def test_one_update_of_any_field_is_found(sealed: tuple[Database, str], field: str) -> None:
    what, name = field.split(".")
    noun = next(noun for noun in nouns.NOUNS if noun.what == what)
    attribute = next(one.attribute for one in noun.fields if one.name == name)
    if ROWS[what] is Note:
        attribute = COLUMN.get(attribute, attribute)

    def change(tx: Session) -> None:
        row, kind = _row(tx, what), ROWS[what]
        table = kind.__table__
        column = sa.inspect(kind).column_attrs[attribute].columns[0]
        value = INSTEAD.get(f"{what}.{name}", INSTEAD.get(f"{what}.{attribute}"))
        if value is None:
            value = _changed(column, getattr(row, attribute))
        tx.execute(sa.update(table).where(table.c.id == row.id).values({column.name: value}))

    found = after(sealed, change)
    assert found
    assert {one.check for one in found} == {"sections"}
