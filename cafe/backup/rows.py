"""A table's rows as lines of JSON, alike from SQLite and PostgreSQL, and back.

The tables are taken from the database itself, not from the model: so it goes for older shapes too.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    DateTime,
    Insert,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    bindparam,
    cast,
    collate,
    insert,
    select,
    text,
)
from sqlalchemy.exc import InterfaceError, ProgrammingError

SHAPE = "alembic_version"
AT_ONCE = 500  # rows


def tables_of(connection: Connection) -> list[Table]:
    """Every table with rows of ours, each after those that its rows point at."""
    tables = MetaData()
    tables.reflect(connection)
    return [table for table in tables.sorted_tables if table.name != SHAPE]


def shape_of(connection: Connection) -> str:
    """Which shape the database has, as the migrations count."""
    return str(connection.execute(text(f"SELECT version_num FROM {SHAPE}")).scalar_one())  # noqa: S608


def lines(connection: Connection, table: Table) -> Iterator[bytes]:
    """The names of the columns, then each row; by key, so that the same rows are the same lines."""
    columns = _columns(table)
    yield _line([column.name for column in columns])
    texts = connection.dialect.name != "sqlite"
    order = [
        collate(key, "C") if texts and isinstance(key.type, String) else key
        for key in table.primary_key
    ]
    query = select(*map(_as_read, columns)).order_by(*order)
    ways = [_plain(column) for column in columns]
    with connection.execute(query, execution_options={"yield_per": AT_ONCE}) as found:
        for row in found:
            each = zip(ways, row, strict=True)
            yield _line([value if value is None else way(value) for way, value in each])


def load(connection: Connection, table: Table, found: Iterable[bytes]) -> int:
    """Put the rows of `lines` in; how many it was. Raises ValueError, KeyError for other lines."""
    try:
        return _load(connection, table, iter(found))
    # What is no list, no row of so many, or no value that this column has.
    except (TypeError, OverflowError, StopIteration, ProgrammingError, InterfaceError) as error:
        raise ValueError(table.name) from error


def _load(connection: Connection, table: Table, each: Iterator[bytes]) -> int:
    names = json.loads(next(each))
    columns = [table.columns[name] for name in names]
    ways = [_made(column) for column in columns]
    put = _insertion(table, columns, in_text=connection.dialect.name == "sqlite")
    count = 0
    while some := list(islice(each, AT_ONCE)):
        rows = [
            {
                f"p_{name}": value if value is None else way(value)
                for name, way, value in zip(names, ways, json.loads(line), strict=True)
            }
            for line in some
        ]
        connection.execute(put, rows)
        count += len(rows)
    return count


def _columns(table: Table) -> list[Column[Any]]:
    return sorted(table.columns, key=lambda column: column.name)


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _as_read(column: Column[Any]) -> Any:
    """JSON as it is written there: so a null in it stays apart from nothing at all."""
    return cast(column, Text) if isinstance(column.type, JSON) else column


def _insertion(table: Table, columns: list[Column[Any]], *, in_text: bool) -> Insert:
    values: dict[str, Any] = {}
    for column in columns:
        is_json = isinstance(column.type, JSON)
        value = bindparam(f"p_{column.name}", type_=Text() if is_json else column.type)
        values[column.name] = cast(value, column.type) if is_json and not in_text else value
    return insert(table).values(values)


def _plain(column: Column[Any]) -> Callable[[Any], Any]:
    """What turns a value of the column, as it is read, into one of JSON."""
    if isinstance(column.type, DateTime):
        return lambda value: _utc(value).isoformat(timespec="microseconds")
    if isinstance(column.type, Date):
        return date.isoformat
    if isinstance(column.type, LargeBinary):
        return lambda value: base64.b64encode(value).decode()
    return lambda value: value


def _made(column: Column[Any]) -> Callable[[Any], Any]:
    """The way back."""
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat
    if isinstance(column.type, Date):
        return date.fromisoformat
    if isinstance(column.type, LargeBinary):
        return base64.b64decode
    return lambda value: value


def _utc(value: datetime) -> datetime:
    """SQLite keeps no time zone: it is UTC there."""
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def last_numbers(connection: Connection, tables: Iterable[Table]) -> dict[str, int]:
    """The last number that each table has given out: it is never given out again."""
    if connection.dialect.name == "sqlite":
        query = text("SELECT name, seq FROM sqlite_sequence")
        return {name: int(seq) for name, seq in connection.execute(query)}
    found = {}
    for table, sequence in _sequences(connection, tables):
        query = text(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608 - its own name
        last, called = connection.execute(query).one()
        if called:
            found[table.name] = int(last)
    return found


def count_on(connection: Connection, tables: Iterable[Table], last: dict[str, int]) -> None:
    """From now on numbers are given out behind `last`."""
    if connection.dialect.name == "sqlite":
        for name, number in last.items():
            row = {"name": name, "number": number}
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), row)
            connection.execute(text("INSERT INTO sqlite_sequence VALUES (:name, :number)"), row)
        return
    for table, sequence in _sequences(connection, tables):
        if number := last.get(table.name, 0):
            connection.execute(text("SELECT setval(:of, :to)"), {"of": sequence, "to": number})


def _sequences(connection: Connection, tables: Iterable[Table]) -> Iterator[tuple[Table, str]]:
    for table in tables:
        for key in table.primary_key:
            query = text("SELECT pg_get_serial_sequence(:of, :column)")
            where = {"of": f'"{table.name}"', "column": key.name}
            if found := connection.execute(query, where).scalar():
                yield table, str(found)
