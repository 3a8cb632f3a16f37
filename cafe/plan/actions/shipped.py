"""A café made from a template that comes with the product."""

import datetime as dt
from typing import Any
from uuid import uuid4

from sqlalchemy.orm import Session

from cafe.core.i18n import _, speaking
from cafe.model import Person, Workshop
from cafe.plan import rules_facts
from cafe.plan.actions.questions import add_question
from cafe.plan.actions.tables import lay_tables
from cafe.plan.actions.workshops import Words, create_workshop
from cafe.plan.programme.ready import ready_programmes
from cafe.plan.queries import questions_of
from cafe.plan.queries_cafes import made_before
from cafe.plan.shipped import Template


def new_words(language: str, day: dt.date) -> Words:
    """What is written about a café of which nothing is known yet."""
    with speaking(language):
        return {
            "title": rules_facts.unnamed(language),
            "document_title": _("DIALOGUE CAFÉ – SUMMARY"),
            "language": language,
            "date": day,
            "commissioner": "",
            "signature": None,
        }


def plan_shipped(
    tx: Session,
    *,
    shipped: Template,
    language: str,
    day: dt.date,
    owner: Person,
    secret_key: str,
    by: str,
    operation: str,
) -> Workshop:
    """A new café of `owner`'s in the shape of a template that comes with the product.

    Done twice it is the same café.
    """
    if known := made_before(tx, person_id=owner.id, operation=operation):
        return known
    with speaking(language):
        words = new_words(language, day)
        workshop = create_workshop(
            tx, **words, owner=owner, secret_key=secret_key, by=by, operation=operation
        )
        for name, said in shipped.facts.items():
            setattr(workshop, name, said())
        for asked in shipped.questions:
            add_question(
                tx,
                workshop=workshop,
                text=asked.text(),
                form=asked.form,
                parts=[part() for part in asked.parts],
                secret_key=secret_key,
                by=by,
                operation=operation,
            )
    if shipped.programme is not None:
        _programme(tx, workshop, ready_programmes(language)[shipped.programme])
    counts = [asked.tables for asked in shipped.questions if asked.form == "tables"]
    if counts:
        lay_tables(
            tx, workshop=workshop, counts=counts, secret_key=secret_key, by=by, operation=operation
        )
    return workshop


def _programme(tx: Session, workshop: Workshop, ready: dict[str, Any]) -> None:
    """The ready programme's blocks and rounds; each talk in pairs has a part of the question."""
    pairs = [one for one in questions_of(tx, workshop) if one.form == "pairs"]
    parts = iter([f"{one.uid}/{part['letter']}" for one in pairs for part in one.parts])
    workshop.programme = [
        {
            "uid": str(uuid4()),
            "kind": kind,
            "title": title,
            "minutes": minutes,
            "pinned": "",
            "prompt": next(parts, "") if kind == "pairs" else "",
            "began": None,
        }
        for kind, title, minutes in ready["blocks"]
    ]
    workshop.rounds = ready["rounds"]
    tx.flush()
