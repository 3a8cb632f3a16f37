"""The copies that the café makes by itself, one a day, and what is known of the last ones."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter
from sqlalchemy.exc import SQLAlchemyError

from cafe.backup.gone import beside_copies
from cafe.backup.make import back_up
from cafe.backup.manifest import Manifest
from cafe.backup.rotation import days_in, name_of, to_drop
from cafe.config import Settings
from cafe.core.files import put, read
from cafe.core.i18n import _
from cafe.errors import CafeError, Invalid
from cafe.jobs.worker import Progress, quiet
from cafe.model import Database
from cafe.model.database.trouble import in_words

STATE = "backup.json"


class State(NamedTuple):
    """`made`: when the last copy was made; `failed`: when it was last tried in vain since, and why;
    `missing`: how many files that rows name were not there."""

    made: str = ""
    failed: str = ""
    why: str = ""
    missing: int = 0


STATES = TypeAdapter(State)


def state(data_dir: Path) -> State:
    """What the last tries came to."""
    try:
        return STATES.validate_json(read(data_dir / STATE) or b"{}")
    except ValueError:
        return State()


def due(settings: Settings, today: date) -> bool:
    """Whether there is no copy of today yet, where there should be one. One that cannot be looked
    for is due as well: making it tells what is wrong.
    """
    if settings.backup is None:
        return False
    try:
        return not (settings.backup / name_of(today)).exists()
    except OSError:
        return True


def make_copy(
    db: Database, settings: Settings, today: date, progress: Progress = quiet
) -> tuple[Path, Manifest]:
    """Make today's copy, and take away those that have had their time. Raises as `back_up` does;
    then that is written down, and no copy is taken away."""
    folder = settings.backup
    if folder is None:
        raise Invalid(_("Say where to write it, or set CAFE_BACKUP to a folder."), where="file")
    before = state(settings.data_dir)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for left in folder.glob("dialogkafe-*.zip.unfinished"):
            if left.name != f"{name_of(today)}.unfinished":
                left.unlink(missing_ok=True)
        made = back_up(db, settings, folder / name_of(today), progress=progress)
        beside_copies(settings)
        for name in to_drop((one.name for one in folder.iterdir()), today):
            (folder / name).unlink(missing_ok=True)
    except (CafeError, SQLAlchemyError, OSError) as error:
        why = in_words(error) or type(error).__name__
        _keep(settings, before._replace(failed=now, why=why))
        raise
    _keep(settings, State(made=now, missing=len(made.missing)))
    return folder / name_of(today), made


def _keep(settings: Settings, new: State) -> None:
    put(settings.data_dir / STATE, json.dumps(new._asdict()).encode())


def newest(folder: Path, today: date) -> date | None:
    """The day of the newest copy there is, whoever made it."""
    days = days_in(one.name for one in folder.iterdir()) if folder.is_dir() else []
    return next((day for day in days if day <= today), None)
