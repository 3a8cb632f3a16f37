"""Two organisations beside the first one, on a database alone."""

import pytest

from cafe.model import Database
from cafe.people.actions import add_person
from tests.people.organisations.town import Town


@pytest.fixture
def lier(db: Database) -> Town:
    with db.writing() as tx:  # the first account keeps the installation
        add_person(tx, email="berit@example.org", name="Berit", password_hash="x")
    return Town(db, "Lier")


@pytest.fixture
def asker(db: Database, lier: Town) -> Town:
    return Town(lier.db, "Asker")
