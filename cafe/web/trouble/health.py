"""For whoever runs the café: does it live, and can it keep what is typed?

Asked as often as anybody likes: what was found is told again for a second.
"""

import time
from collections.abc import Callable
from functools import partial

from flask import Flask, Response
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError

from cafe.core.files import free_for_files
from cafe.errors import CafeError
from cafe.model import Change, Database, Person, Workshop
from cafe.web.state import Cafe

SECONDS = 1.0
LEAST_FREE = 64 * 1024 * 1024  # bytes: a day of notes, and what SQLite writes beside them
READ = (Workshop.id, Person.id, Change.revision)


def set_up(app: Flask, cafe: Cafe) -> None:
    """Give `app` the routes /healthz (it lives and can read) and /readyz (it can write)."""
    for name, look in (("healthz", reads), ("readyz", writes)):
        app.add_url_rule(f"/{name}", name, _route(partial(look, cafe)))


def reads(cafe: Cafe) -> str:
    """ "" when the database can be read, else what is wrong.

    By a connection of its own: one that is kept may tell of a file that is long broken.
    """
    database = Database(cafe.settings.database, kept=False)
    try:
        with database.reading() as session:
            for column in READ:
                session.execute(select(column).limit(1)).all()
    except (SQLAlchemyError, CafeError):
        return "the database cannot be read"
    finally:
        database.engine.dispose()
    return ""


def writes(cafe: Cafe) -> str:
    """ "" when what is typed can be kept, else what is wrong."""
    try:
        if free_for_files(cafe.settings.data_dir) < LEAST_FREE:
            return "the disk is full"
    except OSError:
        return "the folder of files cannot be written to"
    try:
        with cafe.db.writing(patience=SECONDS) as tx:
            tx.execute(update(Workshop).where(Workshop.id == "").values(revision=0))  # nobody's
            tx.rollback()
    except (SQLAlchemyError, CafeError):
        return "the database cannot be written to"
    return reads(cafe)


def _route(look: Callable[[], str]) -> Callable[[], Response]:
    found, until = "", 0.0

    def told() -> Response:
        nonlocal found, until
        if time.monotonic() > until:
            until = time.monotonic() + SECONDS
            found = look()
        words, status = (found, 503) if found else ("ok", 200)
        return Response(f"{words}\n", status, mimetype="text/plain")

    return told
