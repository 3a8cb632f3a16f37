"""Undo and redo by person, what they refuse, and the history they share."""

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from cafe.errors import Conflict
from cafe.model import Category, Change, Database, Entry, Workshop, record
from cafe.model.sealing import erase_lines
from cafe.plan.actions import add_question, remove_question
from cafe.sort import actions
from cafe.sort.history.past import last_change
from cafe.sort.history.stacks import stacks
from cafe.table.actions.answers import elaborate
from tests.sort.history.two import NAME_OF, Two, cases, picture
from tests.sort.world import (
    BY,
    OTHER,
    World,
    build,
    heading,
    log_of,
    operation,
    order,
    organiser,
    placed,
)


def test_undo_is_each_persons_own(tx: Session, world: World) -> None:
    mine = heading(tx, world, "Min")
    actions.add_category(tx, question=world.question, heading="Din", **operation(OTHER))
    actions.undo(tx, workshop=world.workshop, **operation())
    assert tx.get(Category, mine.id) is None
    assert [row.heading for row in tx.scalars(select(Category))] == ["Din"]
    with pytest.raises(Conflict):
        actions.undo(tx, workshop=world.workshop, **operation())
    actions.redo(tx, workshop=world.workshop, **operation())
    assert tx.get(Category, mine.id) is not None
    heading(tx, world, "Min andre")
    for _both in range(2):
        actions.undo(tx, workshop=world.workshop, **operation())
    second, first = stacks(tx, world.workshop.id, BY).undone
    actions.redo(tx, workshop=world.workshop, only=second, **operation())
    assert stacks(tx, world.workshop.id, BY).undone == [first]
    assert [row.heading for row in tx.scalars(select(Category))] == ["Din", "Min andre"]


def test_undo_never_overwrites_what_somebody_else_did(tx: Session, world: World) -> None:
    category = heading(tx, world)
    entry = placed(tx, world.notes[0], category)
    mine = operation()
    actions.reword_entry(tx, entry=entry, was=entry.text, text="Mitt.", **mine)
    actions.reword_entry(tx, entry=entry, was="Mitt.", text="Ditt.", **operation(OTHER))
    with pytest.raises(Conflict, match=r"Mitt\.") as refused:
        actions.undo(tx, workshop=world.workshop, **operation())
    headed, put, reworded = stacks(tx, world.workshop.id, BY).done
    assert reworded == mine["operation"]
    assert refused.value.now == {"act": reworded, "earlier": put}
    for act, earlier in ((put, headed), (headed, None)):
        with pytest.raises(Conflict) as refused:
            actions.undo(tx, workshop=world.workshop, only=act, **operation())
        assert refused.value.now == {"act": act, "earlier": earlier}
    assert entry.text == "Ditt."
    actions.undo(tx, workshop=world.workshop, **operation(OTHER))
    actions.undo(tx, workshop=world.workshop, **operation())
    assert entry.text == "Godt samarbeid."


def test_the_last_change_is_of_this_kind_of_thing_in_this_cafe(tx: Session, world: World) -> None:
    """The same archive may have come twice, and a note's dots are known by the note."""
    note, twin, act = world.notes[0], build(tx).notes[0], operation()
    twin.uid = note.uid
    actions.set_aside(tx, note=note, reason="nei", **act)
    actions.set_aside(tx, note=twin, reason="nei", **operation())
    dots = {"id": note.uid, "count": 1}
    record(tx, world.workshop, what="dots", key=note.uid, item=dots, **operation())
    last = last_change(tx, world.workshop.id, ("note", note.uid))
    assert last is not None
    assert last.operation == act["operation"]


def test_an_undo_gives_no_note_two_places(tx: Session, world: World) -> None:
    category = heading(tx, world)
    entry = placed(tx, world.notes[0], category)
    actions.unplace(tx, entry=entry, **operation())
    actions.place_note(tx, note=world.notes[0], category=category, **operation(OTHER))
    with pytest.raises(Conflict, match="godt samarbeid"):
        actions.undo(tx, workshop=world.workshop, **operation())
    assert order(tx, category) == ["Godt samarbeid."]


def test_history_says_who_did_what(tx: Session, world: World) -> None:
    berit = organiser(tx, "Berit", "berit@example.org")
    me = f"person:{berit.id}"
    category = actions.add_category(tx, question=world.question, heading="Tid", **operation(me))
    entry = actions.place_note(tx, note=world.notes[0], category=category, **operation(me))
    actions.reword_entry(tx, entry=entry, was=entry.text, text="Ny.", **operation(me))
    actions.set_aside(tx, note=world.notes[1], reason="Uklart", **operation(me))
    actions.undo(tx, workshop=world.workshop, **operation(me))
    lines = [(line.by, line.verb, line.thing, line.undo) for line in log_of(tx, world.workshop)]
    assert lines == [
        ("Berit", "took back", "Mer tid til å snakke", True),
        ("Berit", "has set aside", "Mer tid til å snakke", False),
        ("Berit", "reworded", "Ny.", False),
        ("Berit", "placed", "Godt samarbeid.", False),
        ("Berit", "added the heading", "Tid", False),
    ]


