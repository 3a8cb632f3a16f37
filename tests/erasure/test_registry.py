"""No place where words lie is forgotten: every column and file says what reaches it."""

from sqlalchemy import JSON, String

from cafe.erasure.queries import _THING, searched
from cafe.erasure.registry import SHREDDERS
from cafe.model import Base


def test_every_column_that_can_hold_words_names_its_shredder() -> None:
    tables = Base.metadata.tables.values()
    texts = {
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if isinstance(column.type, (String, JSON))  # Text is a String
    }
    assert texts == set(SHREDDERS), "say in erasure/registry.py what reaches the column"


def test_what_is_looked_through_is_some_thing_s() -> None:
    assert set(searched()) == set(_THING)
