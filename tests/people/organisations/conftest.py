"""Two organisations beside the first one, on a database alone."""

from collections.abc import Iterator

import pytest

from cafe.core.i18n import speaking
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


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    """Refusals are told in one language, whatever a test before has spoken."""
    with speaking("en"):
        yield
