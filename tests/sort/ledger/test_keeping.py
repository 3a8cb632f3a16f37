"""Where words come from is kept at each write, and is what the notes and the log say."""

import random
from typing import Any

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from cafe.archive.queries import archive_of
from cafe.model import Change, Database, Entry, Note, Question, Workshop
from cafe.model.events import publish
from cafe.model.note import SORTED_TOO, notes_in_any_state
from cafe.plan.actions import move_stage
from cafe.report import actions as report
from cafe.sort import actions
from cafe.sort.actions.abbreviations import set_abbreviations
from cafe.sort.keeping import keep_words
from cafe.sort.ledger.sources import count
from cafe.sort.ledger.tokens import words
from cafe.sort.origins.rules import Row
from cafe.sort.worded import strange_summaries, strange_words, worded_entries
from cafe.table.actions.notes import edit_note
from cafe.table.actions.poster import sum_up
from tests.report.samples import brought_in
from tests.sort.history.test_anything_goes import COMMANDS, GROWING, Hands, attempt
from tests.sort.origins.test_take_in import brought
from tests.sort.world import BY, OTHER, build, heading, operation, placed


def entries_of(tx: Session) -> list[Entry]:
    return list(tx.scalars(select(Entry).order_by(Entry.position), execution_options=SORTED_TOO))


def strange(tx: Session, workshop: Workshop) -> list[str]:
    found = entries_of(tx)
    assert all(entry.words is not None for entry in found)
    return [entry.text for entry in strange_words(tx, workshop, found)]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_is_done_and_undone_every_word_has_its_source(db: Database, seed: int) -> None:
    dice = random.Random(seed)
    with db.writing() as tx:
        hands = Hands(tx, build(tx), seed)
        workshop = hands.world.workshop
        for name in [*GROWING, *dice.choices([*COMMANDS, "undo", "reword"], k=25)]:
            attempt(hands, name, dice.choice([BY, OTHER]))
            if dice.random() < 0.3:
                tx.commit()
        tx.commit()
        assert strange(tx, workshop) == []
        for id, known in worded_entries(tx, workshop, entries_of(tx)).items():
            text = tx.get_one(Entry, id).text
            assert count(text, known.sources).total() == len(words(text)), "the words balance"
            assert (known.kind == "own") == (not tx.get_one(Entry, id).sources)
        whole = archive_of(tx, workshop)
    other = brought_in(db, whole)
    with db.reading() as session:
        again = session.get_one(Workshop, other)
        assert archive_of(session, again) == whole, "they travel"
        here = [e for e in entries_of(session) if e.category.question.workshop_id == other]
        assert strange_words(session, again, here) == []


def test_an_organisers_words_are_known_by_their_operation(db: Database) -> None:
    with db.writing() as tx:
        world = build(tx)
        category = heading(tx, world)
        entry = placed(tx, world.notes[1], category)
        doing = operation()
        text = "Mer tid til å tie."
        actions.reword_entry(tx, entry=entry, was=entry.text, text=text, **doing)
        own = actions.add_own_entry(tx, category=category, text="Alt er bra.", **operation())
        tx.commit()
        uid = world.notes[1].uid
        assert entry.words == [
            [0, 13, "note", uid, 0, 13, 0], [14, 17, "rewording", doing["operation"]],
        ]  # fmt: skip
        assert own.words == [[0, 10, "organiser"]]


def test_what_the_words_are_read_by_may_change(db: Database) -> None:
    """A note that is mended, or another list of abbreviations: the sentence is looked at anew."""
    with db.writing() as tx:
        world = build(tx, texts=("mer TD",))
        entry = placed(tx, world.notes[0], heading(tx, world))
        text = "Mer tid."
        actions.reword_entry(tx, entry=entry, was=entry.text, text=text, **operation())
        tx.commit()
        kinds: list[list[Any]] = [[one[2] for one in entry.words or []]]
        set_abbreviations(tx, workshop=world.workshop, text="TD = tid", **operation())
        tx.commit()
        kinds.append([one[2] for one in entry.words or []])
        move_stage(tx, workshop=world.workshop, stage="open", anyway=True, **operation())
        mended = {"was": "mer TD", "text": "tid", "kind": "keyword", "part": None}
        edit_note(tx, note=world.notes[0], **mended, **operation())  # type: ignore[arg-type]
        tx.commit()
        kinds.append([one[2] for one in entry.words or []])
        assert kinds == [["note", "rewording"], ["note"], ["rewording", "note"]]
        assert strange(tx, world.workshop) == []


def test_a_sentence_whose_note_came_from_elsewhere_is_looked_at_anew_too(db: Database) -> None:
    with db.writing() as tx:
        world = build(tx)
        brought(tx, world, Row("mer TD", heading="Tid"))
        [entry] = entries_of(tx)
        actions.reword_entry(tx, entry=entry, was=entry.text, text="Mer tid.", **operation())
        id, uid = entry.id, entry.sources[0].note.uid
    with db.writing() as tx:  # as when words are erased: what is at hand is the note alone
        note = tx.scalars(notes_in_any_state().where(Note.uid == uid)).one()
        note.text = "tid"
        publish(tx, note, **operation())
    with db.reading() as tx:
        assert [one[2] for one in tx.get_one(Entry, id).words or []] == ["rewording", "note"]


