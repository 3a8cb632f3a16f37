"""A café whose accounts add up, with a draft that is lent."""

import pytest
from flask import Flask

from tests.archive.ground import SORTED_OUT
from tests.readers.house import House
from tests.support.app import Visitor
from tests.support.ground import Ground, Known


@pytest.fixture
def ground() -> Ground:
    return SORTED_OUT


@pytest.fixture
def house(cafe_app: Flask, organiser: Visitor, known: Known) -> House:
    assert organiser.get("/workshops").status_code == 200
    return House(cafe_app, organiser, str(known["here"]))