def test_undo_and_redo_on_postgresql(postgres_db: Database) -> None:
    with postgres_db.writing() as tx:
        world = build(tx)
        category = heading(tx, world)
        entry = placed(tx, world.notes[0], category)
        actions.join_note(tx, into=entry, note=world.notes[1], text="Begge.", **operation())
        actions.remove_category(tx, category=category, **operation())
    with postgres_db.writing() as tx:
        workshop = tx.get_one(Workshop, world.workshop.id)
        for _step in range(2):
            actions.undo(tx, workshop=workshop, **operation())
        assert [entry.text for entry in tx.scalars(select(Entry))] == ["Godt samarbeid."]
        for _step in range(2):
            actions.redo(tx, workshop=workshop, **operation())
        assert tx.scalars(select(Category)).all() == []
        assert [line.undo for line in log_of(tx, workshop)[:5]] == [True] * 4 + [False]


def test_anothers_act_is_not_undone_by_its_number(db: Database) -> None:
    """Who learns the number of a colleague's act and writes under it, takes back only their own."""
    with db.writing() as tx:
        two = Two(tx)
        operation = two.did("a", {"do": "rename_category", "category": two.head.id, "was": "Tid",
                            "heading": "Av Anna"})  # fmt: skip
        note, by = two.world.notes[8], two.by["b"]
        actions.set_aside(tx, note=note, reason="Av Bo.", by=by, operation=operation)
        two.did("b", {"do": "undo", "only": operation})
        assert two.head.heading == "Av Anna"


def test_what_an_organiser_does_to_a_note_itself_is_not_sortings_to_undo(
    tx: Session, world: World
) -> None:
    """An undo of it would be told as done, and change nothing."""
    note, mine = world.notes[0], heading(tx, world)
    actions.set_aside(tx, note=note, reason="nei", **operation())
    elaborate(tx, note=note, elaborations=["Mer."], was=[], **operation())
    actions.undo(tx, workshop=world.workshop, **operation())
    assert (note.aside_reason, note.elaborations) == (None, ["Mer."])
    actions.undo(tx, workshop=world.workshop, **operation())
    assert tx.get(Category, mine.id) is None
    with pytest.raises(Conflict):
        actions.undo(tx, workshop=world.workshop, **operation())


def test_a_question_stays_while_something_is_written_under_it_in_the_sorting(
    tx: Session, world: World
) -> None:
    """And when it is gone, no undo or redo brings a heading back to it."""
    asked = add_question(tx, workshop=world.workshop, text="Mer?", **operation(OTHER))
    asked.summary = "Alt."
    with pytest.raises(Conflict, match="so it stays"):
        remove_question(tx, question=asked, **operation(OTHER))
    asked.summary = None
    under = actions.add_category(tx, question=asked, heading="Tid", **operation())
    with pytest.raises(Conflict, match="so it stays"):
        remove_question(tx, question=asked, **operation(OTHER))
    actions.remove_category(tx, category=under, **operation())
    tx.refresh(asked)
    remove_question(tx, question=asked, **operation(OTHER))
    with pytest.raises(Conflict, match="Tid"):
        actions.undo(tx, workshop=world.workshop, **operation())
    other = add_question(tx, workshop=world.workshop, text="Mer?", **operation(OTHER))
    actions.add_category(tx, question=other, heading="Rom", **operation())
    actions.undo(tx, workshop=world.workshop, **operation())
    tx.refresh(other)
    remove_question(tx, question=other, **operation(OTHER))
    with pytest.raises(Conflict, match="Rom"):
        actions.redo(tx, workshop=world.workshop, **operation())


def test_what_has_lost_its_words_for_good_is_not_undone(tx: Session, world: World) -> None:
    """Neither what wrote them nor what replaced them; what came after is."""
    entry = placed(tx, world.notes[0], heading(tx, world))
    done = [operation() for _each in range(3)]
    for act, text in zip(done, ("Om Kari.", "Ny.", "Nyere."), strict=True):
        actions.reword_entry(tx, entry=entry, was=entry.text, text=text, **act)
    lines = select(Change.revision).where(Change.operation == done[0]["operation"])
    gone = tx.scalars(lines).all()
    erase_lines(tx, world.workshop, gone, kind="words", reason="person", **operation())
    actions.undo(tx, workshop=world.workshop, **operation())
    assert entry.text == "Ny."
    for act in done[:2]:
        with pytest.raises(Conflict, match="erased for good") as refused:
            actions.undo(tx, workshop=world.workshop, only=act["operation"], **operation())
        assert refused.value.about == ("entry", entry.id)


def test_what_one_operation_made_and_took_away_is_undone_and_redone_as_nothing(
    tx: Session, world: World
) -> None:
    under, act = heading(tx, world), operation()
    entry = actions.add_own_entry(tx, category=under, text="Vår egen.", **act)
    actions.unplace(tx, entry=entry, **act)
    for back, done in ((actions.undo, 1), (actions.redo, 2)):
        back(tx, workshop=world.workshop, **operation())
        assert len(stacks(tx, world.workshop.id, BY).done) == done
        assert order(tx, under) == []


def test_what_came_without_a_history_is_taken_back_and_done_again(tx: Session) -> None:
    """As after an import: what a thing was is written down before its first change."""
    two = Two(tx)
    before = picture(tx)
    tx.execute(delete(Change).where(Change.workshop_id == two.world.workshop.id))
    for name, body in cases(two, "a").items():
        if name in NAME_OF:
            continue
        with two.once():
            done = two.did("a", body)
            after = picture(tx)
            two.did("a", {"do": "undo", "only": done})
            assert picture(tx) == before, name
            two.did("a", {"do": "redo"})
            assert picture(tx) == after, name
