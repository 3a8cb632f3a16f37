"""The demo's evening beside its tables: hosts are asked, phones at the wall, evaluation."""

from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.demo.build import new_operation
from cafe.demo.texts import after
from cafe.evaluation import actions as evaluation
from cafe.evaluation.rules import Device, Said
from cafe.model import Invitation, Note, Workshop
from cafe.model.database.shapes import Asked
from cafe.plan.actions import invitations
from cafe.plan.programme.evaluation import current, forms_of
from cafe.table.actions import answers
from cafe.wall import actions as wall
from cafe.wall.rules import dots_of

DOTS = 3  # for each person at a question
PHONES = 12  # that put theirs
_FORMS = {"participants": after.PARTICIPANTS, "hosts": after.HOSTS}


def invite(workshop_id: str, secret_key: str, tx: Session) -> None:
    """Each host has an invitation; all but the last have said yes."""
    invitations.invite(tx, workshop=tx.get_one(Workshop, workshop_id), secret_key=secret_key)
    mine = select(Invitation).where(Invitation.workshop_id == workshop_id).order_by(Invitation.id)
    for one in tx.scalars(mine).all()[:-1]:
        invitations.answer(tx, invitation=one, yes=True)


def make_forms(workshop_id: str, by: str, tx: Session) -> None:
    """Both forms as they lie ready, the participants' with a question of the café's own."""
    workshop = tx.get_one(Workshop, workshop_id)
    for audience in _FORMS:
        doing = {"audience": audience, "by": by, "operation": new_operation()}
        evaluation.make_form(tx, workshop=workshop, **doing)
    kind, text, choices = after.OWN_QUESTION
    doing = {"audience": "participants", "by": by, "operation": new_operation()}
    words = {"kind": kind, "text": text, "choices": choices}
    evaluation.add_asked(tx, workshop=workshop, **words, **doing)


def walk_along(workshop_id: str, secret_key: str, by: str, tx: Session) -> None:
    """Phones put dots on notes and ask about some; a host answers."""
    workshop = tx.get_one(Workshop, workshop_id)
    wall.set_dots(tx, workshop=workshop, count=DOTS, by=by, operation=new_operation())
    here = select(Note).where(Note.workshop_id == workshop_id, Note.struck.is_(False))
    notes = list(tx.scalars(here.order_by(Note.id)))
    for phone in range(PHONES):
        device = dots_of(secret_key, workshop_id, f"phone {phone}")
        for note in (notes[phone % 5], notes[5 + 3 * (phone % 4)]):
            doing = {"by": "viewer", "operation": new_operation()}
            wall.put_dot(tx, note=note, device=device, **doing)
    by_text = {note.text: note for note in notes}
    for text, question, answer in after.ASKED:
        _ask(tx, by_text[text], question, answer)


def _ask(tx: Session, note: Note, question: str, answer: str) -> None:
    uid, doing = new_operation(), {"by": "viewer", "operation": new_operation()}
    asked = wall.ask(tx, note=note, uid=uid, text=question, **doing)
    if answer:
        doing = {"by": f"table:{note.table_id}", "operation": new_operation()}
        answers.answer(tx, asked=asked, answered="written", answer=answer, was=None, **doing)


def evaluate(workshop_id: str, secret_key: str, by: str, tx: Session) -> None:
    """The forms are opened, answered on phones, tablets and paper, and closed."""
    workshop = tx.get_one(Workshop, workshop_id)
    for audience, sheets in _FORMS.items():
        doing = {"audience": audience, "by": by}
        evaluation.open_form(tx, workshop=workshop, operation=new_operation(), **doing)
        asked = current(forms_of(workshop.evaluation)[audience])
        paper = after.ON_PAPER if audience == "participants" else 0
        for at, sheet in enumerate(sheets):
            name = str(uuid5(NAMESPACE_URL, f"{workshop_id}/{audience}/{at}"))
            evaluation.answer(
                tx,
                workshop=workshop,
                audience=audience,
                device=Device(secret_key, workshop_id, name),
                given=_said(asked, sheet),
                was="",
                operation=new_operation(),
                paper=at >= len(sheets) - paper,
            )
        evaluation.close_form(tx, workshop=workshop, operation=new_operation(), **doing)


def _said(asked: list[Asked], sheet: after.Sheet) -> list[Said]:
    return [
        Said(one["uid"], number=said) if isinstance(said, int) else Said(one["uid"], said)
        for one, said in zip(asked, sheet, strict=True)
    ]
