"""Answers: written down once, and corrected by another one."""

from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from cafe.core.clock import now, today
from cafe.core.i18n import _
from cafe.errors import Conflict, NotFound
from cafe.followup.queries import Answered, Came, came_of_it
from cafe.followup.rules import Answer, check_answer
from cafe.model import Followup, FollowupAnswer, Workshop, audited, record
from cafe.model.commands import once

FOLLOWUP = "followup"  # the change that says it was answered; the words stand in the answer alone


@once(None)
def answer(
    tx: Session, *, workshop: Workshop, key: str, typed: Mapping[str, str], by: str, operation: str
) -> None:
    """Answer what stands under `key` in the published document, as `typed`.

    Raises NotFound when nothing stands there, Invalid, naming the field; Conflict as long as
    nothing is published.
    """
    came = _came(tx, workshop)
    made = check_answer(typed, uid=str(uuid4()), today=today())
    about = came.all.get(key)
    row = about.row if about else _row(tx, workshop, came, key)
    _keep(tx, workshop, row, made, by=by, operation=operation)


@once(None)
def correct(
    tx: Session, *, workshop: Workshop, uid: str, typed: Mapping[str, str], by: str, operation: str
) -> None:
    """Another answer in place of the one called `uid`, which is kept.

    Raises NotFound without it; Conflict when it was corrected meanwhile; Invalid.
    """
    about = _holding(came_of_it(tx, workshop.id), uid)
    made = check_answer(typed, uid=str(uuid4()), today=today(), corrects=uid)
    _keep(tx, workshop, about.row, made, by=by, operation=operation)


def _came(tx: Session, workshop: Workshop) -> Came:
    came = came_of_it(tx, workshop.id)
    if came.version is None:
        raise Conflict(_("No final version is on the web. Publish one; then it can be answered."))
    return came


def _row(tx: Session, workshop: Workshop, came: Came, key: str) -> Followup:
    point = came.point(key)
    row = Followup(
        uid=str(uuid4()),
        workshop_id=workshop.id,
        question=point.question,
        heading=point.heading,
        entry=point.entry,
        text=point.text,
        sentences=list(point.sentences),
        version=came.version.number if came.version else 1,
    )
    tx.add(row)
    tx.flush()
    return row


def _holding(came: Came, uid: str) -> Answered:
    """What the answer `uid` is about, while it holds."""
    for about in came.all.values():
        if any(told.answer.uid == uid for told in about.told):
            return about
        if any(was.uid == uid for told in about.told for was in told.was):
            words = _("Somebody has corrected this answer meanwhile. Look at it once more.")
            raise Conflict(words, where="words")
    raise NotFound(_("There is no such answer here."))


def _keep(
    tx: Session, workshop: Workshop, row: Followup, made: Answer, *, by: str, operation: str
) -> None:
    said = made._asdict() | {"by": by, "written": datetime.fromtimestamp(now(), UTC)}
    tx.add(FollowupAnswer(followup_id=row.id, **said))
    tx.flush()
    item = {"answer": made.uid, "status": made.status}
    record(tx, workshop, what=FOLLOWUP, key=row.uid, item=item, by=by, operation=operation)
    audited(tx, workshop.id, "answered", by=by, about="corrected" if made.corrects else "")
