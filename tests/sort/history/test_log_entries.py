"""What one operation is told as on the board, and where it stands in the way: who, what, where."""

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.model import Change, clock_time
from cafe.sort import actions
from cafe.sort.history.log import LogEntry, log_entry, log_entry_as_done
from cafe.sort.origins.rules import Row
from cafe.wall.actions.phones import strike
from tests.sort.history.test_lines import done
from tests.sort.origins.test_take_in import brought
from tests.sort.world import Operation, World, build, heading, new_id, operation, organiser, placed

NOBODY = "A former organiser"


def told(tx: Session, world: World, one: Operation) -> LogEntry:
    """As it was done."""
    tx.flush()
    found = log_entry_as_done(tx, world.workshop, one["operation"])
    mine = select(Change).where(Change.operation == one["operation"])
    assert found.at in {clock_time(change.at) for change in tx.scalars(mine)}
    assert found.operation == one["operation"]
    return replace(found, verb=found.verb.replace("\xa0", " "))


def short(one: LogEntry) -> tuple[object, ...]:
    return one.by, one.verb, one.thing, one.more, one.place, one.undo


def test_a_thing_is_told_with_its_words_and_where_it_stands(tx: Session, world: World) -> None:
    siv = f"person:{organiser(tx, 'Siv', 'siv@example.org').id}"
    under = heading(tx, world)
    place, aside, renamed = operation(siv), operation("robot:1"), operation(siv)
    note = world.notes[0]
    entry = actions.place_note(tx, note=note, category=under, **place)
    where = f"entry/{entry.id}"
    assert short(told(tx, world, place)) == ("Siv", "placed", "Godt samarbeid.", 0, where, False)
    actions.set_aside(tx, note=world.notes[1], reason="nei", **aside)
    where = f"note/{world.notes[1].uid}"
    assert short(told(tx, world, aside)) == (
        *("somebody", "has set aside", "Mer tid til å snakke", 0, where, False),
    )
    actions.rename_category(tx, category=under, was="Tid", heading="x" * 99, **renamed)
    assert short(told(tx, world, renamed)) == (
        *("Siv", "renamed the heading", f"{'x' * 59}…", 0, "", False),
    )


def test_an_undo_is_told_as_what_it_is_about_however_often_back_and_forth(
    tx: Session, world: World
) -> None:
    place, undo, redo = operation(), operation(), operation()
    entry = actions.place_note(tx, note=world.notes[0], category=heading(tx, world), **place)
    actions.undo(tx, workshop=world.workshop, **undo)
    assert short(told(tx, world, undo)) == (NOBODY, "took out", "Godt samarbeid.", 0, "", True)
    actions.redo(tx, workshop=world.workshop, **redo)
    assert short(told(tx, world, redo))[1:] == (
        *("placed", "Godt samarbeid.", 0, f"entry/{entry.id}", True),
    )
    for one in (place, undo, redo):
        about = log_entry(tx, world.workshop, one["operation"])
        assert about is not None
        assert (about.operation, about.verb, about.undo) == (place["operation"], "placed", False)
    assert log_entry(tx, world.workshop, new_id()) is None
    assert log_entry(tx, build(tx).workshop, place["operation"]) is None


def test_how_many_more_are_counted_of_the_same_kind(tx: Session, world: World) -> None:
    under, other = heading(tx, world), heading(tx, world, "Ro")
    row = [placed(tx, note, under) for note in world.notes[:3]]
    move, join, both = operation(), operation(), operation()
    for entry in (*row, row[0]):
        actions.move_entry(tx, entry=entry, category=other, **move)
    # The archive of a café may come to the same house twice, with the same operations.
    done(tx, build(tx), what="note", item={"text": "a"}, **move)
    assert short(told(tx, world, move))[1:4] == ("moved", "Godt samarbeid.", 2)
    actions.join_entries(tx, into=row[0], other=row[1], text="Alt.", **join)
    assert short(told(tx, world, join))[1:4] == ("joined", "Alt.", 0)
    actions.set_aside(tx, note=world.notes[3], reason="nei", **both)
    strike(tx, workshop=world.workshop, notes=[world.notes[4]], **both)
    done(tx, world, what="phones", **both)
    assert short(told(tx, world, both))[1:4] == ("struck out", "kaffe...", 1)


def test_an_operation_beside_the_sorting_is_told_by_its_last_line(
    tx: Session, world: World
) -> None:
    one = operation()
    done(tx, world, what="origin", item={"name": "En"}, key=1, **one)
    done(tx, world, what="part", item={"letter": "A", "taken": True}, key=new_id(), **one)
    done(tx, world, what="options", **one)
    assert short(told(tx, world, one))[1:4] == ("took a heading from part", "A", 0)


def test_notes_from_elsewhere_are_told_in_all_and_by_where_they_are_from(
    tx: Session, world: World
) -> None:
    one, undo = operation(), operation()
    brought(tx, world, Row("en", heading="Ute"), Row("to"), act=one["operation"])
    names = "Spørreskjema"
    assert short(told(tx, world, one)) == (
        *(NOBODY, "brought in 2 notes from", names, 0, "", False),
    )
    actions.undo(tx, workshop=world.workshop, **undo)
    assert short(told(tx, world, undo)) == (
        *(NOBODY, "took 2 notes out again:", names, 0, "", True),
    )
    hung = operation("robot:1")
    done(tx, world, what="hung", item={"count": 1, "names": ["Bord 1", "Bord 2"]}, **hung)
    assert short(told(tx, world, hung))[:3] == (
        *("somebody", "brought in 1 note to", "Bord 1, Bord 2"),
    )
    gone = operation()
    done(tx, world, what="gathered", item=None, key=new_id(), **gone)
    assert short(told(tx, world, gone))[1:3] == ("took 0 notes out again:", "")
