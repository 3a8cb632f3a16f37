"""The database's shape: the same by migrations as by the models, both ways, on both databases."""

from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, Table, func, inspect, select, text
from sqlalchemy.orm import Session

from cafe.migrations import NEWEST, alembic_config, is_current, upgrade
from cafe.model import Base, Database, Note, events
from cafe.model.note import late_notes


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: object) -> Iterator[Engine]:
    """An empty database of either kind."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/cafe.db"
    else:
        url = request.getfixturevalue("postgres_url")
    database = Database(url)
    yield database.engine
    database.engine.dispose()


def test_the_newest_step_is_the_last() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [NEWEST]


def test_up_gives_the_models_shape(engine: Engine) -> None:
    """By the steps; then the first start of a new café, which takes none, gives the same."""
    config = alembic_config()
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
    assert not upgrade(engine), "a second start has nothing to do"
    by_steps, first = shape(engine), rows_at_first(engine)
    command.downgrade(config, "base")
    assert upgrade(engine)
    assert is_current(engine)
    at_once = shape(engine)
    names = at_once.keys() | by_steps.keys()
    other = {name for name in names if at_once.get(name) != by_steps.get(name)}
    assert {name: (at_once.get(name), by_steps.get(name)) for name in other} == {}
    assert rows_at_first(engine) == first == {"organisation": 1}


def shape(engine: Engine) -> dict[str, object]:
    """Every column, key, check and index with all that is said of it; but for columns' order."""
    here = inspect(engine)
    found: dict[str, object] = {}
    for table in here.get_table_names():
        found[f"{table}: key"] = here.get_pk_constraint(table)
        for column in here.get_columns(table):
            # SQLite makes '0' a number in a column of numbers.
            default = str(column["default"]).replace("'0'", "0")
            about = {**column, "type": str(column["type"]), "default": default}
            found[f"{table}: {column['name']}"] = about
        for of_a_kind in (
            here.get_foreign_keys,
            here.get_unique_constraints,
            here.get_check_constraints,
            here.get_indexes,
        ):
            found |= {f"{table}: {one['name']}": one for one in of_a_kind(table)}
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            never = "SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%'"
            # A step that rebuilds a table must say so again; else what somebody did is another's.
            again = set(connection.execute(text(never)).scalars())
            wanted = {one.name for one in Base.metadata.tables.values() if once(one)}
            assert again == wanted != set()
            found["no number twice"] = again
    return found


def once(table: Table) -> bool:
    """Whether no number of a row of this table is ever given again."""
    return bool(table.dialect_options["sqlite"]["autoincrement"])


def rows_at_first(engine: Engine) -> dict[str, int]:
    """How many rows an empty café has, table by table."""
    with engine.connect() as connection:
        counts = {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in Base.metadata.tables.items()
        }
    return {name: count for name, count in counts.items() if count}


