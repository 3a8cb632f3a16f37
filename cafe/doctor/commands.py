"""`doctor`: one line for each thing that is looked at, and the way out where one is needed."""

import os
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy.exc import SQLAlchemyError

from cafe.backup.target import check_whole, sqlite_path
from cafe.config import PREFIX, Settings, default_data_dir, load_settings
from cafe.core.clock import today
from cafe.core.i18n import _
from cafe.doctor import database, places
from cafe.doctor.found import Found
from cafe.errors import CafeError
from cafe.model import Database
from cafe.model.database.trouble import in_words

NO_KEY = "there is none, and none is made"


def run() -> int:
    """1 when something is wrong, else 0. Nothing is changed."""
    worst = 0
    for found in look():
        print(found.line(), flush=True)
        worst = worst or found.how == "wrong"
    return int(worst)


def look() -> Iterator[Found]:
    """Everything there is to be found."""
    folder = Path(os.environ.get(f"{PREFIX}DATA_DIR") or default_data_dir()).expanduser()
    if not folder.is_dir():  # reading the settings would make it
        words = _("It is not there. Set CAFE_DATA_DIR, or start the café: it makes one.")
        yield Found(_("Data folder %(folder)s", folder=folder), "wrong", words)
        return
    try:
        settings = load_settings(_with_a_key(folder))
    except ValidationError as error:
        for wrong in error.errors(include_input=False, include_url=False):
            name = f"{PREFIX}{str(wrong['loc'][0]).upper()}"
            yield Found(_("Settings"), "wrong", f"{name}: {wrong['msg']}")
        return
    except (CafeError, OSError) as error:
        yield Found(_("Settings"), "wrong", in_words(error) or "")
        return
    yield from places.settings_agree(settings)
    yield _told(partial(places.folder, settings), _("Data folder"))
    yield _told(partial(places.room, settings), _("Data folder"))
    yield from _in_database(settings)
    yield _told(places.fonts, _("Fonts"))
    yield _told(partial(places.jobs, settings), _("Work in the background"))
    yield _told(partial(places.copies, settings, today()), _("Copies"))


def _with_a_key(folder: Path) -> dict[str, str]:
    """The settings; with any key where there is none, for reading them would keep a new one."""
    name = f"{PREFIX}SECRET_KEY"
    given = dict(os.environ)
    return given if given.get(name) or (folder / "secret.key").exists() else given | {name: NO_KEY}


def _told(check: Callable[[], Found], what: str) -> Found:
    try:
        return check()
    except Exception as error:
        return Found(what, "wrong", in_words(error) or type(error).__name__)


def _in_database(settings: Settings) -> Iterator[Found]:
    path = sqlite_path(settings.database)
    try:
        check_whole(settings)
        if path is not None and not path.exists():
            words = _("There is none yet: start the café, or restore a backup.")
            yield Found(_("Database (%(kind)s)", kind="SQLite"), "look", words)
            return
        db = Database(settings.database, kept=False)
        found = database.database(db)
        yield found
        if found.how != "fine":
            return
        with db.reading() as session:
            yield database.key(settings, session)
            yield from database.kept_files(settings, session)
            yield database.clock(session)
    except (CafeError, SQLAlchemyError, OSError) as error:
        words = in_words(error) or type(error).__name__
        yield Found(_("Database"), "wrong", words)
