"""The demo builds to every stage, and what stands there is what the stage promises."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.demo.build import build_demo
from cafe.demo.cafe import QUESTIONS
from cafe.demo.commands import demo
from cafe.demo.script import uid_of
from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Change, Database, Note, Organiser, Person, Workshop
from cafe.report.queries import compose
from cafe.sort.queries import overview
from cafe.writers import pdf
from tests.writers.pages.filled_pages import filled, wanting

SLIPS = [slip for theme in QUESTIONS for table in theme.tables for slip in table.slips]


def _tables(session: Session) -> list[CafeTable]:
    return list(session.scalars(select(CafeTable).order_by(CafeTable.number)))


def _notes(session: Session) -> list[Note]:
    return list(session.scalars(select(Note)))


def test_planning_has_questions_tables_and_hosts_and_nothing_said(
    db: Database, settings: Settings
) -> None:
    workshop_id = build_demo(db, settings=settings, stage="planning")
    with db.reading() as session:
        workshop = session.get_one(Workshop, workshop_id)
        assert workshop.stage == "planning"
        assert [len(question.tables) for question in workshop.questions] == [2] * 7 + [1]
        assert [table.number for table in _tables(session)] == list(range(1, 16))
        assert all(table.hosts and table.cafe_name is None for table in _tables(session))
        assert workshop.questions[4].parts[1] == {"letter": "B", "text": "Hva tjenestene kan gjøre"}
        assert _notes(session) == []


def test_open_has_more_to_come_at_every_table(db: Database, settings: Settings) -> None:
    build_demo(db, settings=settings, stage="open")
    with db.reading() as session:
        assert 0.4 < len(_notes(session)) / len(SLIPS) < 0.8
        assert all(table.notes and table.cafe_name for table in _tables(session))
        assert not any(table.main_statement for table in _tables(session))


def test_vernissage_has_everything_said_and_nothing_sorted(
    db: Database, settings: Settings
) -> None:
    workshop_id = build_demo(db, settings=settings, stage="vernissage")
    with db.reading() as session:
        workshop, tables = session.get_one(Workshop, workshop_id), _tables(session)
        assert all(table.main_statement for table in tables)
        assert sorted(note.text for note in _notes(session)) == sorted(slip.text for slip in SLIPS)
        assert sum(note.struck for note in _notes(session)) == sum(slip.struck for slip in SLIPS)
        assert [table.number for table in tables if table.by_parts] == [5]
        assert {note.part for note in tables[4].notes} == {"A", "B"}
        assert not any(question.categories for question in workshop.questions)
        assert {change.by for change in session.scalars(select(Change))} == {
            "demo",
            "house",  # what was there when the tables opened
            *(f"table:{table.id}" for table in tables),
        }


def test_sorting_is_done_with_three_questions_and_half_done_with_the_fourth(
    db: Database, settings: Settings
) -> None:
    workshop_id = build_demo(db, settings=settings)
    with db.reading() as session:
        workshop = session.get_one(Workshop, workshop_id)
        lines = overview(session, workshop.questions)
        assert workshop.stage == "sorting"
        assert all(not line.accounts.unplaced for line in lines[:3])
        assert lines[3].accounts.printed
        assert lines[3].accounts.unplaced
        assert all(not line.headings for line in lines[4:])


def test_finished_balances_to_the_last_note(db: Database, settings: Settings) -> None:
    workshop_id = build_demo(db, settings=settings, stage="finished")
    with db.reading() as session:
        workshop = session.get_one(Workshop, workshop_id)
        lines = overview(session, workshop.questions)
        assert workshop.stage == "finished"
        assert all(line.accounts.balance and not line.accounts.unplaced for line in lines)
        assert sum(len(line.accounts.typed) for line in lines) == len(SLIPS)
        assert sum(len(line.accounts.absorbed) for line in lines) > 20
        _check_as_written(workshop)
        _check_pages(pdf.write(compose(session, workshop), {}))


def _check_pages(printed: bytes) -> None:
    """As a municipality would print it: no page of it is nearly empty."""
    assert len(filled(printed)) <= 12
    assert min(filled(printed)) > 0.9
    assert wanting(printed) == []


def _check_as_written(workshop: Workshop) -> None:
    """Headings, sentences and the notes behind them are those of the texts, in their order."""
    for question, theme in zip(workshop.questions, QUESTIONS, strict=True):
        keys = {
            uid_of(laid, slip): slip.key
            for laid, table in zip(question.tables, theme.tables, strict=True)
            for slip in table.slips
        }
        assert [(c.heading, c.listed) for c in question.categories] == [
            (heading.text, heading.listed) for heading in theme.headings
        ]
        entries = [entry for category in question.categories for entry in category.entries]
        printed = [line for heading in theme.headings for line in heading.lines]
        for entry, line in zip(entries, printed, strict=True):
            behind = [(keys[source.note.uid], source.absorbed) for source in entry.sources]
            joined = [(key, False) for key in line.keys]
            assert behind == joined + [(key, True) for key in line.absorbs]
            assert entry.text == line.text or line.text is None


def test_an_unknown_stage_is_refused_and_leaves_nothing(db: Database, settings: Settings) -> None:
    with pytest.raises(Invalid, match="tea"):
        build_demo(db, settings=settings, stage="tea")
    with db.reading() as session:
        assert session.scalars(select(Workshop)).all() == []


def test_the_command_gives_the_demo_to_the_first_organiser(
    db: Database, settings: Settings
) -> None:
    with db.writing() as tx:
        tx.add_all(
            Person(email=f"{name}@example.org", name=name, password_hash="-")
            for name in ("sigrun", "torstein")
        )
    workshop_id = demo(db, settings, "planning", live=False)
    with db.reading() as session:
        organisers = session.scalars(select(Organiser)).all()
        assert [(o.workshop_id, o.person_id) for o in organisers] == [(workshop_id, 1)]


def test_live_starts_with_a_running_clock_and_only_when_tables_are_open(
    db: Database, settings: Settings
) -> None:
    with pytest.raises(Conflict):
        demo(db, settings, "sorting", live=True)
    workshop_id = demo(db, settings, "open", live=True)
    with db.reading() as session:
        workshop = session.get_one(Workshop, workshop_id)
        assert workshop.timer_ends_ms is not None
        assert len(_notes(session)) < 0.4 * len(SLIPS)


@contextmanager
def heard(target: object, name: str, does: Callable[..., None]) -> Iterator[None]:
    """Whenever SQLAlchemy says that this happens to `target`, `does` is done."""
    event.listen(target, name, does)
    try:
        yield
    finally:
        event.remove(target, name, does)


def test_beside_a_running_cafe_it_is_built_in_short_transactions(
    db: Database, settings: Settings
) -> None:
    kept: list[object] = []
    with heard(db.engine, "commit", kept.append):
        workshop_id = build_demo(db, settings=settings, stage="open", slowly=True)
    assert len(kept) > 5
    with db.reading() as session:
        assert session.get_one(Workshop, workshop_id).stage == "open"
        assert 0.4 < len(_notes(session)) / len(SLIPS) < 0.8


def test_what_is_cancelled_half_way_leaves_nothing(db: Database, settings: Settings) -> None:
    hung: list[object] = []

    def cancel(_mapper: object, _connection: object, note: Note) -> None:
        hung.append(note)
        if len(hung) == 50:
            raise KeyboardInterrupt

    with heard(Note, "before_insert", cancel), pytest.raises(KeyboardInterrupt):
        build_demo(db, settings=settings, stage="open", slowly=True)
    with db.reading() as session:
        assert _notes(session) == []
        assert session.scalars(select(Workshop)).all() == []