def test_down_leaves_nothing_and_up_again_works(engine: Engine) -> None:
    upgrade(engine)
    config = alembic_config()
    config.attributes["engine"] = engine
    command.downgrade(config, "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    assert upgrade(engine)
    assert is_current(engine)


ROWS = (
    "INSERT INTO person (id, email, name, password_hash) VALUES (1, 'a@example.org', 'Ada', 'x')",
    "INSERT INTO workshop"
    " (id, title, document_title, language, date, commissioner, stage, revision)"
    " VALUES ('abcdef', 'T', 'D', 'nb', '2026-01-01', '', 'open', 0)",
    "INSERT INTO organiser (workshop_id, person_id) VALUES ('abcdef', 1)",
    "INSERT INTO question (id, workshop_id, number, text, form, parts)"
    " VALUES (1, 'abcdef', 1, 'Hva?', 'tables', '[]')",
    "INSERT INTO cafe_table (id, workshop_id, question_id, number, split, hosts)"
    " VALUES (1, 'abcdef', 1, 1, false, '[]')",
    "INSERT INTO note (id, uid, workshop_id, table_id, kind, text, struck, elaborations)"
    " VALUES (1, 'uid-1', 'abcdef', 1, 'keyword', 'ro', false, '[]')",
)


def test_a_cafe_lives_through_every_step_up_and_down(engine: Engine) -> None:
    config = alembic_config()
    config.attributes["engine"] = engine
    command.upgrade(config, "0001")
    with engine.execution_options(writes=True).begin() as connection:
        for row in ROWS:
            connection.execute(text(row))
    for way, there in ((command.upgrade, "head"), (command.downgrade, "0001")):
        way(config, there)
        with engine.connect() as connection:
            notes = connection.execute(text("SELECT text FROM note")).scalars().all()
            owners = connection.execute(text("SELECT person_id FROM organiser")).scalars().all()
            assert (notes, owners) == (["ro"], [1]), there
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_step_back_shows_nothing_that_was_held(engine: Engine) -> None:
    config = alembic_config()
    config.attributes["engine"] = engine
    command.upgrade(config, "0010")
    asked = (
        "INSERT INTO asked (id, uid, workshop_id, note_id, text, answered, shown, hidden, decided)"
        " VALUES ({id}, 'asked-{id}', 'abcdef', 1, 'Hvem?', 'no', true, false, {decided})"
    )
    dot = "INSERT INTO dot (note_id, device, lifted) VALUES (1, 'device-{id}', {lifted})"
    with engine.execution_options(writes=True).begin() as connection:
        for row in ROWS:
            connection.execute(text(row))
        for id, decided in enumerate(("NULL", "'taken'", "'waiting'", "'left'"), 1):
            connection.execute(text(asked.format(id=id, decided=decided)))
        for id, lifted in enumerate(("NULL", "'act'"), 1):
            connection.execute(text(dot.format(id=id, lifted=lifted)))
    command.downgrade(config, "0009")
    with engine.connect() as connection:
        hidden = connection.execute(text("SELECT hidden FROM asked ORDER BY id")).scalars().all()
        dots = connection.execute(text("SELECT device FROM dot")).scalars().all()
    assert [bool(one) for one in hidden] == [False, False, True, True]
    assert dots == ["device-1"]


LATE = (
    "INSERT INTO late_note"
    " (id, uid, workshop_id, table_id, kind, part, text, paper, decided, held, reason) VALUES"
    " (1, 'uid-2', 'abcdef', 1, 'keyword', 'A', 'sent', true, 'waiting', false, NULL),"
    " (2, 'uid-3', 'abcdef', 1, 'keyword', NULL, 'ut', false, 'left', false, 'nei'),"
    " (3, 'uid-1', 'abcdef', 1, 'statement', NULL, 'ro nå', false, 'taken', true, NULL),"
    " (4, 'uid-4', 'abcdef', 1, 'keyword', NULL, 'vent', false, 'waiting', true, NULL),"
    " (5, 'uid-5', 'abcdef', 1, 'keyword', NULL, 'tull', false, 'left', true, 'tull')"
)
KEPT = "SELECT uid, kind, part, text, paper, decided, held, reason FROM late_note ORDER BY uid"


def test_late_notes_become_notes_and_late_notes_again(engine: Engine) -> None:
    config = alembic_config()
    config.attributes["engine"] = engine
    command.upgrade(config, "0010")
    with engine.execution_options(writes=True).begin() as connection:
        for row in (*ROWS, LATE):
            connection.execute(text(row))
        if engine.dialect.name == "postgresql":  # numbers were given above, not asked for
            connection.execute(text("SELECT setval(pg_get_serial_sequence('note', 'id'), 1)"))
        before = connection.execute(text(KEPT)).all()
    command.upgrade(config, "0011")
    with engine.connect() as connection:
        states = connection.execute(text("SELECT uid, text, state FROM note ORDER BY uid")).all()
    assert [tuple(row) for row in states] == [
        ("uid-1", "ro", "poster"),
        ("uid-2", "sent", "late"),
        ("uid-3", "ut", "left"),
        ("uid-4", "vent", "held"),
        ("uid-5", "tull", "held-left"),
    ]
    command.upgrade(config, "head")  # what reads notes knows them as they are today
    with Session(engine) as session:
        assert [note.text for note in session.scalars(select(Note))] == ["ro"]
        told = {note.uid: events.late_body(note) for note in session.scalars(late_notes())}
    assert told["uid-1"]["text"] == "ro nå"
    assert [told[uid]["decided"] for uid in sorted(told)] == [
        *("taken", "waiting", "left"),
        *("waiting", "left"),
    ]
    command.downgrade(config, "0010")
    with engine.connect() as connection:
        assert connection.execute(text(KEPT)).all() == before
        assert connection.execute(text("SELECT uid, text FROM note")).all() == [("uid-1", "ro")]


def test_a_step_back_hangs_nothing_up_that_came_from_elsewhere(engine: Engine) -> None:
    config = alembic_config()
    config.attributes["engine"] = engine
    command.upgrade(config, "0010")
    with engine.execution_options(writes=True).begin() as connection:
        for row in ROWS:
            connection.execute(text(row))
    command.upgrade(config, "head")
    origin = (
        "INSERT INTO cafe_table (id, workshop_id, question_id, number, split, hosts, kind, name)"
        " VALUES (2, 'abcdef', 1, 10001, false, '[]', 'origin', 'Skjema')"
    )
    note = (
        "INSERT INTO note (id, uid, workshop_id, table_id, kind, text, struck, elaborations,"
        " round, paper, in_main, state) VALUES ({id}, 'uid-{id}', 'abcdef', {at},"
        " 'keyword', 'fra skjema', false, '[]', 0, false, false, '{state}')"
    )
    with engine.execution_options(writes=True).begin() as connection:
        connection.execute(text(origin))
        for id, at, state in ((2, 2, "gathered"), (3, 1, "gathered"), (4, 1, "withdrawn")):
            connection.execute(text(note.format(id=id, at=at, state=state)))
        connection.execute(text("INSERT INTO apart (first_id, second_id) VALUES (1, 2)"))
    command.downgrade(config, "0020")
    with engine.connect() as connection:
        notes = connection.execute(text("SELECT text FROM note")).scalars().all()
        tables = connection.execute(text("SELECT number FROM cafe_table")).scalars().all()
    assert (notes, tables) == (["ro"], [1])
