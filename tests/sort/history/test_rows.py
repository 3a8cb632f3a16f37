"""What is undone comes back between those it stood between, whatever numbers they have by now."""

import random
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core import ordering
from cafe.errors import Conflict
from cafe.model import Category, Entry
from cafe.sort import actions
from cafe.sort.history.rows import carried
from cafe.sort.history.stacks import stacks
from tests.sort.history.sources import rows
from tests.sort.history.test_anything_goes import fresh
from tests.sort.world import BY, OTHER, World, build, heading, operation, order

DEEDS = ("write", "write", "move", "move", "out", "reword", "head", "shift", "remove")


def own(tx: Session, under: Category, text: str, before: Entry | None = None) -> Entry:
    return actions.add_own_entry(tx, category=under, text=text, before=before, **operation())


def test_after_the_house_has_made_room(tx: Session, world: World) -> None:
    under = heading(tx, world)
    row = [own(tx, under, words) for words in ("En.", "To.", "Tre.", "Fire.")]
    numbers = [entry.position for entry in row]
    actions.move_entry(tx, entry=row[3], category=under, before=row[0], **operation())
    actions.reword_entry(tx, entry=row[2], was="Tre.", text="3.", **operation())
    actions.unplace(tx, entry=row[1], **operation())
    while [entry.position for entry in row] == [*numbers[:3], row[3].position]:
        own(tx, under, "Ny.", before=row[2])
    while order(tx, under) != ["Fire.", "En.", "3."]:
        actions.undo(tx, workshop=world.workshop, **operation())
    for seen in (
        ["Fire.", "En.", "To.", "3."],
        ["Fire.", "En.", "To.", "Tre."],
        ["En.", "To.", "Tre.", "Fire."],
    ):
        actions.undo(tx, workshop=world.workshop, **operation())
        assert order(tx, under) == seen


