"""What the checklist before the day reads: each fact as done of all."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import is_blank
from cafe.model import Change, Invitation, Person, Workshop, clock_time
from cafe.nouns import Item
from cafe.plan.queries import questions_of
from cafe.plan.remains import rules
from cafe.plan.remains.rules import Counts, Said

TICKED = "ticked"


def checklist_of(workshop: Workshop) -> dict[str, Any]:
    """What was said of the lines by hand, and the organisers' own lines."""
    return workshop.checklist or {}


def said_by(db: Session, workshop: Workshop) -> dict[str, Said]:
    """Who ticked each line last, and when; who has no account any more is a former organiser."""
    here = (Change.workshop_id == workshop.id, Change.what == TICKED)
    query = select(Change.key, Change.by, Change.at).where(*here).order_by(Change.revision)
    last = {key: (by, at) for key, by, at in db.execute(query)}
    ids = {int(by[7:]) for by, _at in last.values() if by.startswith("person:")}
    rows = db.execute(select(Person.id, Person.name).where(Person.id.in_(ids)))
    names = {f"person:{id}": _("A former organiser") for id in ids}
    names |= {f"person:{id}": name for id, name in rows}
    return {key: (names.get(by, ""), clock_time(at).isoformat()) for key, (by, at) in last.items()}


def told(
    db: Session,
    workshop: Workshop,
    which: str,
    facts: Callable[[Session, Workshop], Counts],
    *,
    seen: str | None,
) -> Item:
    """The list `which` as its page asks for it, with the revision it is of.

    `seen` is the revision the page has: while nothing has changed, nothing is counted anew.
    """
    if seen == str(workshop.revision):
        return {"revision": workshop.revision, "same": True}
    checklist, said = checklist_of(workshop), said_by(db, workshop)
    lines = rules.lines(which, facts(db, workshop), checklist, said)
    return {"revision": workshop.revision, "lines": lines}


def before_the_day(db: Session, workshop: Workshop) -> Counts:
    """The facts of `rules.RULES` before the day."""
    questions = [one for one in questions_of(db, workshop) if one.text.strip()]
    at_tables = [one for one in questions if one.form == "tables"]
    tables = [table for question in at_tables for table in question.tables]
    hosts = {(table.id, name) for table in tables for name in table.hosts}
    asked = db.scalars(select(Invitation).where(Invitation.workshop_id == workshop.id)).all()
    answers = {(one.table_id, one.name): one.answer for one in asked}
    users = [any(one["role"] == "user" for one in table.roles) for table in tables]
    return {
        "when": _of([workshop.starts, not is_blank(workshop.place)]),
        "questions": (len(questions), len(questions)),
        "programme": (int(bool(workshop.programme)), 1),
        "tables": _of(question.tables for question in at_tables),
        "hosts": _of(table.hosts for table in tables),
        "user-tables": _of(users),
        "invited": _of(host in answers for host in hosts),
        "answered": _of(answers.get(host) for host in hosts),
        "rehearsed": _of(table.rehearsed for table in tables),
    }


def _of(all_of: Iterable[object]) -> tuple[int, int]:
    found = [bool(one) for one in all_of]
    return sum(found), len(found)
