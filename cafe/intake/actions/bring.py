"""The rows of a table become notes: one operation, in slices that nobody waits for."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.calm import calmly
from cafe.core.i18n import _
from cafe.errors import CafeError, Conflict
from cafe.intake.facts import CafeFacts, Coming, Edit, Left, Place, Placing
from cafe.model import CafeTable, Entry, Question
from cafe.model import Place as PlaceRow
from cafe.sort.actions.entries import reword_entry
from cafe.sort.origins import rules
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.rules import as_sentence
from cafe.table.actions.notes import edit_note
from cafe.table.queries import with_uid
from cafe.table.rules import MENDING

SLICE = 50  # rows in one transaction
Write = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class Doer:
    """In which café, who (a label), and as which operation."""

    workshop_id: str
    by: str
    operation: str

    @property
    def who(self) -> dict[str, str]:
        """What every action asks of whoever does it."""
        return {"by": self.by, "operation": self.operation}


@dataclass
class Brought:
    """What was done, as the preview tells it, and each row that was left, with why."""

    done: Placing = field(default_factory=Placing)
    left: list[tuple[int, str, str]] = field(default_factory=list)

    def add(self, rows: Sequence[Coming], refused: Mapping[int, str]) -> None:
        """These rows are taken in, but those that were `refused`, by their places."""
        for at, one in enumerate(rows):
            if at in refused:
                self.left.append((one.row, refused[at], one.text))
            else:
                self.done.coming.append(one)

    def leave(self, rows: Sequence[Left]) -> None:
        """These rows are not taken in."""
        self.left += [(one.row, one.why, one.text) for one in rows]


def stopped(found: Placing, cafe: CafeFacts) -> str:
    """Why nothing can be taken in now, "" when it can: the stage, or a source without a name."""
    if any(kind == "origin" and not name for kind, _at, name in _places(found)):
        return _("Give the source a name first.")
    try:
        for kind in {place[0] for place in _places(found)}:
            rules.how(cafe.stage, origin=kind == "origin")
    except Conflict as refused:
        return refused.message
    return ""


def _places(found: Placing) -> set[Place]:
    return {one.place for one in found.coming}


def taken_in(
    write: Write, found: Placing, doer: Doer, said: rules.About = rules.NOTHING_SAID
) -> Brought:
    """Do what the preview showed, as one operation; a repeat takes nothing in twice.

    `said`: what is known of the source. What others changed meanwhile stands, and is among what is
    left; so are the rows that are refused while others have come in already. Raises what the first
    was refused by when none has: Conflict when the stage does not allow it, Invalid for a source's
    name that is none.
    """
    brought = Brought(replace(found, coming=[], edits=[]))
    brought.leave([*found.left, *found.differs])
    first, no = 0, None
    for place, rows in _by_place(found.coming).items():
        for at in calmly(range(0, len(rows), SLICE)):
            some = rows[at : at + SLICE]
            try:
                with write() as tx:
                    target = _target(tx, place, doer, said)
                    taken = [_row(one, doer) for one in some]
                    outcome = take_in(tx, target=target, rows=taken, first=first, **doer.who)
            except CafeError as refused:
                no = no or refused
                brought.add(some, dict.fromkeys(range(len(some)), refused.message))
            else:
                brought.add(some, {one.at - first: one.why for one in outcome.refused})
            first += len(some)
    if no is not None and not brought.done.coming:
        raise no
    if found.edits:
        with write() as tx:
            for edit in found.edits:
                try:
                    _mend(tx, edit, doer)
                    brought.done.edits.append(edit)
                except CafeError as refused:
                    brought.left.append((edit.row, refused.message, edit.text))
    brought.left.sort()
    return brought


def _by_place(coming: Sequence[Coming]) -> dict[Place, list[Coming]]:
    """The rows of each place, both in the file's order: so headings come in it too."""
    found: dict[Place, list[Coming]] = {}
    for one in coming:
        found.setdefault(one.place, []).append(one)
    return found


def _row(one: Coming, doer: Doer) -> rules.Row:
    """As `take_in` has it. Pressed again after a crash it is the same note."""
    same = f"{doer.operation}/{one.row}/{one.text}"
    return rules.Row(
        one.text,
        "" if one.main else one.kind,
        one.part,
        one.elaborations,
        one.main,
        one.heading,
        one.reason,
        one.uid or str(uuid.uuid5(uuid.NAMESPACE_OID, same)),
    )


def _target(tx: Session, place: Place, doer: Doer, said: rules.About) -> PlaceRow:
    kind, number, name = place
    if kind == "table":
        table = tx.get(CafeTable, number)
        if table is None or table.workshop_id != doer.workshop_id:
            raise _gone()
        return table
    here = (Question.workshop_id == doer.workshop_id, Question.number == number)
    question = tx.scalars(select(Question).where(*here)).first()
    if question is None:
        raise _gone()
    return origin_named(tx, question=question, name=name, said=said, **doer.who)


def _gone() -> Conflict:
    words = _("A table or question was taken out of the café meanwhile. Look at the table again.")
    return Conflict(words)


def _mend(tx: Session, edit: Edit, doer: Doer) -> None:
    """New words for a note; while the café is sorted they are its sentence's, and it keeps its own.

    An operation of its own: what was brought in can be undone without it.
    """
    own = str(uuid.uuid5(uuid.NAMESPACE_OID, f"{doer.operation}/mended"))
    who = {"by": doer.by, "operation": own}
    note = with_uid(tx, doer.workshop_id, edit.note.uid)
    if note is None:
        raise _gone()
    if note.table.question.workshop.stage in MENDING:
        kept: Any = {"was": edit.note.text, "kind": edit.kind, "part": edit.part}
        edit_note(tx, note=note, text=edit.text, **kept, **who)
        return
    entry = tx.get(Entry, edit.note.alone)
    if entry is None:
        raise _gone()
    reword_entry(
        tx, entry=entry, was=as_sentence(edit.note.text), text=as_sentence(edit.text), **who
    )
