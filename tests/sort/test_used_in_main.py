"""What is used in a main statement is used in those words: not in others that are written later."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.model import CafeTable, Note
from cafe.plan.actions import move_stage
from cafe.sort import actions
from cafe.sort.origins.actions import take_in
from cafe.sort.origins.rules import Row
from cafe.sort.queries import overview
from cafe.table.actions.poster import sum_up
from tests.sort.world import World, heading, operation, placed


def table_of(note: Note) -> CafeTable:
    assert isinstance(note.table, CafeTable)
    return note.table


def say(tx: Session, world: World, note: Note, *texts: str | None) -> None:
    """The host writes, one after the other, while the tables are open once more."""
    table = table_of(note)
    move_stage(tx, workshop=world.workshop, stage="vernissage", **operation())
    for text in texts:
        was, host = table.main_statement, f"table:{table.id}"
        sum_up(tx, table=table, was=was, text=text, **operation(host))
    move_stage(tx, workshop=world.workshop, stage="sorting", **operation())


def used(tx: Session, world: World) -> list[str]:
    """What counts as used in a main statement."""
    accounts = overview(tx, [world.question])[0].accounts
    assert accounts.balance
    return accounts.main


@pytest.mark.parametrize("texts", [(None, "Noe annet."), ("Noe annet.",), (None,)])
def test_it_goes_with_the_words(tx: Session, world: World, texts: tuple[str | None, ...]) -> None:
    note, other = world.notes[:2]
    for one in (note, other):  # at two tables
        actions.use_in_main(tx, note=one, **operation())
    seen = world.workshop.revision
    say(tx, world, note, *texts)
    assert used(tx, world) == [other.uid]
    told = [change for change in tx.info["events"] if change.revision > seen]
    assert [change.item["in_main"] for change in told if change.what == "note"] == [False]
    say(tx, world, other, table_of(other).main_statement)  # the same again
    assert used(tx, world) == [other.uid]


def _take_back(tx: Session, world: World, note: Note) -> None:
    actions.take_back(tx, note=note, **operation())


def _aside(tx: Session, world: World, note: Note) -> None:
    actions.set_aside(tx, note=note, reason="nei", **operation())


def _undo(tx: Session, world: World, note: Note) -> None:
    actions.undo(tx, workshop=world.workshop, **operation())


@pytest.mark.parametrize("way", [_take_back, _aside, _undo])
def test_no_undo_or_redo_says_it_of_other_words(
    tx: Session, world: World, way: Callable[[Session, World, Note], None]
) -> None:
    note = world.notes[0]
    was = table_of(note).main_statement
    say(tx, world, note, f"{was} Ja.")
    actions.use_in_main(tx, note=note, **operation())
    way(tx, world, note)
    back = actions.redo if way is _undo else actions.undo
    say(tx, world, note, "Noe annet.")
    with pytest.raises(Conflict, match="Ja"):
        back(tx, workshop=world.workshop, **operation())
    assert used(tx, world) == []
    say(tx, world, note, f"{was} Ja.")
    back(tx, workshop=world.workshop, **operation())
    assert used(tx, world) == [note.uid]


def test_one_that_is_brought_in_is_another_too(tx: Session, world: World) -> None:
    """Where a note was said to be used, and then there was none (older cafés have such)."""
    note, table = world.notes[0], table_of(world.notes[0])
    actions.use_in_main(tx, note=note, **operation())
    table.main_statement = None
    tx.flush()
    under = heading(tx, world)
    placed(tx, world.notes[1], under)
    take_in(tx, target=table, rows=[Row("Noe annet.", main=True)], **operation())
    assert table.main_statement == "Noe annet."
    assert not note.in_main
    actions.undo(tx, workshop=world.workshop, **operation())
    assert (table.main_statement, note.in_main) == (None, True)
