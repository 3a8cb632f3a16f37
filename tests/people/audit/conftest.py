"""A café with every kind of link, of the first organiser."""

import pytest
from flask import Flask

from cafe.model import Person
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.links import Doors


@pytest.fixture
def doors(organiser: Visitor, cafe_app: Flask) -> Doors:
    assert organiser.get("/workshops").status_code == 200
    with cafe(cafe_app).db.reading() as db:
        return Doors(cafe_app, db.query(Person).one())
