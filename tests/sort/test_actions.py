"""What each operation does, and what it refuses."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import Category, Change, Database, Entry
from cafe.sort import actions
from cafe.sort.queries import overview, proposed_join
from cafe.sort.routes.commands import perform
from tests.sort.world import (
    BY,
    World,
    as_sent,
    build,
    heading,
    new_id,
    operation,
    order,
    placed,
)


def behind(entry: Entry) -> list[tuple[str, bool]]:
    return [(source.note.text, source.absorbed) for source in entry.sources]


def test_a_note_is_placed_as_a_sentence_and_keeps_its_words(tx: Session, world: World) -> None:
    entry = placed(tx, world.notes[0], heading(tx, world))
    assert entry.text == "Godt samarbeid."
    assert world.notes[0].text == "godt samarbeid"
    assert overview(tx, [world.question])[0].accounts.printed == [world.notes[0].uid]


@pytest.mark.parametrize("stage", ["planning", "open", "vernissage", "finished"])
def test_sorting_has_its_stage(db: Database, stage: str) -> None:
    with db.writing() as tx:
        world = build(tx, stage=stage)
        with pytest.raises(Conflict) as refused:
            heading(tx, world)
        assert ("finished" in refused.value.message) == (stage == "finished")


def test_what_is_sorted_together_stands_under_one_question(tx: Session, world: World) -> None:
    here = heading(tx, world)
    there = actions.add_category(tx, question=world.elsewhere, heading="Der", **operation())
    entry = placed(tx, world.notes[0], here)
    assert world.far is not None
    far = placed(tx, world.far, there)
    with pytest.raises(Invalid):
        placed(tx, world.notes[1], there)
    with pytest.raises(Invalid):
        actions.move_entry(tx, entry=entry, category=there, **operation())
    with pytest.raises(Invalid):
        actions.join_entries(tx, into=entry, other=far, text="Begge.", **operation())
    with pytest.raises(Invalid):
        actions.absorb_note(tx, note=world.far, entry=entry, **operation())
    with pytest.raises(Invalid):
        actions.join_note(tx, into=far, note=world.notes[1], text="Nei.", **operation())
    with pytest.raises(Invalid):
        actions.move_category(tx, category=here, before=there, **operation())


def test_a_placed_note_is_placed_once_more_only_when_that_is_said(
    tx: Session, world: World
) -> None:
    category = heading(tx, world)
    placed(tx, world.notes[0], category)
    with pytest.raises(Conflict, match="Tid"):
        placed(tx, world.notes[0], category)
    actions.place_note(tx, note=world.notes[0], category=category, again=True, **operation())
    assert order(tx, category) == ["Godt samarbeid."] * 2
    assert overview(tx, [world.question])[0].accounts.balance


def test_before_says_where(tx: Session, world: World) -> None:
    category = heading(tx, world)
    first = placed(tx, world.notes[0], category)
    for note in world.notes[1:3]:
        actions.place_note(tx, note=note, category=category, before=first, **operation())
    assert order(tx, category) == [
        "Mer tid til å snakke.", "Hvem eier tilbudet?", "Godt samarbeid."
    ]  # fmt: skip


def test_there_is_room_between_two_neighbours_for_ever(tx: Session, world: World) -> None:
    category = heading(tx, world)
    first, last = (placed(tx, note, category) for note in world.notes[:2])
    for turn in range(120):
        moved, other = (first, last) if turn % 2 else (last, first)
        actions.move_entry(tx, entry=moved, category=category, before=other, **operation())
        assert order(tx, category) == [moved.text, other.text]
    third = placed(tx, world.notes[2], category)
    for turn in range(120):
        actions.add_own_entry(
            tx, category=category, text=f"Nr. {turn}.", before=third, **operation()
        )
    assert order(tx, category)[2:-1] == [f"Nr. {turn}." for turn in range(120)]


def test_joined_sentences_keep_every_note(tx: Session, world: World) -> None:
    category = heading(tx, world)
    into, other = (placed(tx, note, category) for note in world.notes[:2])
    actions.absorb_note(tx, note=world.notes[3], entry=other, **operation())
    assert proposed_join(into, other) == "Godt samarbeid, Mer tid til å snakke."
    actions.join_entries(tx, into=into, other=other, text="Samarbeid og tid.", **operation())
    assert behind(into) == [
        ("godt samarbeid", False), ("Mer tid til å snakke", False), ("samarbeid", True)
    ]  # fmt: skip
    assert order(tx, category) == ["Samarbeid og tid."]


def test_a_note_is_taken_out_of_a_joined_sentence(tx: Session, world: World) -> None:
    category = heading(tx, world)
    into = placed(tx, world.notes[0], category)
    text = proposed_join(into, world.notes[1])
    actions.join_note(tx, into=into, note=world.notes[1], text=text, **operation())
    id = new_id()
    apart = actions.split_entry(tx, entry=into, note=world.notes[1], id=id, **operation())
    assert apart.id == id, "the page calls it so until it is told"
    assert order(tx, category) == ["Godt samarbeid.", "Mer tid til å snakke."]
    assert behind(apart) == [("Mer tid til å snakke", False)]
    for note, why in ((world.notes[0], "stands alone"), (world.notes[1], "does not stand behind")):
        with pytest.raises(Conflict, match=why) as refused:
            actions.split_entry(tx, entry=into, note=note, **operation())
        assert isinstance(refused.value.now, dict)
        assert refused.value.now["text"] == into.text
        assert refused.value.about == ("entry", into.id)


def test_a_double_takes_its_own_doubles_along(tx: Session, world: World) -> None:
    category = heading(tx, world)
    one, two = (placed(tx, note, category) for note in (world.notes[0], world.notes[3]))
    actions.absorb_note(tx, note=world.notes[2], entry=two, **operation())
    actions.absorb_note(tx, note=world.notes[3], entry=one, **operation())
    assert behind(one)[1:] == [("samarbeid", True), ("hvem eier tilbudet?", True)]
    assert order(tx, category) == ["Godt samarbeid."]
    counted = overview(tx, [world.question])[0].accounts
    assert (len(counted.printed), len(counted.absorbed)) == (1, 2)


def test_a_joined_note_is_nobodys_double(tx: Session, world: World) -> None:
    category = heading(tx, world)
    joined, other = placed(tx, world.notes[0], category), placed(tx, world.notes[2], category)
    actions.join_note(tx, into=joined, note=world.notes[1], text="Alt.", **operation())
    with pytest.raises(Conflict, match="Take it out"):
        actions.absorb_note(tx, note=world.notes[1], entry=other, **operation())
    with pytest.raises(Conflict, match="already"):
        actions.absorb_note(tx, note=world.notes[1], entry=joined, **operation())
    twice = world.notes[2]
    actions.place_note(tx, note=twice, category=other.category, again=True, **operation())
    with pytest.raises(Conflict, match="Take it out"):
        actions.absorb_note(tx, note=twice, entry=joined, **operation())


def test_reword_compares_with_what_was_seen(tx: Session, world: World) -> None:
    entry = placed(tx, world.notes[0], heading(tx, world))
    actions.reword_entry(tx, entry=entry, was="Godt samarbeid.", text="Samarbeid!", **operation())
    with pytest.raises(Conflict) as refused:
        actions.reword_entry(
            tx, entry=entry, was="Godt samarbeid.", text="Noe annet", **operation()
        )
    assert isinstance(refused.value.now, dict)
    assert refused.value.now["text"] == "Samarbeid!"
    assert (refused.value.where, refused.value.about) == ("was", ("entry", entry.id))
    again = actions.reword_entry(tx, entry=entry, was="Gammelt", text="Samarbeid!", **operation())
    assert again.text == "Samarbeid!"


@pytest.mark.parametrize("text", ["", "  ", "to\nlinjer", "a\x07b", "x" * 20_001])
def test_a_sentence_is_one_line_that_can_be_shown(tx: Session, world: World, text: str) -> None:
    entry = placed(tx, world.notes[0], heading(tx, world))
    with pytest.raises(Invalid):
        actions.reword_entry(tx, entry=entry, was=entry.text, text=text, **operation())


def test_set_aside_with_a_reason_and_taken_back(tx: Session, world: World) -> None:
    note = world.notes[0]
    placed(tx, note, heading(tx, world))
    actions.set_aside(tx, note=note, reason="Uklart", **operation())
    assert overview(tx, [world.question])[0].accounts.aside == [note.uid]
    with pytest.raises(Conflict, match="Take it back"):
        placed(tx, note, tx.scalars(select(Category)).one())
    actions.take_back(tx, note=note, **operation())
    assert note.uid in overview(tx, [world.question])[0].accounts.unplaced
    with pytest.raises(Invalid):
        actions.set_aside(tx, note=note, reason=" ", **operation())


def test_a_removed_heading_lets_its_notes_go(tx: Session, world: World) -> None:
    category = heading(tx, world)
    placed(tx, world.notes[0], category)
    actions.add_own_entry(tx, category=category, text="Fra arrangøren.", **operation())
    assert overview(tx, [world.question])[0].own == 1
    actions.remove_category(tx, category=category, **operation())
    assert len(overview(tx, [world.question])[0].accounts.unplaced) == 5
    actions.undo(tx, workshop=world.workshop, **operation())
    category = tx.scalars(select(Category)).one()
    assert order(tx, category) == ["Godt samarbeid.", "Fra arrangøren."]


def test_headings_are_moved_renamed_and_taken_off_the_list(tx: Session, world: World) -> None:
    one, two, three = (heading(tx, world, text) for text in ("En", "To", "Tre"))
    actions.move_category(tx, category=three, before=one, **operation())
    actions.move_category(tx, category=one, before=None, **operation())
    actions.list_category(tx, category=two, listed=False, **operation())
    actions.rename_category(tx, category=two, was="To", heading="Toeren", **operation())
    with pytest.raises(Conflict) as refused:
        actions.rename_category(tx, category=two, was="To", heading="Noe", **operation())
    assert isinstance(refused.value.now, dict)
    assert refused.value.now["heading"] == "Toeren"
    assert (refused.value.where, refused.value.about) == ("was", ("category", two.id))
    asked = world.question
    actions.add_category(tx, question=asked, heading="Fire", listed=False, **operation())
    rows = tx.scalars(select(Category).order_by(Category.position))
    assert [(row.heading, row.listed) for row in rows] == [
        ("Tre", True), ("Toeren", False), ("En", True), ("Fire", False)
    ]  # fmt: skip


def test_every_change_is_numbered_and_told_in_order(tx: Session, world: World) -> None:
    placed(tx, world.notes[0], heading(tx, world))
    tx.flush()
    numbers = tx.scalars(select(Change.revision).order_by(Change.revision)).all()
    assert list(numbers) == list(range(1, world.workshop.revision + 1))


def test_the_overview_asks_as_much_for_many_questions_as_for_one(
    db: Database, tx: Session, world: World
) -> None:
    from sqlalchemy import event

    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *a: asked.append(a[2]))
    overview(tx, [world.question])
    one = len(asked)
    overview(tx, [world.question, world.elsewhere])
    assert len(asked) == 2 * one


def test_a_sentence_of_ones_own_stays_when_the_note_behind_it_is_set_aside(
    tx: Session, world: World
) -> None:
    category = heading(tx, world)
    own = actions.add_own_entry(tx, category=category, text="Vår egen.", **operation())
    actions.absorb_note(tx, note=world.notes[0], entry=own, **operation())
    actions.set_aside(tx, note=world.notes[0], reason="nei", **operation())
    assert order(tx, category) == ["Vår egen."]
    assert overview(tx, [world.question])[0].accounts.aside == [world.notes[0].uid]


def test_together_a_note_is_placed_as_often_as_one_by_one(tx: Session, world: World) -> None:
    category, uid = heading(tx, world), world.notes[0].uid
    place = {"do": "place_note", "note": uid, "category": category.id, "again": True}
    twice = [{**place, "id": new_id()}, {**place, "id": new_id()}]
    body = as_sent(world.workshop, do="together", deeds=twice)
    perform(tx, world.workshop, body, by=BY)
    assert order(tx, category) == ["Godt samarbeid."] * 2


@pytest.mark.parametrize("way", ["place", "join", "absorb"])
def test_a_place_ends_what_was_said_of_a_main_statement_that_is_gone(
    tx: Session, world: World, way: str
) -> None:
    """Another is not the one that somebody said the note was used in; an undo says it again."""
    note, table, under = world.notes[0], world.notes[0].table, heading(tx, world)
    entry, before = placed(tx, world.notes[1], under), table.main_statement
    actions.use_in_main(tx, note=note, **operation())
    table.main_statement = None
    if way == "place":
        entry = placed(tx, note, under)
    elif way == "join":
        actions.join_note(tx, into=entry, note=note, text="Begge.", **operation())
    else:
        actions.absorb_note(tx, note=note, entry=entry, **operation())
    table.main_statement = "Noe annet."
    actions.unplace(tx, entry=entry, **operation())
    accounts = overview(tx, [world.question])[0].accounts
    assert accounts.main == []
    assert note.uid in accounts.unplaced
    for _step in range(2):
        actions.undo(tx, workshop=world.workshop, **operation())
    table.main_statement = before
    assert overview(tx, [world.question])[0].accounts.main == [note.uid]
