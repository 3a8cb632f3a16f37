"""What an organiser makes of a remark: each has an outcome, and its words stay as they came."""

from typing import Any

from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.core.i18n import _, speaking
from cafe.core.lines import one_line
from cafe.document.sentences.remarks import note_of
from cafe.errors import Conflict, Invalid
from cafe.model import Question, Remark, Workshop, record
from cafe.model.commands import once
from cafe.readers.rules import check_outcome, outcome_words
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row


@once("remark")
def decide(
    tx: Session,
    *,
    workshop: Workshop,
    remark: Remark,
    outcome: str,
    reason: str,
    was: str,
    by: str,
    operation: str,
) -> Remark:
    """What becomes of a remark: taken in, it is a note from the readers, which is placed or set
    aside as any; beside, it is printed in its own words; not, with the `reason` in the accounts.

    `was` is what the page showed. Raises Invalid; Conflict when somebody has decided otherwise
    meanwhile, when it is a note already, or in a stage in which no note comes in.
    """
    reason = check_outcome(outcome, reason)
    if (remark.outcome, remark.reason) == (outcome, reason):
        return remark
    if not remark.needs_outcome:
        raise Invalid(_("There is nothing to answer here."), where="outcome")
    if remark.outcome != was:
        said = outcome_words(remark.outcome)
        raise Conflict(
            _("Somebody has answered it meanwhile: %(words)s.", words=said), where="outcome"
        )
    if remark.outcome == "taken":
        raise Conflict(
            _("It is a note now: place it or set it aside where the café is sorted."),
            where="outcome",
        )
    if outcome == "taken":
        _take(tx, workshop, remark, by=by, operation=operation)
    remark.outcome, remark.reason = outcome, reason
    remark.by, remark.decided_on = by, today()
    tx.flush()
    what: dict[str, Any] = {"what": "remark", "key": remark.uid, "item": remark.item}
    record(tx, workshop, **what, by=by, operation=operation)
    return remark


def _take(tx: Session, workshop: Workshop, remark: Remark, *, by: str, operation: str) -> None:
    """The remark's words as a note of the question, from the readers of the draft."""
    question = tx.get_one(Question, remark.question_id)
    doing: dict[str, Any] = {"by": by, "operation": operation}
    with speaking(workshop.language):
        name = _("Readers of the draft")
        text = remark.text or one_line(remark.words)
    origin = origin_named(tx, question=question, name=name, **doing)
    row = Row(text=text, uid=note_of(remark.uid))
    done = take_in(tx, target=origin, rows=[row], **doing)
    if done.refused:
        raise Conflict(done.refused[0].why, where="outcome")
