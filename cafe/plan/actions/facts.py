"""The facts of the gathering, one by one."""

import datetime as dt
from functools import partial

from sqlalchemy.orm import Session

from cafe.model import Workshop
from cafe.model.commands import once
from cafe.model.events import publish
from cafe.plan import rules_facts
from cafe.plan.guards import as_kept, is_new

_SIGNATURE = "signature_"


def facts_of(workshop: Workshop) -> dict[str, str]:
    """Every fact of rules_facts.FACTS as text, "" where nothing is said."""
    return {name: _fact(workshop, name) for name in rules_facts.FACTS}


def _fact(workshop: Workshop, name: str) -> str:
    if name.startswith(_SIGNATURE):
        return (workshop.signature or {}).get(name.removeprefix(_SIGNATURE), "")
    return str(getattr(workshop, name) or "")


@once("workshop")
def set_fact(
    tx: Session, *, workshop: Workshop, name: str, was: str, text: str, by: str, operation: str
) -> Workshop:
    """Let the fact `name` be `text`; it was `was` when its author looked.

    A header line that is what the facts made follows them; one that somebody worded stays. Raises
    Invalid; Conflict as guards.is_new does; KeyError for a name that is no fact.
    """
    check = partial(rules_facts.check_fact, name)
    wanted, now, saw = check(text), _fact(workshop, name), as_kept(check, was)
    if not is_new(tx, workshop, now, was=saw, wanted=wanted, by=by, operation=operation):
        return workshop
    made = rules_facts.header_line(facts_of(workshop))
    _keep(workshop, name, wanted)
    follows = name in rules_facts.MADE_OF and rules_facts.follows(workshop.title, made)
    if follows and (line := rules_facts.header_line(facts_of(workshop))):
        workshop.title = line
    publish(tx, workshop, by=by, operation=operation)
    return workshop


def _keep(workshop: Workshop, name: str, text: str) -> None:
    if name.startswith(_SIGNATURE):
        lines = {**(workshop.signature or {}), name.removeprefix(_SIGNATURE): text}
        workshop.signature = lines if any(lines.values()) else None
    elif name == "date":
        workshop.date = dt.date.fromisoformat(text)
    elif name == "silent":
        workshop.silent = int(text or 0)
    else:
        setattr(workshop, name, text)
