"""The live connection with threads, so that it runs inside the test's own process."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from flask import Flask

from cafe.config import Settings
from cafe.model import Database, Link, Workshop
from cafe.people.links import token_of
from tests.support.app import EMPTY, quiet_at_the_end
from tests.support.ground import Grounds
from tests.support.world import KEY, a_workshop


class Hall(NamedTuple):
    """A running café in this process, with one workshop in it."""

    app: Flask
    socketio: Any
    db: Database
    workshop: Workshop

    def token(self, table_number: int | None = None) -> str:
        """The token of the wall, or of one table."""
        with self.db.reading() as session:
            links = session.query(Link).where(Link.workshop_id == self.workshop.id).all()
            numbers = {table.id: table.number for q in self.questions() for table in q.tables}
            nonces = {numbers.get(link.table_id or 0): link.nonce for link in links}
        return token_of(KEY, nonces[table_number])

    def questions(self) -> list[Any]:
        """The questions with their tables."""
        with self.db.reading() as session:
            workshop = session.get_one(Workshop, self.workshop.id)
            return [q for q in workshop.questions if q.tables is not None]

    def listener(self, door: str, key: str) -> Any:
        """Somebody who connects by a door."""
        return self.socketio.test_client(self.app, auth={"door": door, "key": key})


@pytest.fixture
def hall(tmp_path: Path, grounds: Grounds) -> Iterator[Hall]:
    """Two questions, two tables at the first and one at the second, open."""
    from cafe.app import create_app

    settings = Settings(data_dir=tmp_path, secret_key=KEY, async_mode="threading")
    grounds.lay(EMPTY, tmp_path)
    before = Database(settings.database)  # what is laid there is told to nobody, however late
    workshop = a_workshop(before, counts=(2, 1), stage="open")
    before.engine.dispose()
    app, socketio = create_app(settings)
    db: Database = app.extensions["cafe"].db
    with quiet_at_the_end():
        yield Hall(app, socketio, db, workshop)
    db.engine.dispose()
