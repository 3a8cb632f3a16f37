"""A café made from another one: what was planned there, never what was said, done or sent."""

import datetime as dt
from copy import deepcopy
from typing import Any

from sqlalchemy.orm import Session

from cafe.model import CafeTable, Organiser, Person, Question, Series, Workshop
from cafe.model.events import publish
from cafe.people.links import open_links
from cafe.people.organisations.quota import room_for_cafe
from cafe.people.rules import CAFE_ROLES, may
from cafe.plan import rules_cafes, rules_facts
from cafe.plan.actions.facts import facts_of
from cafe.plan.programme import evaluation
from cafe.plan.programme.rules import planned_anew
from cafe.plan.queries import blocks_of, new_id, questions_of
from cafe.plan.queries_cafes import made_before
from cafe.plan.remains import rules as rules_remains
from cafe.plan.rules_copies import COPIED, options_anew, phones_anew

HOSTS = ("hosts", "roles")
ROLES_THAT_PLAN = [role for role in CAFE_ROLES if may(role, "plan.edit")]


def copy_workshop(
    tx: Session,
    *,
    source: Workshop,
    day: dt.date,
    owner: Person,
    secret_key: str,
    hosts: bool = False,
    template: bool = False,
    by: str,
    operation: str,
) -> Workshop:
    """A new café of `owner`'s with what is planned in `source`, on `day`, with links of its own.

    `hosts`: with the hosts' names. `template`: what comes is one, and `day` is nobody's. A copy of
    a café is the next of its series, which begins with it, within one organisation: the copy is
    of its owner's. Done twice it is the same café. Raises Conflict when that may have no more.
    """
    if known := made_before(tx, person_id=owner.id, operation=operation):
        return known
    home = room_for_cafe(tx, owner)
    copy = Workshop(
        id=new_id(tx), stage="planning", revision=0, date=day, template=template, **home
    )
    _describe(copy, source)
    if not (template or source.template) and copy.organisation_id == source.organisation_id:
        if source.series is None and _plans(tx, owner, source):
            source.series = begin_series(source)
        copy.series = source.series
    tx.add(copy)
    tx.flush()
    tx.add(Organiser(workshop_id=copy.id, person_id=owner.id, role="owner"))
    asked = {
        question.uid: _copy_question(tx, question, copy, hosts).uid
        for question in questions_of(tx, source)
    }
    copy.programme = [{**block} for block in planned_anew(blocks_of(source), asked)]
    open_links(tx, copy, secret_key)
    publish(tx, copy, by=by, operation=operation)
    return copy


def _plans(tx: Session, person: Person, workshop: Workshop) -> bool:
    """Whether the person may change the plan there: whoever only reads begins no series with it."""
    row = tx.get(Organiser, (workshop.id, person.id))
    return row is not None and row.role in ROLES_THAT_PLAN


def begin_series(first: Workshop) -> Series:
    """A series that `first` is the first of, called as its network is or as it is itself."""
    name = " ".join((first.network.strip() or first.name.strip() or first.title).split())
    return Series(name=name, organisation_id=first.organisation_id)


def _describe(copy: Workshop, source: Workshop) -> None:
    _take(copy, source, "workshop")
    copy.title = source.title
    copy.evaluation = evaluation.stored(
        evaluation.planned_anew(evaluation.forms_of(source.evaluation))
    )
    copy.phones = phones_anew(source.phones)
    copy.report_options = options_anew(source.report_options)
    copy.checklist = rules_remains.begun_anew(source.checklist or {}) or None
    if source.signature:
        copy.signature = {**source.signature, "month": ""}
    made = rules_facts.header_line(facts_of(source))
    line = "" if copy.template else rules_facts.header_line(facts_of(copy))
    if line and (source.template or rules_facts.follows(source.title, made)):
        copy.title = line
    else:
        copy.title = rules_cafes.redated(
            source.title, source.date, None if copy.template else copy.date
        )


def _copy_question(tx: Session, source: Question, workshop: Workshop, hosts: bool) -> Question:
    question = Question(workshop_id=workshop.id, origin=source.origin or source.uid)
    _take(question, source, "question")
    tx.add(question)
    tx.flush()
    for table in source.tables:
        laid = CafeTable(workshop_id=workshop.id, question_id=question.id)
        _take(laid, table, "table")
        for name in HOSTS if hosts else ():
            setattr(laid, name, deepcopy(getattr(table, name)))
        tx.add(laid)
    return question


def _take(copy: Any, source: Any, what: str) -> None:
    for name in COPIED[what]:
        setattr(copy, name, deepcopy(getattr(source, name)))
