"""What was answered, form by form; and what one device has said itself."""

from collections import Counter, defaultdict
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.evaluation.rules import Device, Said
from cafe.evaluation.shown import Results, results_of
from cafe.model import Workshop
from cafe.model.database.shapes import Form
from cafe.model.vernissage import Answer, Sheet
from cafe.plan.programme.evaluation import forms_of


def results(db: Session, workshop: Workshop) -> list[Results]:
    """What is shown of each form of the café."""
    said: dict[str, list[Said]] = defaultdict(list)
    held: Counter[str] = Counter()
    forms = forms_of(workshop.evaluation)
    if forms:
        for row in db.scalars(select(Answer).where(Answer.workshop_id == workshop.id)):
            if row.held:
                held[row.question] += 1
            else:
                said[row.question].append(Said(row.question, row.text, row.number, row.key))
    found = []
    for audience, form in forms.items():
        phones, paper = sheets_of(db, workshop.id, audience)
        found.append(results_of(audience, form, said, held, phones=phones, paper=paper))
    return found


def sheets_of(db: Session, workshop_id: str, audience: str) -> tuple[int, int]:
    """How many have answered a form: on phones, on paper."""
    query = select(Sheet.paper, func.count()).where(
        Sheet.workshop_id == workshop_id, Sheet.audience == audience
    )
    counts = [(paper, count) for paper, count in db.execute(query.group_by(Sheet.paper))]
    by_kind: dict[bool, int] = dict(counts)
    return by_kind.get(False, 0), by_kind.get(True, 0)


def own_sheet(db: Session, workshop: Workshop, audience: str, device: Device) -> dict[str, Any]:
    """What this device has said: {act, answers, settled}; act "" when it has said nothing."""
    sheet = db.get(Sheet, device.sheet(audience))
    form = forms_of(workshop.evaluation).get(audience)
    if sheet is None or form is None:
        return {"act": "", "answers": [], "settled": False}
    answers = [] if sheet.settled else own_answers(db, form, device)
    return {"act": sheet.operation, "answers": answers, "settled": sheet.settled}


def own_answers(db: Session, form: Form, device: Device) -> list[dict[str, Any]]:
    """What the device has answered to each question, also to what is asked no more."""
    keys = {device.answer(asked["uid"]): asked["uid"] for asked in form["questions"]}
    rows = {row.key: row for row in db.scalars(select(Answer).where(Answer.key.in_(keys)))}
    return [
        {"question": question, "text": rows[key].text, "number": rows[key].number}
        for key, question in keys.items()
        if key in rows
    ]
