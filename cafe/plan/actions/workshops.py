"""The café itself: made, described, moved from stage to stage, shared, deleted.

`by` is who, `operation` the operation's id.
"""

import datetime as dt
from typing import TypedDict, Unpack

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.clock import moment
from cafe.core.i18n import LANGUAGES, _
from cafe.core.limits import LINE
from cafe.core.text import as_seen, clean
from cafe.errors import Invalid
from cafe.model import CafeTable, Note, Organiser, Person, Workshop, record
from cafe.model.commands import once
from cafe.model.erase import take_some
from cafe.model.events import publish
from cafe.model.sealing import seal
from cafe.model.vernissage import settle, tell_results
from cafe.people.links import open_links
from cafe.people.organisations.quota import room_for_cafe
from cafe.plan import rules, rules_rounds
from cafe.plan.actions.bin import leave
from cafe.plan.actions.rounds import talk_begins
from cafe.plan.board import called, lacking
from cafe.plan.hall.actions import OVER, forget
from cafe.plan.programme.evaluation import CLOSED, OPEN, forms_of, stored, with_status
from cafe.plan.queries import new_id
from cafe.plan.remains import rules as remains
from cafe.plan.remains.queries import TICKED, before_the_day, checklist_of
from cafe.seal.shown import shown

MOST_AT_ONCE = 200  # rows that are taken away in one transaction


class Words(TypedDict):
    """What is written about the workshop itself. `signature`: name, position and month, or None."""

    title: str
    document_title: str
    language: str
    date: dt.date
    commissioner: str
    signature: dict[str, str] | None


def create_workshop(
    tx: Session,
    *,
    owner: Person | None,
    secret_key: str,
    by: str,
    operation: str,
    **words: Unpack[Words],
) -> Workshop:
    """A new workshop in stage planning, with its wall's link, of its owner's organisation.

    Raises Invalid; Conflict when that may have no more.
    """
    home = room_for_cafe(tx, owner)
    workshop = Workshop(id=new_id(tx), stage="planning", revision=0, **home)
    workshop.report_options = {"marks": True}  # what is made here says whose its words are
    _describe(workshop, words)
    tx.add(workshop)
    tx.flush()
    if owner is not None:
        tx.add(Organiser(workshop_id=workshop.id, person_id=owner.id, role="owner"))
    open_links(tx, workshop, secret_key)
    publish(tx, workshop, by=by, operation=operation)
    return workshop


def _describe(workshop: Workshop, words: Words) -> None:
    if words["language"] not in LANGUAGES:
        raise Invalid(_("Choose one of the languages."), where="language")
    workshop.title = clean(words["title"], limit=LINE * 3, name=_("Header line"), lines=False)
    workshop.document_title = clean(
        words["document_title"], limit=LINE, name=_("Title"), lines=False
    )
    workshop.commissioner = clean(
        words["commissioner"], limit=LINE * 2, name=_("Commissioned by"), lines=False, empty=True
    )
    signature = words["signature"] and {
        key: clean(line, limit=LINE, name=_("Signature"), lines=False, empty=True)
        for key, line in words["signature"].items()
    }
    workshop.language, workshop.date = words["language"], words["date"]
    workshop.signature = signature


@once("workshop")
def move_stage(
    tx: Session, *, workshop: Workshop, stage: str, by: str, operation: str, anyway: bool = False
) -> Workshop:
    """Move the café to `stage`; a running clock stops, and nobody is asked for anything more.

    When the tables open for the first time its history is sealed from here on; each time that they
    close the seal is kept, to be shown.

    Raises Invalid; Conflict when there are no tables, or when tables that have talked would be
    closed without their main statement (where "main_statement"): `anyway` closes them all the same.
    """
    tables = select(func.count()).select_from(CafeTable).where(CafeTable.workshop_id == workshop.id)
    rules.check_move(stage, tables=tx.scalar(tables) or 0, template=workshop.template)
    if workshop.stage == stage:
        return workshop
    if workshop.stage == "open" and stage != "planning" and not anyway:
        found = lacking(tx, workshop)
        rules_rounds.check_closing(*(list(map(called, tables)) for tables in found))
    if stage == "open":
        seal(tx, workshop)  # the first line tells which stage it was
        if workshop.stage == "planning":
            _tick_asked(tx, workshop, by, operation)
    if stage == "finished":
        _close_forms(tx, workshop, by, operation)
    closes = workshop.stage == "open"
    workshop.stage, workshop.timer_ends_ms, workshop.paused_ms = stage, None, None
    if stage == "open":
        talk_begins(workshop)
    if stage in OVER:
        forget(tx, workshop=workshop)
    workshop.changing = workshop.asks_main = False
    if stage == "planning":
        workshop.round = 0
    publish(tx, workshop, by=by, operation=operation)
    if closes and workshop.seal is not None:
        workshop.seals = [
            *workshop.seals,
            shown(workshop.revision, workshop.seal, moment()),
        ]
    return workshop


def _close_forms(tx: Session, workshop: Workshop, by: str, operation: str) -> None:
    """The evaluation's forms close with the café, so that nothing leads to who answered what."""
    forms = forms_of(workshop.evaluation)
    for audience, form in [*forms.items()]:
        if form["status"] == OPEN:
            settle(tx, workshop.id, audience, [asked["uid"] for asked in form["questions"]])
            forms = with_status(forms, audience, CLOSED)
            workshop.evaluation = stored(forms)
            tell_results(tx, workshop, audience, by=by, operation=operation)


def _tick_asked(tx: Session, workshop: Workshop, by: str, operation: str) -> None:
    """Tick that the hosts have been asked when every host has said yes to an invitation.

    Who says yes when the tables are open was not asked in advance. What somebody has said of the
    line stands.
    """
    checklist, key = checklist_of(workshop), remains.ASKED
    yes, hosts = before_the_day(tx, workshop)["answered"]
    if 0 < hosts <= yes and remains.state_of(checklist, key) == "open":
        workshop.checklist = remains.tick(checklist, key, "done")
        item = {"state": "done"}
        record(tx, workshop, what=TICKED, key=key, item=item, by=by, operation=operation)


def delete_workshop(tx: Session, *, workshop: Workshop, title: str) -> bool:
    """Delete the café and all in it: the one way a note goes. `title` must be typed again.

    From this commit on nobody sees it. True when only its files are left and the row that names
    it; False when it is so large that all is taken away in pieces afterwards (`archive/erase.py`).
    Raises Invalid when the title does not look as the café's does.
    """
    if as_seen(title) != as_seen(workshop.title):
        raise Invalid(_("Type the header line exactly as it stands."), where="title")
    notes = select(func.count()).select_from(Note).where(Note.workshop_id == workshop.id)
    large = max(workshop.revision, tx.scalars(notes).one()) > MOST_AT_ONCE
    leave(tx, workshop)
    return not large and take_some(tx, workshop.id, MOST_AT_ONCE) < MOST_AT_ONCE
