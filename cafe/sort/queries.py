"""What the sorting pages and later rooms read: the accounts, the proposals, who did what."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import place_name
from cafe.errors import NotFound
from cafe.model import (
    ApiToken,
    CafeTable,
    Category,
    Entry,
    Note,
    Origin,
    Person,
    Place,
    Question,
    Source,
    Workshop,
)
from cafe.model.note import EVERY_STATE, SORTED_TOO, counts_in_main
from cafe.sort import rules
from cafe.sort.origins.queries import origins_at
from cafe.sort.rules import Accounts, Behind, NoteMark
from cafe.states import WAITING


@dataclass(frozen=True)
class QuestionLine:
    """One question on the overview. `own`: sentences that no note stands behind.

    `origins`: where notes of it are from beside the tables, with the accounts of those.
    """

    question: Question
    accounts: Accounts
    headings: int
    own: int
    origins: Sequence[tuple[Origin, Accounts]] = ()


def the_question(db: Session, workshop: Workshop, number: int, meant: str = "") -> Question:
    """The question with this number. Raises NotFound.

    `meant`: the uid of the one that stood there when somebody looked: it is that one, whatever its
    number is by now.
    """
    query = select(Question).where(Question.workshop_id == workshop.id)
    asked = Question.uid == meant if meant else Question.number == number
    question = db.scalars(query.where(asked)).one_or_none()
    if question is None and meant:
        raise NotFound(_("This question is no longer in the café."))
    if question is None:
        raise NotFound(_("This café has no question %(number)s.", number=number))
    return question


def accounts_of_workshop(db: Session, workshop: Workshop) -> Accounts:
    """Where every note of the workshop went."""
    return added_up(line.accounts for line in overview(db, workshop.questions))


def waiting_of(db: Session, workshop: Workshop) -> int:
    """How many notes wait to be taken in or left out: until then no accounts are whole."""
    here = (Note.workshop_id == workshop.id, Note.state.in_(WAITING))
    waiting = select(func.count()).select_from(Note).where(*here)
    return db.scalar(waiting.execution_options(**EVERY_STATE)) or 0


def added_up(parts: Iterable[Accounts]) -> Accounts:
    """Several accounts as one."""
    whole = Accounts()
    for part in parts:
        for name, pile in vars(whole).items():
            pile.extend(getattr(part, name))
    return whole


def overview(db: Session, questions: Sequence[Question]) -> list[QuestionLine]:
    """Every question with its accounts: four queries, however many questions, and no notes."""
    ids = [question.id for question in questions]
    marks: dict[int, list[NoteMark]] = defaultdict(list)
    at: dict[int, list[NoteMark]] = defaultdict(list)
    notes = select(Place.question_id, Place.id, *MARKED).select_from(Place).join(Note)
    notes = notes.where(Place.question_id.in_(ids)).order_by(Note.id)
    for owner, place, *marked in db.execute(notes, execution_options=SORTED_TOO):
        marks[owner].append(_marked(marked))
        at[place].append(marks[owner][-1])
    behind: dict[int, list[Behind]] = defaultdict(list)
    own: Counter[int] = Counter()
    sources = select(Category.question_id, Note.uid, Source.absorbed).select_from(Category)
    sources = sources.join(Entry).outerjoin(Source).outerjoin(Note)
    for owner, uid, absorbed in db.execute(
        sources.where(Category.question_id.in_(ids)), execution_options=SORTED_TOO
    ):
        if uid is None:
            own[owner] += 1
        else:
            behind[owner].append(Behind(uid, absorbed))
    counted = select(Category.question_id, func.count()).group_by(Category.question_id)
    here = db.execute(counted.where(Category.question_id.in_(ids)))
    headings = {owner: count for owner, count in here}  # noqa: C416 - rows, not pairs
    origins = origins_at(db, questions)
    return [
        QuestionLine(
            question,
            rules.accounts(marks[question.id], behind[question.id]),
            headings=headings.get(question.id, 0),
            own=own[question.id],
            origins=[
                (origin, _part(at[origin.id], behind[question.id]))
                for origin in origins[question.id]
            ],
        )
        for question in questions
    ]


def _part(marks: list[NoteMark], behind: list[Behind]) -> Accounts:
    """The accounts of some of a question's notes."""
    ids = {mark.id for mark in marks}
    return rules.accounts(marks, (source for source in behind if source.note in ids))


MARKED = (
    *(Note.uid, Note.struck, Note.aside_reason, Note.in_main, Place.main_statement),
    Note.erased,
)


def _marked(row: Sequence[Any]) -> NoteMark:
    """From what `MARKED` reads."""
    uid, struck, reason, in_main, said, erased = row
    return NoteMark(uid, struck, reason is not None, counts_in_main(in_main, said), erased)


def proposed_join(into: Entry, other: Entry | Note) -> str:
    """One sentence from two: a person reads and changes it before it counts."""
    more = [other.text] if isinstance(other, Note) else _pieces(other)
    return rules.join_texts([*_pieces(into), *more])


def _pieces(entry: Entry) -> list[str]:
    """The notes' own words while nobody has worded the sentence, else the sentence."""
    words = [source.note.text for source in entry.sources if not source.absorbed]
    return words if words and entry.text == rules.original(words) else [entry.text]


def names_of(db: Session, labels: Iterable[str]) -> dict[str, str]:
    """What to call those behind labels such as "person:1" and "table:7".

    What came with an archive was done by roles: their names stayed where it is from.
    """
    labels = set(labels)
    people, tables = _ids(labels, "person:"), _ids(labels, "table:")
    programs = _ids(labels, "token:")
    # An account that is gone has done what it did.
    names = {f"person:{id}": _("A former organiser") for id in people}
    names |= {"organiser": _("An organiser, where the archive is from")}
    names |= {"program": _("Another system, where the archive is from")}
    for person in db.scalars(select(Person).where(Person.id.in_(people))) if people else ():
        names[f"person:{person.id}"] = person.name
    for token in db.scalars(select(ApiToken).where(ApiToken.id.in_(programs))) if programs else ():
        names[f"token:{token.id}"] = token.name
    for table in db.scalars(select(CafeTable).where(CafeTable.id.in_(tables))) if tables else ():
        names[f"table:{table.id}"] = place_name(table.question.form, table.number)
    return {label: name for label, name in names.items() if label in labels}


def _ids(labels: Iterable[str], kind: str) -> set[int]:
    """The rows' numbers; what is gone has kept another id."""
    numbers = (label[len(kind) :] for label in labels if label.startswith(kind))
    return {int(number) for number in numbers if number.isdecimal()}
