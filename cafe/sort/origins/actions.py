"""Notes from elsewhere are taken in: to a table, or to an origin of their own.

A file of thousands comes in slices, each in a transaction of its own with the same operation id;
together they are one operation in the history of sorting, and one undo takes them all out again.
Their wording is kept as given: what cannot be shown is refused with the mended text beside it.
"""

import uuid
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _, speaking
from cafe.core.limits import LINE, STATEMENT
from cafe.core.text import clean, short
from cafe.errors import Conflict, Invalid, NotFound
from cafe.model import (
    HIDDEN,
    CafeTable,
    Category,
    Change,
    Note,
    Origin,
    Place,
    Question,
    Workshop,
    events,
    record,
)
from cafe.model.events import publish, workshop_of
from cafe.model.note import SORTED_TOO, notes_in_any_state
from cafe.sort.actions.entries import Placing, no_longer_main, place_notes
from cafe.sort.history.past import last_change
from cafe.sort.history.stacks import GATHERED as GATHERED_TOLD
from cafe.sort.history.stacks import HUNG
from cafe.sort.origins import rules
from cafe.sort.origins.queries import about_of, called, next_number
from cafe.sort.origins.rules import NOTHING_SAID, About, NotTaken, Outcome, Row
from cafe.sort.places import category_place
from cafe.states import GATHERED, POSTER, WITHDRAWN

Pair = tuple[int, Row]


class _Doing(TypedDict):
    """Who brings in, by which operation."""

    by: str
    operation: str


def origin_named(
    tx: Session,
    *,
    question: Question,
    name: str,
    by: str,
    operation: str,
    said: About = NOTHING_SAID,
) -> Origin:
    """The question's origin of this name, made when there is none. `said`: what is known of it,
    which takes nothing away that is said of it already. Raises Invalid.
    """
    name = clean(name, limit=LINE, name=_("The name of the source"), lines=False).strip()
    # An operation of its own: undoing what was brought in leaves the origin, for the next try.
    own = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{operation}/{question.id}/{name}"))
    here = select(Origin).where(Origin.question_id == question.id, Origin.name == name)
    if found := tx.scalars(here.order_by(Origin.number)).first():
        if said != NOTHING_SAID == about_of(found):
            describe(found, said)
            publish(tx, found, by=by, operation=own)
        return found
    number = next_number(tx, question.workshop_id)
    origin = Origin(question=question, workshop_id=question.workshop_id, number=number)
    origin.uid, origin.name = str(uuid.uuid4()), name
    describe(origin, said)
    tx.add(origin)
    publish(tx, origin, by=by, operation=own)
    return origin


def describe(origin: Origin, said: About) -> None:
    """What is known of an origin is this."""
    origin.origin_kind, origin.day, origin.took_part = said.kind, said.day, said.took_part


def take_in(
    tx: Session,
    *,
    target: Place,
    rows: Sequence[Row],
    by: str,
    operation: str,
    first: int = 0,
) -> Outcome:
    """Take in `rows` as notes of `target`, a table or an origin, and say what became of each.

    The caller holds the workshop (`model.locked`) and may call this for several targets and slices
    with one `operation`; `first` is the place of the first row among all. A row that was taken in
    before, by this operation or by its uid, is not taken twice. What others did meanwhile stands.

    Raises Conflict when the stage does not allow it, or the operation has been undone; NotFound
    when the café is deleted. A row that cannot be taken in raises nothing: the outcome names it.
    """
    workshop = workshop_of(target)
    if workshop.stage in HIDDEN or workshop.binned is not None:
        raise NotFound(_("The café is no longer there."))
    how = rules.how(workshop.stage, origin=isinstance(target, Origin))
    _check_not_undone(tx, workshop, operation)
    outcome = Outcome()
    good = _checked(target, workshop, rows, first, outcome)
    doing: _Doing = {"by": by, "operation": operation}
    _say_main(tx, target, [one for one in good if one[1].main], outcome, doing)
    notes = [one for one in good if not one[1].main]
    state = POSTER if how == "hang" else GATHERED
    new = _new_notes(tx, target, notes, outcome, operation=operation, state=state)
    if new:
        _placed(tx, target.question, new, doing)
    if new or outcome.said:
        count = len(new) + len(outcome.said)
        _tell(tx, target, count, GATHERED_TOLD if how == "gather" else HUNG, doing)
    return outcome


def _check_not_undone(tx: Session, workshop: Workshop, operation: str) -> None:
    undone = select(Change.revision).where(
        Change.workshop_id == workshop.id, Change.undoes == operation
    )
    if tx.scalars(undone.limit(1)).first() is not None:
        raise Conflict(_("This was brought in, and somebody has undone it. Bring it in anew."))


def _checked(
    target: Place, workshop: Workshop, rows: Sequence[Row], first: int, outcome: Outcome
) -> list[Pair]:
    letters = {part["letter"] for part in target.question.parts}
    good = []
    for at, row in enumerate(rows, first):
        try:
            kept = rules.check_row(row, letters, sorting=workshop.stage == "sorting")
            good.append((at, kept))
            if kept.text != row.text:
                outcome.mended[at] = kept.text
        except Invalid as error:
            outcome.refuse(at, error)
    return good


