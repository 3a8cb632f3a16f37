"""A café to sort, and messages in English."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.model import Database
from tests.sort.board import Board
from tests.sort.world import World, build
from tests.support.app import Visitor


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


@pytest.fixture
def board(cafe_app: Flask, organiser: Visitor) -> Board:
    return Board(cafe_app, organiser)