def test_each_on_its_side_of_those_that_were_moved(
    tx: Session, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the first, behind the last, or in a gap between two that is wider than one."""
    monkeypatch.setattr(ordering, "_TIGHT", 2)
    under, names = heading(tx, world), ["En.", "To.", "Tre.", "Fire.", "Fem.", "Seks."]
    row = [own(tx, under, words) for words in names]
    for at in (0, 2, 3, 5):
        actions.unplace(tx, entry=row[at], **operation())
    numbers = row[1].position, row[4].position
    for _each in range(2):
        actions.add_own_entry(tx, category=under, text="Ny.", before=row[4], **operation(OTHER))
    assert (row[1].position, row[4].position) != numbers
    for _each in range(4):
        actions.undo(tx, workshop=world.workshop, **operation())
    assert order(tx, under) == [*names[:3], "Ny.", names[3], "Ny.", *names[4:]]


def test_a_number_lies_between_the_same_two_as_before_they_were_moved() -> None:
    moves = [(7.0, 30.0), (1.0, 10.0), (3.0, 20.0)]
    was = (0.5, 1, 2, 3, 5, 7, 9)
    assert [carried(number, moves) for number in was] == [9.5, 10, 15, 20, 25, 30, 32]


def test_where_somebody_has_put_another(tx: Session, world: World) -> None:
    under = heading(tx, world)
    row = [own(tx, under, words) for words in ("En.", "To.", "Tre.")]
    one = operation()
    for entry in row:
        actions.unplace(tx, entry=entry, **one)
    for words in ("Ny en.", "Ny to.", "Ny tre."):
        actions.add_own_entry(tx, category=under, text=words, **operation(OTHER))
    actions.undo(tx, workshop=world.workshop, **operation())
    assert order(tx, under) == ["En.", "Ny en.", "To.", "Ny to.", "Tre.", "Ny tre."]
    numbers = tx.scalars(select(Entry.position)).all()
    assert len(set(numbers)) == len(numbers)


def test_a_heading_too(tx: Session, world: World) -> None:
    one, row = operation(), [heading(tx, world, words) for words in ("En", "To")]
    for gone in row:
        actions.remove_category(tx, category=gone, **one)
    for words in ("Ny en", "Ny to"):
        actions.add_category(tx, question=world.question, heading=words, **operation(OTHER))
    actions.undo(tx, workshop=world.workshop, **operation())
    there = tx.scalars(select(Category).order_by(Category.position)).all()
    assert [one.heading for one in there] == ["En", "Ny en", "To", "Ny to"]
    assert len({one.position for one in there}) == len(there)


def test_an_undo_of_a_rewording_moves_nothing(tx: Session, world: World) -> None:
    under = heading(tx, world)
    row = [own(tx, under, words) for words in ("En.", "To.")]
    one = operation()
    actions.reword_entry(tx, entry=row[1], was="To.", text="2.", **one)
    actions.move_entry(tx, entry=row[1], category=under, before=row[0], **operation())
    actions.undo(tx, workshop=world.workshop, only=one["operation"], **operation())
    assert order(tx, under) == ["To.", "En."]


def standing(tx: Session) -> dict[str, list[str]]:
    """The ids in each row."""
    tx.flush()
    headings = select(Category.id, Category.position, Category.question_id)
    entries = select(Entry.id, Entry.position, Entry.category_id)
    seen = {
        (what, id): {"position": number, of: row}
        for what, of, query in (("category", "question", headings), ("entry", "category", entries))
        for id, number, row in tx.execute(query)
    }
    return rows(seen)


@settings(max_examples=4, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.booleans()), min_size=8, max_size=20),
)
def test_in_any_order(
    monkeypatch: pytest.MonkeyPatch, seed: int, deeds: list[tuple[str, bool]]
) -> None:
    """Also when the house must make room at every other step."""
    monkeypatch.setattr(ordering, "_TIGHT", 0.6)
    database, dice = fresh(), random.Random(seed)
    with database.writing() as tx:
        world = build(tx)
        past = [standing(tx)]
        for number, (deed, above) in enumerate((("head", False), ("write", False), *deeds)):
            done = len(stacks(tx, world.workshop.id, BY).done)
            with suppress(IndexError):  # nothing to do it to
                do(tx, world, deed, f"Ord {number}.", above=above, dice=dice)
            if len(stacks(tx, world.workshop.id, BY).done) > done:
                past.append(standing(tx))
        for step, seen in (("undo", past[-2::-1]), ("redo", past[1:])):
            for wanted in seen:
                getattr(actions, step)(tx, workshop=world.workshop, **operation(BY))
                assert standing(tx) == wanted, step
        with pytest.raises(Conflict):
            actions.redo(tx, workshop=world.workshop, **operation(BY))
    database.engine.dispose()


def do(
    tx: Session, world: World, deed: str, words: str, *, above: bool, dice: random.Random
) -> None:
    heads = list(tx.scalars(select(Category).order_by(Category.id)))
    entries = list(tx.scalars(select(Entry).order_by(Entry.id)))
    if deed == "head" or (deed == "remove" and len(heads) < 3):
        heading(tx, world, words)
    elif deed == "remove":
        actions.remove_category(tx, category=dice.choice(heads), **operation())
    elif deed == "shift":
        before = dice.choice(heads) if above else None
        actions.move_category(tx, category=dice.choice(heads), before=before, **operation())
    elif deed == "out":
        actions.unplace(tx, entry=dice.choice(entries), **operation())
    elif deed == "reword":
        one = dice.choice(entries)
        actions.reword_entry(tx, entry=one, was=one.text, text=words, **operation())
    else:
        stands = dice.choice(entries) if above else None
        under = stands.category if stands else dice.choice(heads)
        if deed == "write":
            own(tx, under, words, stands)
        else:
            one = dice.choice(entries)
            actions.move_entry(tx, entry=one, category=under, before=stands, **operation())
