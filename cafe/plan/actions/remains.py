"""The checklist: what is ticked by hand, and the organisers' own lines.

`by` is who, `operation` the operation's id, `was` what the author saw. Each step is a change called
"ticked" or "checklist", told to no screen: the pages ask (cafe/README.md under What remains).
"""

from typing import Any

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Workshop, record
from cafe.model.commands import once
from cafe.plan.remains import rules
from cafe.plan.remains.queries import TICKED, checklist_of

WORDED = "checklist"


@once("workshop")
def tick_line(
    tx: Session, *, workshop: Workshop, key: str, was: str, state: str, by: str, operation: str
) -> Workshop:
    """Say of the line `key` that it is done, not for this café, or neither (rules.STATES).

    Raises Invalid, NotFound; Conflict, with `now` its state, when somebody has said otherwise.
    """
    checklist = checklist_of(workshop)
    now = rules.state_of(checklist, key)
    _check(now, was, state)
    if now != state:
        checklist = rules.tick(checklist, key, state)
    workshop.checklist, item = checklist, {"state": state}
    record(tx, workshop, what=TICKED, key=key, item=item, by=by, operation=operation)
    return workshop


@once("workshop")
def add_line(
    tx: Session, *, workshop: Workshop, key: str, which: str, text: str, by: str, operation: str
) -> Workshop:
    """One more own line on the list `which`, known by `key` (UUID). Raises Invalid."""
    checklist = checklist_of(workshop)
    if not rules.text_of(checklist, key):
        checklist = rules.add(checklist, key, which, text)
    return _keep(tx, workshop, checklist, key, by=by, operation=operation)


@once("workshop")
def reword_line(
    tx: Session, *, workshop: Workshop, key: str, was: str, text: str, by: str, operation: str
) -> Workshop:
    """Other words for an own line; blank takes it away.

    Raises Invalid, NotFound; Conflict, with `now` its words, when they are no longer `was`.
    """
    checklist, wanted = checklist_of(workshop), text.strip()
    now = rules.text_of(checklist, key)
    if not now and not wanted:
        return workshop  # nothing is there, and nothing shall be: also where no line ever was
    if now != wanted:
        _check(now or wanted, was, wanted)
        checklist = rules.reword(checklist, key, wanted)
    return _keep(tx, workshop, checklist, key, by=by, operation=operation)


def _check(now: str, was: str, wanted: str) -> None:
    if now not in (was, wanted):
        raise Conflict(_("Somebody has changed this line meanwhile."), where="was", now=now)


def _keep(
    tx: Session, workshop: Workshop, checklist: dict[str, Any], key: str, **how: str
) -> Workshop:
    workshop.checklist, item = checklist, {"text": rules.text_of(checklist, key)}
    record(tx, workshop, what=WORDED, key=key, item=item, **how)
    return workshop
