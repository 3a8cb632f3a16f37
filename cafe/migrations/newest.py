"""An installation's database in its newest shape, for the server and for what runs beside it."""

from cafe.backup.target import check_whole, clear
from cafe.config import Settings
from cafe.migrations import upgrade
from cafe.model import Database
from cafe.model.database.clearing import owing


def migrated(settings: Settings) -> Database:
    """The database of `settings`, brought to the newest shape. Raises Conflict, half restored."""
    check_whole(settings)
    db = Database(settings.database)
    upgrade(db.engine)
    clear(settings)
    return owing(db, settings.data_dir)
