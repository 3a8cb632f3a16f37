"""What is looked at in the database: is it whole, does the key fit, are the files there."""

import time
from collections.abc import Iterator
from datetime import UTC

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.backup import files, rows
from cafe.backup.make import damage
from cafe.config import Settings
from cafe.core.i18n import _
from cafe.doctor.found import Found, some
from cafe.errors import CafeError
from cafe.migrations import is_current
from cafe.model import Change, Database, Link
from cafe.people.links import digest, token_of

AHEAD = 300  # seconds by which two clocks may differ


def database(db: Database) -> Found:
    """Whether it is there, ours, and whole. Raises what the database itself raises."""
    kind = "SQLite" if db.is_sqlite else "PostgreSQL"
    what = _("Database (%(kind)s)", kind=kind)
    try:
        current = is_current(db.engine)
    except CafeError as error:
        return Found(what, "wrong", error.message)
    if not current:
        words = _(
            "It is not in its newest shape. Make a backup, then start the café, or run upgrade."
        )
        return Found(what, "look", words)
    if not db.is_sqlite:
        return Found(what)
    with db.engine.connect() as connection:
        wrong = damage(connection)
    if wrong:
        words = _(
            "It is damaged: %(why)s. Keep a copy of it as it is, and restore the last good backup.",
            why="; ".join(wrong),
        )
        return Found(what, "wrong", words)
    return Found(what)


def key(settings: Settings, session: Session) -> Found:
    """Whether links and codes were made with the key that is there."""
    what = _("Key")
    link = session.scalars(select(Link).order_by(Link.id.desc()).limit(1)).first()
    mine = settings.secret_key
    if link is not None and digest(mine, token_of(mine, link.nonce)) != link.token_digest:
        words = _(
            "It is not the one that links and printed codes were made with: none of them opens. "
            "Put back the secret.key that was kept with the database, or CAFE_SECRET_KEY."
        )
        return Found(what, "wrong", words)
    return Found(what)


def kept_files(settings: Settings, session: Session) -> Iterator[Found]:
    """Files that rows name and that are gone, and files that no row names."""
    connection = session.connection()
    tables = {table.name: table for table in rows.tables_of(connection)}
    named = dict(files.named_by_rows(connection, tables, settings.data_dir))
    gone = [
        place
        for place, must in named.items()
        if must and not files.in_place(settings.data_dir, place)
    ]
    what = _("Photographs, versions and templates (%(count)s)", count=len(named))
    if gone:
        words = _("%(names)s is not there. Take it from a backup (a zip file).", names=some(gone))
        yield Found(what, "wrong", words)
    else:
        yield Found(what)
    if loose := files.unnamed(settings.data_dir, set(named)):
        words = _(
            "No row names %(names)s. They may be left from something that was cut off, and take "
            "room; what is older than a day can be taken away.",
            names=some(loose),
        )
        yield Found(_("Files that nobody names"), "look", words)


def clock(session: Session) -> Found:
    """Whether it is later than the last thing that was done."""
    what = _("Clock")
    last = session.scalar(select(func.max(Change.at)))
    at = last.replace(tzinfo=UTC) if last is not None and last.tzinfo is None else last
    if at is not None and at.timestamp() > time.time() + AHEAD:
        words = _("It is earlier than the last change (%(at)s). Set the machine's clock.", at=at)
        return Found(what, "wrong", words)
    return Found(what)
