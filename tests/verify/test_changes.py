"""One change anywhere in the document is found, and the place is named."""

import re
from random import Random

import pytest

from cafe.core.i18n import speaking
from cafe.verify.files import compared
from cafe.verify.package import check_lines
from tests.verify.cafes import Zipped, members, repacked
from tests.verify.changes import CHANGES, Changed, archive, is_named

TRIES = 5


def places(name: str, whole: bytes, changed: Changed) -> list[str]:
    """Where `verify` says that something is otherwise."""
    assert changed.contents != whole
    return [finding.place for finding in compared(name, whole, changed.contents, to_the_byte=True)]


@pytest.mark.parametrize("name", CHANGES)
def test_one_change_is_found_where_it_is(name: str, cafe: Zipped) -> None:
    files = cafe.files
    for seed in range(TRIES):
        changed = CHANGES[name](Random(seed), files[name])
        found = places(name, files[name], changed)
        assert is_named(name, changed, found), (seed, changed.what, changed.question, found)


def test_a_word_of_the_archive_is_found_in_its_line(cafe: Zipped) -> None:
    lines = cafe.files["archive.lines"]
    for seed in range(TRIES * 4):
        changed = archive(Random(seed), cafe.files["archive.json"])
        with speaking("en"):
            found = list(check_lines(changed.contents, lines))
        assert [one.place[:18] for one in found] == ["archive.json, line"], changed.what
    assert list(check_lines(cafe.files["archive.json"], lines)) == []


ODD = [
    ("document.odt", "content.xml", rb'outline-level="1"', b'outline-level="x"'),
    ("notes.xlsx", "xl/worksheets/sheet1.xml", rb't="s"><v>\d+', b't="s"><v>' + b"9" * 5000),
    ("document.docx", "word/styles.xml", rb"<w:name [^>]*>", b"<w:name/>"),
]


@pytest.mark.parametrize(("name", "part", "was", "now"), ODD, ids=[one[0] for one in ODD])
def test_odd_markup_is_told(name: str, part: str, was: bytes, now: bytes, cafe: Zipped) -> None:
    inside = members(cafe.files[name])
    changed = repacked({**inside, part: re.sub(was, now, inside[part])})
    assert changed != repacked(inside)
    assert list(compared(name, cafe.files[name], changed, to_the_byte=True))
