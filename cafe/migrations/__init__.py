"""The database's shape, one step after another, both ways (Alembic)."""

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine, inspect, text

if TYPE_CHECKING:
    from alembic.config import Config

# The newest step's name. A start that has nothing to do need not read Alembic in (0.2 s).
NEWEST = "0010"


def alembic_config() -> "Config":
    """Alembic's settings, without a file of their own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config


def is_current(engine: Engine) -> bool:
    """True when the database has the newest shape."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars()
        return list(found) == [NEWEST]


def upgrade(engine: Engine) -> bool:
    """Bring the database to the newest shape; True when there was something to do."""
    if is_current(engine):
        return False
    from alembic import command

    config = alembic_config()
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
    return True
