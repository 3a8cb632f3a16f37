"""One sheet: what a device, or a sheet of paper, says. Nothing of it stands in the history."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.evaluation import rules
from cafe.evaluation.queries import own_answers, sheets_of
from cafe.evaluation.rules import Device, Said
from cafe.model import Workshop
from cafe.model.change import HOUSE
from cafe.model.database.shapes import Form
from cafe.model.vernissage import Answer, Sheet, tell_results
from cafe.plan.programme.evaluation import OPEN, current, forms_of


def answer(
    tx: Session,
    *,
    workshop: Workshop,
    audience: str,
    device: Device,
    given: Sequence[Said],
    was: str,
    operation: str,
    paper: bool = False,
) -> Sheet:
    """What the device says now, in place of what it said before (`was`: by which operation, "": it
    has said nothing). The same operation again is the same.

    Of `paper` the device is one that nobody else has the name of. Raises Invalid; Conflict when
    the form is closed or has room for no more, or the device has said something else by now.
    """
    sheet = tx.get(Sheet, device.sheet(audience))
    if sheet is not None and sheet.operation == operation:
        return sheet
    forms = forms_of(workshop.evaluation)
    form = rules.the_form(forms, audience) if paper else rules.check_open(forms.get(audience))
    said = rules.check_said(form, given)
    if sheet is None:
        rules.check_says_something(said)
        rules.check_room(sheets_of(tx, workshop.id, audience)[paper])
        key = device.sheet(audience)
        sheet = Sheet(key=key, workshop_id=workshop.id, audience=audience, paper=paper)
        tx.add(sheet)
    else:
        _check_correctable(tx, form, sheet, device, was)
    _write(tx, form, said, device)
    sheet.operation, sheet.settled = operation, False
    tx.flush()
    # Of paper that is typed when all is closed: what came in is more than it was.
    tell_results(tx, workshop, audience, by=HOUSE, operation=operation)
    return sheet


def _check_correctable(tx: Session, form: Form, sheet: Sheet, device: Device, was: str) -> None:
    if sheet.settled:
        raise Conflict(
            _(
                "Your answer was received before the form was closed in between. It can no longer "
                "be changed, since nothing leads from it to this device any more."
            ),
            where="settled",
        )
    if sheet.operation != was:
        raise Conflict(
            _("This device has answered already, in another window."),
            where="was",
            now={"act": sheet.operation, "answers": own_answers(tx, form, device)},
        )


def _write(tx: Session, form: Form, said: Sequence[Said], device: Device) -> None:
    """What is asked now and not answered any more goes; what was asked before stays as it is."""
    answers = {one.question: one for one in said}
    # Whoever types off a sheet when the form is not open has read it: that is shown at once.
    held = form["status"] == OPEN
    for question in {asked["uid"] for asked in current(form)} | answers.keys():
        key = device.answer(question)
        row, one = tx.get(Answer, key), answers.get(question)
        if one is None:
            if row is not None:
                tx.delete(row)
            continue
        if row is None:
            row = Answer(key=key, workshop_id=device.workshop_id, question=question, held=held)
            tx.add(row)
        row.text, row.number = one.text, one.number
