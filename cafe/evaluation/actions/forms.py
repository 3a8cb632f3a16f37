"""Forms: made of what lies ready, worded, opened and closed. `by` is the actor's label."""

from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.evaluation import rules
from cafe.evaluation.queries import sheets_of
from cafe.model import Workshop
from cafe.model.commands import once
from cafe.model.database.shapes import Form
from cafe.model.events import publish
from cafe.model.vernissage import settle, tell_results
from cafe.plan.programme.evaluation import CLOSED, OPEN, PLANNED, forms_of, stored


@once(None)
def make_form(tx: Session, *, workshop: Workshop, audience: str, by: str, operation: str) -> None:
    """A form of the questions that lie ready, in the café's language; nothing when there is one."""
    forms = forms_of(workshop.evaluation)
    if audience in forms:
        return
    with speaking(workshop.language):
        form = Form(status=PLANNED, questions=rules.ready(audience))
    _keep(tx, workshop, audience, form, by=by, operation=operation)


@once(None)
def open_form(tx: Session, *, workshop: Workshop, audience: str, by: str, operation: str) -> None:
    """It can be answered from now on. Raises NotFound; Conflict when it asks nothing."""
    form = _form(workshop, audience)
    rules.check_opens(form)
    _keep(tx, workshop, audience, Form({**form, "status": OPEN}), by=by, operation=operation)


@once(None)
def close_form(tx: Session, *, workshop: Workshop, audience: str, by: str, operation: str) -> None:
    """It is answered no more, and nothing leads from a device to an answer. Raises NotFound."""
    form = _form(workshop, audience)
    settle(tx, workshop.id, audience, [asked["uid"] for asked in form["questions"]])
    _keep(tx, workshop, audience, Form({**form, "status": CLOSED}), by=by, operation=operation)


@once(None)
def add_asked(
    tx: Session,
    *,
    workshop: Workshop,
    audience: str,
    kind: str,
    text: str,
    choices: str,
    by: str,
    operation: str,
) -> None:
    """One more question, the last. Raises Invalid, NotFound, Conflict."""
    asked = rules.check_asked(kind, text, choices)
    form = rules.added(_form(workshop, audience), asked)
    _keep(tx, workshop, audience, form, by=by, operation=operation)


@once(None)
def word_asked(
    tx: Session,
    *,
    workshop: Workshop,
    audience: str,
    uid: str,
    kind: str,
    text: str,
    choices: str,
    by: str,
    operation: str,
) -> None:
    """A question worded anew; one that people have seen stays as it was, with its answers.

    Raises Invalid, NotFound, Conflict.
    """
    form = _form(workshop, audience)
    asked = rules.check_asked(kind, text, choices)
    form = rules.worded(form, uid, asked, seen=_seen(tx, workshop, audience, form))
    _keep(tx, workshop, audience, form, by=by, operation=operation)


@once(None)
def take_out_asked(
    tx: Session, *, workshop: Workshop, audience: str, uid: str, by: str, operation: str
) -> None:
    """A question is asked no more; what was answered to it stays. Raises NotFound."""
    form = _form(workshop, audience)
    form = rules.without(form, uid, seen=_seen(tx, workshop, audience, form))
    _keep(tx, workshop, audience, form, by=by, operation=operation)


@once(None)
def move_asked(
    tx: Session, *, workshop: Workshop, audience: str, uid: str, up: bool, by: str, operation: str
) -> None:
    """A question one place up, or down. Raises NotFound."""
    form = rules.moved(_form(workshop, audience), uid, up=up)
    _keep(tx, workshop, audience, form, by=by, operation=operation)


def _form(workshop: Workshop, audience: str) -> Form:
    return rules.the_form(forms_of(workshop.evaluation), audience)


def _seen(tx: Session, workshop: Workshop, audience: str, form: Form) -> bool:
    return rules.was_seen(form, sum(sheets_of(tx, workshop.id, audience)))


def _keep(
    tx: Session, workshop: Workshop, audience: str, form: Form, *, by: str, operation: str
) -> None:
    forms = {**forms_of(workshop.evaluation), audience: form}
    workshop.evaluation = stored(forms)
    publish(tx, workshop, by=by, operation=operation)
    if form["status"] == CLOSED:
        tell_results(tx, workshop, audience, by=by, operation=operation)
