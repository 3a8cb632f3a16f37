"""One change anywhere in the document is found, and the place is named."""

import re
from random import Random

import pytest

from cafe.verify.files import compared
from tests.verify.cafes import Zipped
from tests.verify.changes import CHANGES, Changed

TRIES = 5


def places(name: str, whole: bytes, changed: Changed) -> list[str]:
    """Where `verify` says that something is otherwise."""
    assert changed.contents != whole
    return [finding.place for finding in compared(name, whole, changed.contents, to_the_byte=True)]


def is_named(name: str, changed: Changed, found: list[str]) -> bool:
    """The file, and the question where there is one (a PDF's pages are none of the café's)."""
    if not found:
        return False
    if changed.question:
        question = re.compile(rf"{re.escape(name)}, (question|spørsmål)\s{changed.question}\b")
        return any(map(question.match, found))
    return all(place.startswith(name) for place in found)


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_found_where_it_is(name: str, cafe: Zipped) -> None:
    files = cafe.files
    for seed in range(TRIES):
        changed = CHANGES[name](Random(seed), files[name])
        found = places(name, files[name], changed)
        assert is_named(name, changed, found), (seed, changed.what, changed.question, found)
