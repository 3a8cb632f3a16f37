"""What the sorting pages and later rooms read: the accounts, the proposals, who did what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, selectinload

from cafe.errors import NotFound
from cafe.model import CafeTable, Category, Entry, Note, Person, Question, Source, Workshop
from cafe.sort import rules
from cafe.sort.rules import Accounts, Behind, NoteMark
from cafe.texts import _


@dataclass(frozen=True)
class QuestionLine:
    """One question on the overview. `own`: sentences that no note stands behind."""

    question: Question
    accounts: Accounts
    headings: int
    own: int


def the_question(db: Session, workshop: Workshop, number: int) -> Question:
    """The question with this number. Raises NotFound."""
    query = select(Question).where(Question.workshop_id == workshop.id, Question.number == number)
    question = db.scalars(query).one_or_none()
    if question is None:
        raise NotFound(_("This café has no question %(number)s.", number=number))
    return question


def accounts_of(db: Session, question: Question) -> Accounts:
    """Where every note of this question's tables went."""
    return overview(db, [question])[0].accounts


def accounts_of_workshop(db: Session, workshop: Workshop) -> Accounts:
    """Where every note of the workshop went."""
    return added_up(line.accounts for line in overview(db, workshop.questions))


def added_up(parts: Iterable[Accounts]) -> Accounts:
    """Several accounts as one."""
    whole = Accounts()
    for part in parts:
        for name, pile in vars(whole).items():
            pile.extend(getattr(part, name))
    return whole


def overview(db: Session, questions: Sequence[Question]) -> list[QuestionLine]:
    """Every question with its accounts: four queries, however many questions."""
    ids = [question.id for question in questions]
    notes = db.execute(
        select(CafeTable.question_id, Note)
        .options(contains_eager(Note.table))
        .join(CafeTable, Note.table_id == CafeTable.id)
        .where(CafeTable.question_id.in_(ids))
        .order_by(Note.id)
    )
    marks = [(owner, mark_of(note)) for owner, note in notes]
    categories = list(db.scalars(select(Category).where(Category.question_id.in_(ids))))
    entries = list(
        db.scalars(
            select(Entry)
            .join(Category)
            .where(Category.question_id.in_(ids))
            .options(selectinload(Entry.sources).joinedload(Source.note))
        )
    )
    home = {category.id: category.question_id for category in categories}
    return [_line(question, marks, categories, entries, home) for question in questions]


def mark_of(note: Note) -> NoteMark:
    """What the accounts need to know of a note: the one way to read it, for every room."""
    return NoteMark(note.uid, note.struck, note.aside_reason is not None, note.used_in_main)


def _line(
    question: Question,
    marks: list[tuple[int, NoteMark]],
    categories: list[Category],
    entries: list[Entry],
    home: dict[str, int],
) -> QuestionLine:
    here = [entry for entry in entries if home.get(entry.category_id) == question.id]
    behind = [Behind(s.note.uid, s.absorbed) for entry in here for s in entry.sources]
    return QuestionLine(
        question,
        rules.accounts([mark for owner, mark in marks if owner == question.id], behind),
        headings=sum(category.question_id == question.id for category in categories),
        own=sum(not entry.sources for entry in here),
    )


def proposed_join(into: Entry, other: Entry | Note) -> str:
    """One sentence from two: a person reads and changes it before it counts."""
    more = [other.text] if isinstance(other, Note) else _pieces(other)
    return rules.join_texts([*_pieces(into), *more])


def _pieces(entry: Entry) -> list[str]:
    """The notes' own words while nobody has worded the sentence, else the sentence."""
    words = [source.note.text for source in entry.sources if not source.absorbed]
    untouched = len(words) == 1 and entry.text == rules.as_sentence(words[0])
    if untouched or (len(words) > 1 and entry.text == rules.join_texts(words)):
        return words
    return [entry.text]


def names_of(db: Session, labels: Iterable[str]) -> dict[str, str]:
    """What to call the people behind labels such as "person:1"."""
    ids = {int(label[7:]) for label in labels if label.startswith("person:")}
    people = db.scalars(select(Person).where(Person.id.in_(ids)))
    return {f"person:{person.id}": person.name for person in people}
