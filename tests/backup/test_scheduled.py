"""The copies that are made by themselves: begun by the server, one a day, told when they fail."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from cafe.backup.gone import NAME, remember
from cafe.backup.rotation import name_of
from cafe.backup.scheduled import due, make_copy, newest, state
from cafe.backup.zipped import Reader
from cafe.core.clock import today
from cafe.errors import Conflict
from cafe.migrations import NEWEST
from tests.backup.ground import House, english, first, house
from tests.support.server import Server
from tests.support.waiting import wait_for

__all__ = ["english", "first", "house"]


def test_the_server_makes_one_a_day_and_takes_old_ones_away(house: House, tmp_path: Path) -> None:
    copies = tmp_path / "copies"
    copies.mkdir()
    house.environ["CAFE_BACKUP"] = str(copies)
    for name in ("dialogkafe-2001-01-01.zip.unfinished", "mine.txt"):
        (copies / name).touch()
    old = [
        copies / f"dialogkafe-2001-0{month}-0{day}.zip" for month in (1, 2) for day in range(1, 9)
    ]
    for path in old:
        path.touch()
    remember(house.settings, "cafe", "abcdef")
    assert due(house.settings, today())
    server = Server(house.folder, house.environ, forked=True)
    try:
        server.start()
        wait_for(lambda: bool(state(house.folder).made), what="a copy of today")
    finally:
        server.stop()
    there = {path.name for path in copies.iterdir()}
    assert {name_of(today()), NAME, "mine.txt"} <= there
    assert len(there) == 3 + 6 + 2, "six more days', and of two weeks before"
    assert not due(house.settings, today())
    assert newest(copies, today()) == today()
    assert (copies / name_of(today())).stat().st_mode & 0o077 == 0
    Reader(copies / name_of(today()), NEWEST).check()


def test_one_that_fails_is_told_and_takes_none_away(house: House, tmp_path: Path) -> None:
    house.environ["CAFE_BACKUP"] = str(tmp_path / "copies")
    make_copy(house.db, house.settings, today())
    made = state(house.folder).made
    assert (made != "", state(house.folder).failed) == (True, "")
    path = tmp_path / "copies" / name_of(today())
    path.write_text("somebody's own")
    with pytest.raises(Conflict):
        make_copy(house.db, house.settings, today())
    told = state(house.folder)
    assert (told.made, told.failed != "", name_of(today()) in told.why) == (made, True, True)
    assert path.read_text() == "somebody's own"


def test_copies_lie_apart(house: House) -> None:
    for wrong in ("copies", str(house.folder / "copies")):
        house.environ["CAFE_BACKUP"] = wrong
        with pytest.raises(ValidationError):
            assert house.settings
