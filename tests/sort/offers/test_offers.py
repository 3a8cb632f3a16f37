"""Likely doubles and headings at the desk: what is offered, what an acceptance does, and undo."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import Apart, Category, Change, Entry, Note, Origin, Question, Source, Workshop
from cafe.sort import actions, offers
from cafe.sort.abbreviations import abbreviations_of, as_lines
from cafe.sort.actions.abbreviations import set_abbreviations
from cafe.sort.actions.same import Same
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from cafe.suggest.wordlists import ABBREVIATIONS
from tests.sort.world import (
    BY,
    OTHER,
    World,
    build,
    heading,
    log_of,
    new_id,
    operation,
    order,
    placed,
    sorted_notes,
)

TEXTS = (
    "Bedre forankring i ledelsen",
    "forankring i ledelsen er viktig",
    "Mer tid!",
    "mer tid",
    "kaffe",
)


@pytest.fixture
def world(tx: Session) -> World:
    return build(tx, texts=TEXTS)


def offered(tx: Session, world: World) -> list[offers.Item]:
    return offers.doubles(offers.board_of(tx, world.workshop, world.question))


def pairs(tx: Session, world: World) -> set[frozenset[str]]:
    words = {note.uid: note.text for note in world.notes}
    return {frozenset((words[o["left"]], words[o["right"]])) for o in offered(tx, world)}


def same(note: Note, double: Note, category: Category | None = None) -> Same:
    return {"note": note, "double": double, "category": category, "id": new_id()}


IDENTICAL = frozenset(TEXTS[2:4])
ALIKE = frozenset(TEXTS[:2])


def test_a_board_is_read_whole_wherever_its_notes_are_from(tx: Session) -> None:
    """Notes of posters and of a source, of this question and no other, of this café alone."""
    world, other_cafe = build(tx, texts=(*TEXTS, "strøket", "hos to")), build(tx)
    one, two, three, in_main, aside, struck, both = world.notes
    for question, texts in (
        (world.question, ("fra skjema", "utenfor", "alene")),
        (world.elsewhere, ("skjema der",)),
    ):
        source = origin_named(tx, question=question, name="Skjema", **operation())
        take_in(tx, target=source, rows=[Row(text) for text in texts], **operation())
    tx.flush()
    from_form, form_aside, alone, beside = sorted_notes(tx, Note.table_id.in_(select(Origin.id)))
    struck.struck = True
    last, first = heading(tx, world, "Sist"), heading(tx, world, "Først")
    unlisted = heading(tx, world, "Ikke i lista")
    actions.list_category(tx, category=unlisted, listed=False, **operation())
    actions.move_category(tx, category=first, before=last, **operation())
    actions.move_category(tx, category=unlisted, before=first, **operation())
    entry, single = placed(tx, one, last), placed(tx, alone, unlisted)
    actions.join_note(tx, into=entry, note=two, text="Begge.", **operation())
    for double, to in ((from_form, entry), (three, single)):
        actions.absorb_note(tx, note=double, entry=to, **operation())
    seconds = [placed(tx, both, last), Entry(id=new_id(), text="x", position=1.0)]
    seconds[1].sources = [Source(note=both, position=0)]
    first.entries.append(seconds[1])
    tx.flush()
    actions.set_aside(tx, note=aside, reason="spøk", **operation())
    actions.set_aside(tx, note=form_aside, reason="spøk", **operation())
    actions.use_in_main(tx, note=in_main, **operation())
    actions.not_same(tx, note=from_form, double=both, **operation())
    actions.not_same(tx, note=from_form, double=form_aside, **operation())
    actions.oppose(tx, note=alone, other=aside, **operation())
    actions.not_same(tx, note=other_cafe.notes[0], double=other_cafe.notes[1], **operation())
    placed(tx, other_cafe.notes[0], heading(tx, other_cafe, "Et annet sted"))
    here = [one, two, three, in_main, aside, both, from_form, form_aside, alone]
    uid = {note.text: note.uid for note in (*here, beside)}
    judged = ((from_form, both), (from_form, form_aside), (alone, aside))
    pairs = {frozenset((left.uid, right.uid)) for left, right in judged}
    at = {"last": last.id, "first": first.id, "unlisted": unlisted.id}
    ids, second = (world.workshop.id, world.question.id), [each.id for each in seconds]
    world.question.parts = [{"letter": "A", "text": "Hva?"}]
    whole, sole = entry.id, single.id
    assert world.far
    far = [world.far.text, "skjema der"]
    tx.flush()
    tx.expunge_all()
    board = offers.board_of(tx, tx.get_one(Workshop, ids[0]), tx.get_one(Question, ids[1]))
    assert [(note.id, note.text) for note in board.texts.notes] == [
        (uid[text], text) for text in (*TEXTS, "hos to", "fra skjema", "utenfor", "alene")
    ]
    assert (board.texts.asked, list(board.texts.beside)) == ("Hva gjør et møte godt?", far)
    assert dict(board.texts.abbreviations) == dict(ABBREVIATIONS)
    assert board.aside == {uid[TEXTS[3]], uid[TEXTS[4]], uid["utenfor"]}
    assert list(board.headings.items()) == [
        (at["first"], "Først"), (at["last"], "Sist"), (at["unlisted"], "Ikke i lista"),
    ]  # fmt: skip
    assert board.behind == {
        **{uid[text]: {whole: False} for text in TEXTS[:2]},
        uid["fra skjema"]: {whole: True},
        uid["alene"]: {sole: False},
        uid[TEXTS[2]]: {sole: True},
        uid["hos to"]: dict.fromkeys(second, False),
    }
    assert board.under == {
        **{uid[text]: [at["last"]] for text in (*TEXTS[:2], "fra skjema")},
        **{uid[text]: [at["unlisted"]] for text in ("alene", TEXTS[2])},
        uid["hos to"]: [at["first"], at["last"]],
    }
    assert (set(board.joined), set(board.apart)) == ({whole}, pairs)
    assert (board.parts, board.said) == ((("A", "Hva?"),), frozenset())


def test_identical_texts_come_first_and_the_reason_is_in_words(tx: Session, world: World) -> None:
    first, second = offered(tx, world)[:2]
    assert first["identical"]
    assert first["why"] == "the same words; they differ only in: capital letters, punctuation"
    assert not second["identical"]
    assert "forankring" in second["why"]
    assert "ledelse" in second["why"]
    assert first["may"] == second["may"] == "both"


def test_accepting_places_what_has_no_place_and_one_undo_takes_it_all_back(
    tx: Session, world: World
) -> None:
    tid = heading(tx, world)
    notes = world.notes
    both = [same(notes[2], notes[3], tid), same(notes[0], notes[1], tid)]
    actions.take_same(tx, pairs=both, **operation())
    assert order(tx, tid) == ["Mer tid!", "Bedre forankring i ledelsen."]
    entry = tx.scalars(select(Entry).where(Entry.text == "Mer tid!")).one()
    assert [(s.note.text, s.absorbed) for s in entry.sources] == [
        ("Mer tid!", False),
        ("mer tid", True),
    ]
    assert not {IDENTICAL, ALIKE} & pairs(tx, world)
    actions.undo(tx, workshop=world.workshop, **operation())
    assert order(tx, tid) == []
    assert pairs(tx, world) >= {IDENTICAL, ALIKE}
    actions.redo(tx, workshop=world.workshop, **operation())
    assert len(order(tx, tid)) == 2


def test_a_note_that_shall_stand_comes_where_its_double_stood(tx: Session, world: World) -> None:
    tid = heading(tx, world)
    placed(tx, world.notes[1], tid)
    placed(tx, world.notes[4], tid)
    actions.take_same(tx, pairs=[same(world.notes[0], world.notes[1])], **operation())
    assert order(tx, tid) == ["Bedre forankring i ledelsen.", "Kaffe."]


def test_a_note_is_not_the_same_as_itself(tx: Session, world: World) -> None:
    pair = same(world.notes[0], world.notes[0], heading(tx, world))
    with pytest.raises(Invalid, match="with itself"):
        actions.take_same(tx, pairs=[pair], **operation())


def test_without_a_place_a_heading_is_asked_for(tx: Session, world: World) -> None:
    with pytest.raises(Invalid, match="Choose a heading"):
        actions.take_same(tx, pairs=[same(world.notes[0], world.notes[1])], **operation())


def test_what_stands_joined_stays_and_its_double_comes_to_it(tx: Session, world: World) -> None:
    tid = heading(tx, world)
    entry = placed(tx, world.notes[0], tid)
    actions.join_note(tx, into=entry, note=world.notes[4], text="Begge deler.", **operation())
    tx.flush()
    pair = next(o for o in offered(tx, world) if world.notes[1].uid in (o["left"], o["right"]))
    assert (pair["left"], pair["may"]) == (world.notes[0].uid, "left")
    with pytest.raises(Conflict, match="stands together"):
        actions.take_same(tx, pairs=[same(world.notes[1], world.notes[0])], **operation())
    actions.take_same(tx, pairs=[same(world.notes[0], world.notes[1])], **operation())
    assert order(tx, tid) == ["Begge deler."]


def test_struck_aside_and_judged_pairs_do_not_come(tx: Session, world: World) -> None:
    assert pairs(tx, world) >= {IDENTICAL, ALIKE}
    actions.set_aside(tx, note=world.notes[2], reason="spøk", **operation())
    assert IDENTICAL not in pairs(tx, world)
    world.notes[0].struck = True
    assert ALIKE not in pairs(tx, world)


def test_not_the_same_is_kept_and_undone_by_who_said_it(tx: Session, world: World) -> None:
    one, other = world.notes[2], world.notes[3]
    actions.not_same(tx, note=other, double=one, **operation())
    actions.not_same(tx, note=one, double=other, **operation(OTHER))
    assert len(tx.scalars(select(Apart)).all()) == 1
    assert IDENTICAL not in pairs(tx, world)
    assert log_of(tx, world.workshop)[0].verb == "has said not to be the same"
    with pytest.raises(Conflict, match="nothing more"):
        actions.undo(tx, workshop=world.workshop, **operation(OTHER))
    actions.undo(tx, workshop=world.workshop, **operation())
    assert IDENTICAL in pairs(tx, world)
    actions.redo(tx, workshop=world.workshop, **operation(BY))
    assert IDENTICAL not in pairs(tx, world)


def test_notes_like_one_wherever_they_stand(tx: Session, world: World) -> None:
    tid = heading(tx, world)
    placed(tx, world.notes[1], tid)
    board = offers.board_of(tx, world.workshop, world.question)
    found = offers.like(board, world.notes[0].uid)
    assert found[0]["right"] == world.notes[1].uid
    assert all(one["left"] == world.notes[0].uid for one in found)
    assert offers.like(board, new_id()) == []


def test_headings_are_likely_once_some_notes_are_placed(tx: Session, world: World) -> None:
    tid, ledelse = heading(tx, world, "Tid"), heading(tx, world, "Forankring")
    assert offers.likely(offers.board_of(tx, world.workshop, world.question)) == {}
    placed(tx, world.notes[2], tid)
    placed(tx, world.notes[0], ledelse)
    found = offers.likely(offers.board_of(tx, world.workshop, world.question))
    assert found[world.notes[3].uid][0] == tid.id
    assert found[world.notes[1].uid][0] == ledelse.id
    assert 0.5 < found[world.notes[1].uid][1] <= 1
    assert world.notes[2].uid not in found


def test_many_are_placed_in_one_act_and_others_hands_are_respected(
    tx: Session, world: World
) -> None:
    tid = heading(tx, world)
    placed(tx, world.notes[0], tid)
    wanted = [{"note": note, "category": tid, "id": new_id()} for note in world.notes]
    assert actions.place_all(tx, notes=wanted, **operation(OTHER)) == 4  # type: ignore[arg-type]
    assert len(order(tx, tid)) == 5
    with pytest.raises(Conflict, match="Somebody has placed"):
        actions.place_all(tx, notes=wanted, **operation())  # type: ignore[arg-type]
    actions.undo(tx, workshop=world.workshop, **operation(OTHER))
    assert order(tx, tid) == ["Bedre forankring i ledelsen."]


def test_an_abbreviation_of_the_cafe_makes_a_pair(tx: Session) -> None:
    world = build(tx, texts=("QX", "kvalitet og flyt", "noe helt annet", "blå vegger"))
    wanted = frozenset(("QX", "kvalitet og flyt"))
    before = [o for o in offered(tx, world) if "kvalitet" in o["why"]]
    assert not before
    for lines in ("B = be\nQX = kvalitet og flyt", "QX = kvalitet og flyt\nB = be"):
        set_abbreviations(tx, workshop=world.workshop, text=lines, **operation())
        assert as_lines(abbreviations_of(world.workshop)) == lines
    set_abbreviations(tx, workshop=world.workshop, text="QX = kvalitet og flyt", **operation())
    assert wanted in pairs(tx, world)
    assert "kvalitet" in offered(tx, world)[0]["why"]


def test_many_behind_one_note_are_one_change_of_its_sentence(tx: Session, world: World) -> None:
    """What one press costs grows with its pairs, and not with their square."""
    first, *others = world.notes
    under, act = heading(tx, world), operation()
    pairs = [Same(note=first, double=one, category=under, id=new_id()) for one in others]
    actions.take_same(tx, pairs=pairs, **act)
    (entry,) = tx.scalars(select(Entry))
    assert [source.note for source in entry.sources] == world.notes
    told = select(Change).where(Change.operation == act["operation"], Change.what == "entry")
    assert len(list(tx.scalars(told))) == 2  # placed, and all the others behind it
