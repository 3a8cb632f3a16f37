"""The bench of attacks measures what it says: who waits, and that an attack arrives."""

from pathlib import Path

import pytest

from tests.bench import hostile
from tests.bench.hostile import ATTACKS, Row, cells, measured, missed
from tests.bench.strangers.beside import Beside
from tests.bench.strangers.files import swollen_word, swollen_zip, vast_png
from tests.bench.strangers.house import House, build
from tests.bench.strangers.stranger import Stranger, Told, times

NOBODY = "127.0.0.2"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> House:
    return build(tmp_path_factory.mktemp("house"), notes=3, long=False)


def three_links(house: House) -> Told:
    """Three links that open nothing, of somebody who may log in as well."""
    Stranger(house).log_in()
    return times(3, 1, lambda at: Stranger(house).ask("GET", f"/v/{at:040}"))


def test_a_row_tells_of_everybody_and_of_the_attack(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ATTACKS, "quiet", ATTACKS["quiet"]._replace(run=three_links))
    monkeypatch.setattr(hostile, "_attacked", lambda _name, here: f"{dict(three_links(here))}")
    monkeypatch.setattr(hostile, "AFTER_SECONDS", 0.5)
    row = measured(house, "quiet", source=NOBODY)
    assert row.alive
    assert row.told == "{'404': 3}"
    waits = row.waits()
    assert all(waits.values()), "somebody was not measured"
    assert len(waits["kept"]) == len(waits["heard"])  # each note came to the wall, once
    assert min(waits["heard"]) > 0


def a_row(folder: Path, *, kept: float, memory: float = 0.0, alive: bool = True) -> Row:
    beside = Beside(House(str(folder), 0, "", [], 0, "", "", ""))
    beside.kept, beside.heard, beside.pages = [0.01, kept], [0.01], [0.01]
    return Row(beside, memory, alive, "", "")


def test_a_goal_that_is_missed_is_named(tmp_path: Path) -> None:
    quiet, attack = a_row(tmp_path, kept=0.02), ATTACKS["links"]
    assert missed(a_row(tmp_path, kept=0.1), quiet, attack) == []
    slow = a_row(tmp_path, kept=0.6, memory=201, alive=False)
    assert missed(slow, quiet, attack) == ["kept longest", "kept p95", "memory", "dead"]
    assert "dead" in cells("links", slow, ["dead"])
    locked = ATTACKS["lock"]
    assert missed(a_row(tmp_path, kept=locked.held + 0.4), quiet, locked) == []
    assert missed(a_row(tmp_path, kept=locked.held + 0.6), quiet, locked) == ["kept longest"]


def test_small_files_are_large_inside() -> None:
    assert len(swollen_zip(9)) < 90_000
    assert len(swollen_word(3)) < 90_000
    assert vast_png(900).startswith(b"\x89PNG")
    assert len(vast_png(900)) < 9_000
