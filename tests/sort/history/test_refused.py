"""What is refused while sorting, one case each: it names the thing, and what stands in between."""

from collections.abc import Callable

import pytest
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.model.events import body, named
from cafe.sort import actions
from cafe.sort.history.past import Key
from tests.sort.world import OTHER, World, heading, operation, order, placed

Case = Callable[[Session, World], tuple[str, Key]]


def heading_of_others(tx: Session, world: World) -> tuple[str, Key]:
    under = heading(tx, world)
    entry = actions.place_note(tx, note=world.notes[0], category=under, **operation(OTHER))
    return "“Tid”", named(entry)


def heading_gone(tx: Session, world: World) -> tuple[str, Key]:
    under = heading(tx, world)
    actions.unplace(tx, entry=placed(tx, world.notes[0], under), **operation())
    gone = named(under)
    actions.remove_category(tx, category=under, **operation(OTHER))
    return "“Godt samarbeid.”", gone


def note_struck(tx: Session, world: World) -> tuple[str, Key]:
    note = world.notes[0]
    actions.unplace(tx, entry=placed(tx, note, heading(tx, world)), **operation())
    note.struck = True
    return "“Godt samarbeid.”", named(note)


def note_aside(tx: Session, world: World) -> tuple[str, Key]:
    note = world.notes[0]
    actions.unplace(tx, entry=placed(tx, note, heading(tx, world)), **operation())
    actions.set_aside(tx, note=note, reason="nei", **operation(OTHER))
    return "“godt samarbeid”", named(note)


def note_in_main(tx: Session, world: World) -> tuple[str, Key]:
    note = world.notes[0]
    actions.unplace(tx, entry=placed(tx, note, heading(tx, world)), **operation())
    actions.use_in_main(tx, note=note, **operation(OTHER))
    return "“godt samarbeid”", named(note)


def note_placed(tx: Session, world: World) -> tuple[str, Key]:
    """Of an operation on two notes, the second stands somewhere by now."""
    other, note = world.notes[:2]
    under = heading(tx, world)
    actions.set_aside(tx, note=note, reason="nei", **operation())
    both = operation()
    actions.set_aside(tx, note=other, reason="nei", **both)
    actions.take_back(tx, note=note, **both)
    entry = actions.place_note(tx, note=note, category=under, **operation(OTHER))
    return "“Mer tid til å snakke”", named(entry)


def moved(tx: Session, world: World) -> tuple[str, Key]:
    under = heading(tx, world)
    first, second = (placed(tx, note, under) for note in world.notes[:2])
    actions.reword_entry(tx, entry=second, was=second.text, text="Tid.", **operation())
    actions.move_entry(tx, entry=second, category=under, before=first, **operation(OTHER))
    return "“Tid.”", named(second)


CASES: list[Case] = [
    heading_of_others, heading_gone, note_struck, note_aside, note_in_main, note_placed, moved,
]  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_stands_in_between_is_named(tx: Session, world: World, case: Case) -> None:
    words, about = case(tx, world)
    with pytest.raises(Conflict, match=words) as refused:
        actions.undo(tx, workshop=world.workshop, **operation())
    assert "so this cannot be undone" in refused.value.message
    assert refused.value.about == about


def test_a_note_that_stood_in_two_places_comes_back_to_both(tx: Session, world: World) -> None:
    under, note = heading(tx, world), world.notes[0]
    placed(tx, note, under)
    again = actions.place_note(tx, note=note, category=under, again=True, **operation())
    actions.unplace(tx, entry=again, **operation())
    actions.undo(tx, workshop=world.workshop, **operation())
    assert order(tx, under) == ["Godt samarbeid."] * 2


@pytest.mark.parametrize(
    ("mark", "value", "why"),
    [
        ("struck", True, "was struck out"),
        ("aside_reason", "nei", "is set aside"),
        ("in_main", True, "is used in the main statement"),
    ],
)
def test_what_went_elsewhere_gets_no_place(
    tx: Session, world: World, mark: str, value: object, why: str
) -> None:
    note = world.notes[0]
    setattr(note, mark, value)
    with pytest.raises(Conflict, match=f"“godt samarbeid” {why}") as refused:
        placed(tx, note, heading(tx, world))
    assert (refused.value.now, refused.value.about) == (body(note), named(note))


def test_nor_does_what_stands_somewhere_or_together_with_others(tx: Session, world: World) -> None:
    under, (one, two) = heading(tx, world), world.notes[:2]
    entry = placed(tx, one, under)
    with pytest.raises(Conflict, match="“godt samarbeid” stands under “Tid”") as refused:
        placed(tx, one, under)
    assert (refused.value.now, refused.value.about) == (body(entry), named(entry))
    actions.join_note(tx, into=entry, note=two, text="Begge.", **operation())
    with pytest.raises(Conflict, match=r"together with other notes in “Begge\.") as refused:
        actions.set_aside(tx, note=one, reason="nei", **operation())
    assert (refused.value.now, refused.value.about) == (body(entry), named(entry))


def test_two_are_not_opposites_again_when_one_is_hidden_by_then(tx: Session, world: World) -> None:
    one, other = world.notes[:2]
    actions.oppose(tx, note=one, other=other, **operation())
    entry = placed(tx, one, heading(tx, world))
    actions.not_opposed(tx, note=one, other=other, **operation())
    actions.absorb_note(tx, note=other, entry=entry, **operation(OTHER))
    with pytest.raises(Conflict, match="both are printed") as refused:
        actions.undo(tx, workshop=world.workshop, **operation())
    assert refused.value.about == named(entry)
