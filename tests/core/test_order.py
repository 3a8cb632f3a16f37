"""Whatever is read in an order is read in one order: the last thing asked for is nobody else's."""

import ast
from collections.abc import Iterator
from pathlib import Path

import cafe.model  # noqa: F401 - every noun is known
from cafe.model import Base
from tests.house.sources import files, short

# What no two rows of a list have, beside their keys: within a café, a table or a person.
BY_KEY = "cafe/backup/rows.py"  # reads each table by its whole key
ALONE = {"uid", "number", "revision", "email", "file", "folder", "primary_key"}


def _asked_for(path: Path) -> Iterator[tuple[str, str]]:
    """Where an order is asked for, and the column that it ends in."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lists = {
        name.id: node.value.elts[-1]
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Tuple)
        for name in node.targets
        if isinstance(name, ast.Name)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        if node.func.attr == "order_by" and node.args:
            last = node.args[-1]
            if isinstance(last, ast.Starred):
                last = last.value
                last = lists.get(last.id, last) if isinstance(last, ast.Name) else last
            columns = [one for one in ast.walk(last) if isinstance(one, ast.Attribute)]
            names = [one.attr for one in columns if one.attr not in ("desc", "asc", "min")]
            yield f"{short(path)}:{node.lineno}", names[0] if names else ""


def test_every_order_ends_in_what_is_one_rows_alone() -> None:
    keys = {
        column.name
        for table in Base.metadata.tables.values()
        for column in table.primary_key
        if column.name not in ("workshop_id", "question_id", "table_id")
    }
    ours = [path for path in files("cafe/**/*.py") if "migrations" not in path.parts]
    ours = [path for path in ours if short(path) != BY_KEY]
    asked = [found for path in ours for found in _asked_for(path)]
    assert len(asked) > 150
    assert [where for where, last in asked if last not in ALONE | keys] == []
    related = [
        (f"{mapper.class_.__name__}.{way.key}", way.order_by[-1].name)
        for mapper in Base.registry.mappers
        for way in mapper.relationships
        if way.order_by
    ]
    assert len(related) > 8
    assert [where for where, last in related if last not in ALONE | keys] == []
