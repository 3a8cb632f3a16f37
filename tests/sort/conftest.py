"""A café to sort, and messages in English."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from cafe.model import Database
from cafe.texts import speaking
from tests.sort.world import World, build


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with speaking("en"):
        yield


@pytest.fixture
def tx(db: Database) -> Iterator[Session]:
    with db.writing() as session:
        yield session


@pytest.fixture
def world(tx: Session) -> World:
    return build(tx)
