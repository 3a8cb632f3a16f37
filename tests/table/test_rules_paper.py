"""Where on paper a note stands, and what is said of cells."""

from uuid import uuid4

import pytest

from cafe.core.cells.form import Mark, short_of
from cafe.core.i18n import speaking
from cafe.errors import Conflict, Invalid
from cafe.table import rules_paper as rules


def test_a_spot_is_a_cell_or_a_place() -> None:
    photo = str(uuid4())
    for spot in ("", "1/1", "12/20", f"{photo}:0:1000"):
        assert rules.check_spot(spot) == spot
    for spot in (
        "0/1",
        "1/0",
        "1/21",
        "100/1",
        "1/1/1",
        "1",
        f"{photo}:1001:0",
        f"{photo}:1",
        "１/1",
    ):
        with pytest.raises(Invalid):
            rules.check_spot(spot)
    with pytest.raises(Invalid):
        rules.check_cell(f"{photo}:1:1")


def test_what_is_said_of_cells_stands_in_their_order_and_is_taken_back() -> None:
    cells = rules.with_said([], "2/3", "empty")
    cells = rules.with_said(cells, "1/12", "illegible")
    cells = rules.with_said(cells, "1/2", "illegible")
    assert [one["cell"] for one in cells] == ["1/2", "1/12", "2/3"]
    assert rules.with_said(cells, "1/2", "illegible") == cells
    assert [one["cell"] for one in rules.with_said(cells, "1/2", None)] == ["1/12", "2/3"]
    assert rules.illegible(cells, ["1/2", "9/9"]) == ["1/12"]
    with pytest.raises(Invalid):
        rules.with_said(cells, "1/2", "pretty")


def test_a_sheet_is_the_tables_own() -> None:
    tables = {"a": ("tables", 1), "b": ("tables", 2)}
    rules.check_table(Mark(short_of("a"), 1, 0, 0), "a", tables)
    with speaking("en"):
        with pytest.raises(Conflict, match="from Table 2"):
            rules.check_table(Mark(short_of("b"), 1, 0, 0), "a", tables)
        with pytest.raises(Conflict, match="another café"):
            rules.check_table(Mark(short_of("c"), 1, 0, 0), "a", tables)


def test_a_copy_of_a_sheet_gets_a_number_of_its_own() -> None:
    assert rules.another([1, 3]) == 4
    assert rules.another([]) == 1