def test_a_summarys_words_are_kept_beside_it(db: Database) -> None:
    with db.writing() as tx:
        world = build(tx)
        question = world.question
        doing = operation()
        text = "Hovedutsagn ved elva."
        report.edit_summary(tx, question=question, was=None, text=text, **doing)
        tx.commit()
        assert question.summary_words == [
            [0, 15, "note", "table:1", 0, 15, 0], [16, 20, "rewording", doing["operation"]],
        ]  # fmt: skip
        id = question.id
    with db.writing() as tx:  # what a table says is looked at by itself
        question = tx.get_one(Question, id)
        workshop, table = question.workshop, question.tables[0]
        move_stage(tx, workshop=workshop, stage="open", anyway=True, **operation())
        sum_up(tx, table=table, was=table.main_statement, text="Møtes ved elva", **operation())
        tx.commit()
        assert [one[3] for one in question.summary_words or []] == ["table:2", "table:1"]
        assert strange_summaries(tx, workshop, [question]) == []
        tx.execute(update(Question).values(summary="Alle ved elva."))
        tx.refresh(question)
        assert strange_summaries(tx, workshop, [question]) == [question]
        tx.execute(update(Question).values(summary=None))
        tx.refresh(question)
        assert strange_summaries(tx, workshop, [question]) == [question]
        report.edit_summary(tx, question=question, was=None, text="Ro.", **operation())
        report.edit_summary(tx, question=question, was="Ro.", text=None, **operation())
        tx.commit()
        assert question.summary_words is None
        report.edit_summary(tx, question=question, was=None, text="Ro.", **operation())
        tx.commit()
        tx.refresh(question)
        now: list[list[Any]] = question.summary_words or []
        assert [one[2] for one in now] == ["rewording"]


def test_what_was_changed_behind_the_log_is_found(db: Database) -> None:
    with db.writing() as tx:
        world = build(tx)
        entry = placed(tx, world.notes[1], heading(tx, world))
        tx.commit()
        tx.execute(update(Entry).where(Entry.id == entry.id).values(text="Mer ro til å snakke."))
        tx.refresh(entry)
        assert strange(tx, world.workshop) == ["Mer ro til å snakke."]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Mer ro hjemme til å snakke.", ["note", "rewording", "organiser", "note"]),
        ("Mer hjemme, ro til å snakke.", ["note", "organiser", "rewording", "note"]),
    ],
)
def test_where_no_history_is_nobody_is_asked_who_gave_a_word(
    db: Database, text: str, kinds: list[str]
) -> None:
    """As in an archive without one: what an organiser wrote is an organiser's, logged or not."""
    with db.writing() as tx:
        world = build(tx)
        entry = placed(tx, world.notes[1], heading(tx, world))
        for words in ("Mer ro til å snakke.", text):
            actions.reword_entry(tx, entry=entry, was=entry.text, text=words, **operation())
            tx.commit()
        assert [one[2] for one in entry.words or []] == ["note", "rewording", "rewording", "note"]
        last = tx.scalars(select(Change).order_by(Change.revision.desc())).first()
        assert last is not None
        last.item = None  # as where its words are erased
        keep_words(tx, world.workshop, entries=[entry.id], notes=[])
        assert [one[2] for one in entry.words or []] == kinds
        tx.execute(delete(Change).where(Change.what == "entry"))
        assert strange(tx, world.workshop) == []
        entry.words = [[0, 3, "organiser"], *(entry.words or [])[1:]]
        assert strange(tx, world.workshop) == [text]


@pytest.mark.parametrize(
    ("language", "note", "more", "text", "kinds"),
    [
        ("nb", "bord", [], "Bordet.", ["note"]),
        ("en", "bord", [], "Bordet.", ["rewording"]),
        ("en", "table", [], "Tables.", ["note"]),
        ("nb", "lys", ["om kvelden"], "Lys om kvelden.", ["note", "note"]),
        ("nb", "lys", [], "Lys om kvelden.", ["note", "rewording"]),
    ],
)
def test_words_are_read_by_the_cafes_language_and_beside_what_was_elaborated(
    db: Database, *, language: str, note: str, more: list[str], text: str, kinds: list[str]
) -> None:
    with db.writing() as tx:
        world = build(tx, texts=(note,), language=language)
        world.notes[0].elaborations = more
        entry = placed(tx, world.notes[0], heading(tx, world))
        actions.reword_entry(tx, entry=entry, was=entry.text, text=text, **operation())
        tx.commit()
        assert [one[2] for one in entry.words or []] == kinds
