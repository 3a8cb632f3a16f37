"""What of a café must be known to place rows in it."""

from collections import Counter, defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.intake.facts import CafeFacts, NoteFacts, Place, QuestionFacts, TableFacts
from cafe.model import Category, Change, Entry, Note, Origin, Question, Source, Workshop
from cafe.model import Place as PlaceRow
from cafe.model.note import notes_in_any_state
from cafe.states import WITHDRAWN


def cafe_facts(db: Session, workshop: Workshop, *, own: bool = False) -> CafeFacts:
    """The café as it is now; `own`: for a spreadsheet of ours, with how its notes have read."""
    questions, tables, places = {}, {}, {}
    for question in workshop.questions:
        letters = [part["letter"] for part in question.parts]
        questions[question.number] = QuestionFacts(question.number, question.text, letters)
        for table in question.tables:
            facts = TableFacts(
                *(table.id, table.number, question.number, question.form),
                *(table.cafe_name or "", table.main_statement or ""),
            )
            tables[table.number] = facts
            places[table.id] = facts.place
        for origin in question.origins:
            places[origin.id] = ("origin", question.number, origin.name)
    notes, texts = _notes(db, workshop, places, own)
    return CafeFacts(questions, tables, notes, texts, workshop.stage, workshop.id)


def _notes(
    db: Session, workshop: Workshop, places: dict[int, Place], own: bool
) -> tuple[dict[str, NoteFacts], dict[Place, Counter[str]]]:
    found: dict[str, NoteFacts] = {}
    texts: dict[Place, Counter[str]] = defaultdict(Counter)
    headings, alone = _headings(db, workshop)
    wordings = _wordings(db, workshop) if own else {}
    numbers = dict(
        db.execute(
            select(PlaceRow.id, PlaceRow.number).where(PlaceRow.workshop_id == workshop.id)
        ).all()
    )
    columns = (Note.id, Note.uid, Note.table_id, Note.text, Note.kind, Note.part)
    query = (
        notes_in_any_state()
        .with_only_columns(*columns, Note.elaborations, Note.state, Note.struck)
        .where(Note.workshop_id == workshop.id, Note.state != WITHDRAWN)
    )
    for row in db.execute(query):
        place = places.get(row.table_id)
        if place is None:
            continue
        texts[place][row.text] += 1
        found[row.uid] = NoteFacts(
            uid=row.uid,
            table=numbers[row.table_id] if place[0] == "table" else 0,
            text=row.text,
            kind=row.kind,
            part=row.part,
            elaborations=row.elaborations or (),
            headings=headings.get(row.id, ()),
            alone=alone.get(row.id, ""),
            wordings=wordings.get(row.uid, ()),
        )
    return found, texts


def _headings(db: Session, workshop: Workshop) -> tuple[dict[int, list[str]], dict[int, str]]:
    """By each placed note's number: the headings it stands under, and its sentence when alone."""
    query = (
        select(Source.note_id, Source.entry_id, Category.heading)
        .join(Entry, Source.entry_id == Entry.id)
        .join(Category, Entry.category_id == Category.id)
        .join(Question, Category.question_id == Question.id)
        .where(Question.workshop_id == workshop.id)
    )
    rows = db.execute(query).all()
    behind = Counter(entry for _note, entry, _heading in rows)
    headings: dict[int, list[str]] = defaultdict(list)
    for note, _entry, heading in rows:
        headings[note].append(heading)
    alone = {note: entry for note, entry, _h in rows if behind[entry] == len(headings[note]) == 1}
    return headings, alone


def _wordings(db: Session, workshop: Workshop) -> dict[str, list[tuple[int, str]]]:
    """How each note has read since when, by its id."""
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    here = (Change.workshop_id == workshop.id, Change.what.in_(("note", "late")))
    query = select(Change.key, Change.revision, Change.item).where(*here)
    for key, revision, item in db.execute(query.order_by(Change.revision)):
        if item and (not found[key] or found[key][-1][1] != item["text"]):
            found[key].append((revision, item["text"]))
    return found


def origin_names(workshop: Workshop) -> list[str]:
    """The names of the café's sources."""
    here: list[Origin] = [one for question in workshop.questions for one in question.origins]
    return list(dict.fromkeys(one.name for one in here))