def _say_main(
    tx: Session, target: Place, rows: Sequence[Pair], outcome: Outcome, doing: _Doing
) -> None:
    """A table that has no main statement gets the first of these."""
    before = target.main_statement
    for at, row in rows:
        if not isinstance(target, CafeTable):
            why = _("A source has no main statement. Bring it in as a note.")
        elif len(row.text) > STATEMENT:
            why = _("A main statement has at most %(most)s characters.", most=STATEMENT)
        elif target.main_statement == row.text:
            outcome.there[at] = ""
            continue
        elif target.main_statement:
            why = _(
                "%(table)s has a main statement already: “%(text)s”",
                table=called(target),
                text=short(target.main_statement),
            )
        else:
            target.main_statement = row.text
            outcome.said.append(at)
            continue
        outcome.refused.append(NotTaken(at, why, "main"))
    if target.main_statement != before:
        publish(tx, target, **doing)
        used = select(Note).where(Note.table_id == target.id, Note.in_main).order_by(Note.id)
        no_longer_main(tx, tx.scalars(used, execution_options=SORTED_TOO).all(), **doing)


def _new_notes(
    tx: Session,
    target: Place,
    rows: Sequence[Pair],
    outcome: Outcome,
    *,
    operation: str,
    state: str,
) -> list[tuple[Note, Row]]:
    """A note for each row that is not here yet; one that was withdrawn comes again."""
    uids = {at: rules.uid_of(row, operation, at) for at, row in rows}
    here = (Note.workshop_id == target.workshop_id, Note.uid.in_(uids.values()))
    known = {note.uid: note for note in tx.scalars(notes_in_any_state().where(*here))}
    new: list[tuple[Note, Row]] = []
    for at, row in rows:
        uid = uids[at]
        note = known.get(uid)
        if note is not None and (note.erased or note.state != WITHDRAWN):
            if (note.table_id, note.text) == (target.id, row.text):
                outcome.there[at] = uid
            else:
                why = _(
                    "Another note already has this id, and it reads: “%(text)s”",
                    text=short(note.text),
                )
                outcome.refused.append(NotTaken(at, why, "uid"))
            continue
        note = note or Note(uid=uid, workshop_id=target.workshop_id)
        known[uid] = note
        _fill(note, target, row, state)
        new.append((note, row))
        outcome.taken[at] = uid
    return new


def _fill(note: Note, target: Place, row: Row, state: str) -> None:
    note.table_id, note.state = target.id, state
    note.text, note.kind, note.part = row.text, rules.kind_of(row), row.part or None
    note.elaborations = list(row.elaborations)
    note.aside_reason = row.set_aside_reason or None
    note.struck, note.paper, note.in_main = False, False, False
    note.round = target.question.workshop.round if state == POSTER else 0


def _placed(
    tx: Session, question: Question, new: Sequence[tuple[Note, Row]], doing: _Doing
) -> None:
    """The notes are published; those with a heading get their sentences under it."""
    tx.add_all(note for note, _row in new)
    publish(tx, *(note for note, _row in new), **doing)
    wanted = [(note, row.heading.strip()) for note, row in new if not row.set_aside_reason]
    wanted = [(note, heading) for note, heading in wanted if heading]
    if not wanted:
        return
    under = _headings(tx, question, (heading for _note, heading in wanted), doing)
    placing: list[Placing] = [
        {"note": note, "category": under[heading], "id": str(uuid.uuid4())}
        for note, heading in wanted
    ]
    place_notes(tx, notes=placing, **doing)


def _headings(
    tx: Session, question: Question, wanted: Iterable[str], doing: _Doing
) -> dict[str, Category]:
    """The question's headings of these words; what it has not is made, last."""
    query = select(Category).where(Category.question_id == question.id)
    last_first = (Category.listed, Category.position.desc(), Category.id.desc())
    rows = tx.scalars(query.order_by(*last_first))
    found = {category.heading: category for category in rows}  # the first in the document
    for words in dict.fromkeys(wanted):
        if words in found:
            continue
        position = category_place(tx, question, None)
        found[words] = Category(
            id=str(uuid.uuid4()), question=question, heading=words, listed=True, position=position
        )
        tx.add(found[words])
        publish(tx, found[words], **doing)
    return found


def _tell(tx: Session, target: Place, count: int, what: str, doing: _Doing) -> None:
    """The history's line: how many came in so far, and from where."""
    workshop, operation = workshop_of(target), doing["operation"]
    before = last_change(tx, workshop.id, (what, operation))
    told: dict[str, Any] = (before.item if before else None) or {}
    with speaking(workshop.language):
        names = list(dict.fromkeys([*told.get("names", []), called(target)]))
    to = told.get("to", target.kind)
    item = events.of_gathered(operation, told.get("count", 0) + count, names, to)
    record(tx, workshop, what=what, key=operation, item=item, **doing)
