"""Notes from elsewhere: taken in, told of, undone; nothing lost and nothing twice."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict, NotFound
from cafe.live.audience import ORGANISER, WALL, Audience, events_for
from cafe.live.snapshot import snapshot
from cafe.model import CafeTable, Category, Entry, Note, Origin, events
from cafe.model.note import SORTED_TOO
from cafe.sort import actions, offers
from cafe.sort.history.stacks import stacks
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.queries import about_of
from cafe.sort.origins.rules import About, Outcome, Row
from cafe.sort.queries import overview
from tests.sort.world import BY, World, build, heading, log_of, new_id, operation

ID = "00000000-0000-4000-8000-0000000000aa"


def origin(tx: Session, world: World, name: str = "Spørreskjema") -> Origin:
    return origin_named(tx, question=world.question, name=name, **operation())


def brought(tx: Session, world: World, *rows: Row, act: str = "", by: str = BY) -> Outcome:
    target = origin(tx, world)
    outcome = take_in(tx, target=target, rows=rows, by=by, operation=act or new_id())
    tx.flush()
    return outcome


def texts(tx: Session, *which: Any) -> list[str]:
    query = select(Note.text).where(*which).order_by(Note.id)
    return list(tx.scalars(query, execution_options=SORTED_TOO))


def test_notes_of_an_origin_are_sorted_and_hang_nowhere(tx: Session, world: World) -> None:
    before, wall = overview(tx, [world.question])[0].accounts, snapshot(tx, world.workshop, WALL)
    outcome = brought(tx, world, Row("Flere benker"), Row("lys", part=""))
    now = overview(tx, [world.question])[0].accounts
    new = list(outcome.taken.values())
    assert now.balance
    assert (now.typed, now.unplaced) == (before.typed + new, before.unplaced + new)
    unseen = {"revision": 0, "mark": ""}
    assert {**snapshot(tx, world.workshop, WALL), **unseen} == {**wall, **unseen}
    board = snapshot(tx, world.workshop, ORGANISER)
    assert [one["name"] for one in board["origins"]] == ["Spørreskjema"]
    mine = [one for one in board["notes"] if one["gathered"]]
    assert [(one["text"], one["kind"]) for one in mine] == [
        ("Flere benker", "keyword"),
        ("lys", "keyword"),
    ]
    assert {one["table"] for one in mine} == {board["origins"][0]["id"]}


def test_open_boards_hear_of_them_at_once_and_nobody_else(tx: Session, world: World) -> None:
    brought(tx, world, Row("Flere benker", heading="Ute"), Row("kø", set_aside_reason="utenfor"))
    told = [events.of_change(one) for one in tx.info["events"]]
    heard = events_for(ORGANISER, told)
    assert {"origin", "note", "category", "entry", "gathered"} <= {one["what"] for one in heard}
    tables = [Audience("t", table.id, world.question.id) for table in world.question.tables]
    for audience in (WALL, *tables):
        assert "Flere benker" not in str(events_for(audience, told))
        assert "Spørreskjema" not in str(events_for(audience, told))


def test_heading_and_reason_are_taken_as_they_stand(tx: Session, world: World) -> None:
    there = heading(tx, world, "Ute")
    outcome = brought(
        tx,
        world,
        Row("flere benker", heading="Ute"),
        Row("mer lys", heading="Inne"),
        Row("kø", heading="Ute", set_aside_reason="utenfor tema"),
    )
    found = {one.heading: [e.text for e in one.entries] for one in tx.scalars(select(Category))}
    assert found == {"Ute": ["Flere benker."], "Inne": ["Mer lys."]}
    assert len(there.entries) == 1
    piles = overview(tx, [world.question])[0].accounts
    assert piles.aside == [outcome.taken[2]]
    assert piles.balance


def test_a_row_that_cannot_be_taken_is_listed_with_what_could_be(tx: Session, world: World) -> None:
    rows = [
        Row("god\ue000 kaffe"),
        Row("  "),
        Row("x" * 10_001),
        Row("del", part="Q"),
        Row("slag", kind="poem"),
        Row("id", uid="17"),
        Row("hovedsak", main=True),
        Row("\ufeffgod kaffe"),
    ]
    outcome = brought(tx, world, *rows)
    assert outcome.mended == {7: "god kaffe"}
    assert [one.at for one in outcome.refused] == [0, 1, 2, 3, 4, 5, 6]
    assert outcome.refused[0].mended == "god\ufffd kaffe"
    assert all(one.why for one in outcome.refused)
    assert texts(tx, Note.gathered) == ["god kaffe"]


def test_wording_is_kept_for_ever_as_given(tx: Session, world: World) -> None:
    odd = ["שלום\u200f note", "e\u0301 👩‍👩‍👧 \u200bzero", " line\r\nbreak\tand tab ", "x" * 10_000]
    brought(tx, world, *(Row(text) for text in odd))
    assert texts(tx, Note.gathered) == odd


def called_main(table: CafeTable) -> str | None:
    return table.main_statement


def test_a_table_gets_one_main_statement(tx: Session, world: World) -> None:
    first, second = world.question.tables
    first.main_statement, second.main_statement = None, "Vi venter."
    act = operation()
    rows = [Row("Vi trenger tid.", main=True), Row("Nei.", main=True), Row("en lapp")]
    outcome = take_in(tx, target=first, rows=rows, **act)
    assert called_main(first) == "Vi trenger tid."
    assert outcome.said == [0]
    assert [one.at for one in outcome.refused] == [1]
    rows = [Row("Vi venter.", main=True), Row("Annet.", main=True)]
    there = take_in(tx, target=second, rows=rows, **operation())
    assert list(there.there) == [0]
    assert "Vi venter." in there.refused[0].why
    actions.undo(tx, workshop=world.workshop, **operation())
    assert [called_main(table) for table in (first, second)] == [None, "Vi venter."]


def test_the_same_is_not_taken_twice(tx: Session, world: World) -> None:
    act = new_id()
    rows = [Row("en", uid=ID), Row("en", uid=ID), Row("to", uid=ID), Row("tre")]
    outcome = brought(tx, world, *rows, act=act)
    assert (list(outcome.taken), list(outcome.there)) == ([0, 3], [1])
    assert [one.at for one in outcome.refused] == [2]
    again = brought(tx, world, *rows, act=act)
    assert (list(again.taken), list(again.there)) == ([], [0, 1, 3])
    other = brought(tx, world, Row("en", uid=ID))
    assert list(other.there) == [0]
    assert texts(tx, Note.gathered) == ["en", "tre"]


def test_slices_are_one_line_of_the_history_and_one_undo(tx: Session, world: World) -> None:
    act, target, table = operation(), origin(tx, world), world.question.tables[0]
    take_in(tx, target=target, rows=[Row("en", heading="Ute")], **act)
    take_in(tx, target=target, rows=[Row("to", heading="Inne")], first=1, **act)
    take_in(tx, target=table, rows=[Row("tre")], first=2, **act)
    line = log_of(tx, world.workshop)[0]
    assert line.verb.replace("\xa0", " ") == "brought in 3 notes from"
    assert line.thing == "Spørreskjema, Bord 1"
    assert stacks(tx, world.workshop.id, BY).done[-1] == act["operation"]
    actions.undo(tx, workshop=world.workshop, **operation())
    assert not texts(tx, Note.gathered)
    assert not list(tx.scalars(select(Entry)))
    assert overview(tx, [world.question])[0].accounts.balance
    assert log_of(tx, world.workshop)[0].undo
    with pytest.raises(Conflict):
        take_in(tx, target=target, rows=[Row("fire")], first=3, **act)
    actions.redo(tx, workshop=world.workshop, **operation())
    assert texts(tx, Note.gathered) == ["en", "to", "tre"]
    assert sorted(tx.scalars(select(Entry.text))) == ["En.", "To."]


@pytest.mark.parametrize("stage", ["planning", "open", "vernissage", "sorting", "finished"])
def test_where_notes_may_go_at_each_stage(tx: Session, stage: str) -> None:
    world = build(tx, stage=stage) if stage != "planning" else build(tx, texts=())
    world.workshop.stage = stage
    table, wall = world.question.tables[0], snapshot(tx, world.workshop, WALL)["notes"]
    target = origin(tx, world)
    if stage == "finished":
        for place in (table, target):
            with pytest.raises(Conflict):
                take_in(tx, target=place, rows=[Row("en")], **operation())
        return
    take_in(tx, target=target, rows=[Row("fra kilden")], **operation())
    marked = take_in(tx, target=target, rows=[Row("to", heading="Ute")], **operation())
    assert bool(marked.refused) == (stage != "sorting")
    if stage in ("planning", "vernissage"):
        with pytest.raises(Conflict):
            take_in(tx, target=table, rows=[Row("ved bordet")], **operation())
    else:
        take_in(tx, target=table, rows=[Row("ved bordet")], **operation())
    hangs = [note["text"] for note in snapshot(tx, world.workshop, WALL)["notes"]]
    assert hangs == [note["text"] for note in wall] + ["ved bordet"] * (stage == "open")
    # What hosts have on their posters is not taken back in the sorting.
    assert len(stacks(tx, world.workshop.id, BY).done) == (3 if stage == "sorting" else 1)


@pytest.mark.parametrize("gone", [{"stage": "leaving"}, {"binned": 1}])
def test_a_cafe_that_is_deleted_meanwhile_takes_nothing(
    tx: Session, world: World, gone: dict[str, Any]
) -> None:
    target = origin(tx, world)
    for key, value in gone.items():
        setattr(world.workshop, key, value)
    with pytest.raises(NotFound):
        take_in(tx, target=target, rows=[Row("en")], **operation())


def test_an_origin_is_found_by_its_name_at_its_question(tx: Session, world: World) -> None:
    first = origin(tx, world, "Fokusgruppe 12. mars")
    assert origin(tx, world, " Fokusgruppe 12. mars ") is first
    other = origin(tx, world, "Spørreskjema")
    far = origin_named(tx, question=world.elsewhere, name="Spørreskjema", **operation())
    assert len({first.number, other.number, far.number}) == 3


def test_likely_doubles_and_headings_know_them(tx: Session, world: World) -> None:
    outcome = brought(tx, world, Row("Mer tid til å snakke"))
    board = offers.board_of(tx, world.workshop, world.question)
    pairs = [{one["left"], one["right"]} for one in offers.doubles(board) if one["identical"]]
    assert pairs == [{world.notes[1].uid, outcome.taken[0]}]


def test_what_hangs_is_of_the_round_that_is_now_and_what_is_gathered_of_none(tx: Session) -> None:
    world = build(tx, stage="open")
    world.workshop.round = 2
    take_in(tx, target=world.question.tables[0], rows=[Row("mer lys")], **operation())
    brought(tx, world, Row("en benk"))
    rows = select(Note.text, Note.round).where(Note.text.in_(["mer lys", "en benk"]))
    found = {text: at for text, at in tx.execute(rows, execution_options=SORTED_TOO)}  # noqa: C416
    assert found == {"mer lys": 2, "en benk": 0}


def test_what_is_said_of_a_source_that_is_there_takes_nothing_away(
    tx: Session, world: World
) -> None:
    there, said = origin(tx, world), About("focus", "2026-03-01", 7)
    for more in (said, About("other", "", 1)):
        seen = world.workshop.revision
        found = origin_named(tx, question=world.question, name=there.name, said=more, **operation())
        assert found is there
        assert (world.workshop.revision > seen) == (more == said), "open boards hear of it once"
        assert about_of(there) == said
