"""The database's shape, one step after another, both ways (Alembic)."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, literal, select, table, text

from cafe.core.i18n import _
from cafe.errors import Conflict

if TYPE_CHECKING:
    from alembic.config import Config

# The newest step: a start that has nothing to do need not read Alembic in (0.2 s).
NEWEST = max(step.name[1:5] for step in (Path(__file__).parent / "versions").glob("v*.py"))

# A table, and a folder beside the files, as long as a backup is not restored whole (backup/).
RESTORING = "restoring"


def alembic_config() -> "Config":
    """Alembic's settings, without a file of their own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def is_current(engine: Engine) -> bool:
    """True when the database has the newest shape. Raises Conflict for one that is not ours."""
    with engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        found = []
        if "alembic_version" in tables:
            numbers = connection.execute(text("SELECT version_num FROM alembic_version"))
            found = list(numbers.scalars())
        _check_ours(tables, found)
        if tables and connection.dialect.name == "sqlite":
            _read_each(connection, tables)
        return found == [NEWEST]


def _read_each(connection: Connection, tables: list[str]) -> None:
    """The first row of each table: a damaged file is told at the start, and not by a page later."""
    first = (select(literal(1)).select_from(table(name)).limit(1) for name in tables)
    connection.execute(select(*(one.scalar_subquery() for one in first)))


def _check_ours(tables: list[str], found: list[str]) -> None:
    """Raise Conflict unless it is empty, or a café's of this version or an earlier one."""
    if RESTORING in tables:
        raise cut_off()
    if any(number > NEWEST for number in found):
        raise Conflict(
            _(
                "The database comes from a newer version of Dialogkafé (%(there)s; this one knows "
                "%(here)s). Nothing was changed. Start that version.",
                there=max(found),
                here=NEWEST,
            )
        )
    if not found and set(tables) - {"alembic_version"}:
        raise Conflict(
            _(
                "The database holds tables, and does not say of which version of Dialogkafé. "
                "Nothing was changed. Name another database, or put back a copy."
            )
        )


def cut_off() -> Conflict:
    """Said wherever a restore was begun and not ended."""
    return Conflict(
        _("A backup was being restored here, and it was cut off. Run the same restore again.")
    )


def upgrade(engine: Engine) -> bool:
    """Bring the database to the newest shape; True when there was something to do."""
    if is_current(engine):
        return False
    from alembic import command

    config = alembic_config()
    config.attributes |= {"engine": engine, "at_once": True}
    command.upgrade(config, "head")
    return True
