"""The organiser's page of reading rounds: opened, closed, and each remark answered."""

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.model import Remark, Version, Workshop
from cafe.nouns import Item
from cafe.people.links import version_token
from cafe.readers import actions
from cafe.readers.queries import (
    cards_of,
    readable,
    remarks_in,
    rounds_of,
    the_reading,
    the_remark,
)
from cafe.readers.room import room
from cafe.readers.rules import OUTCOMES
from cafe.readers.told import Told, told_by_question
from cafe.report.versions.queries import name_of, the_version
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import base_address
from cafe.web.bodies import answer
from cafe.web.forms import NOTHING, Doer, Refused, form_command
from cafe.web.pages import may, page
from cafe.web.state import cafe, reading

HERE = "/w/{workshop_id}/readers"


@room.get("/w/<workshop_id>/readers")
@allowed("report.see")
def rounds(who: Who) -> Response:
    """Every reading round with its numbers, and every remark with its outcome."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        found = rounds_of(db, workshop)
        told = told_by_question(db, workshop, _asking(db, [one.reading.id for one in found]))
        lent = [(one, name_of(one)) for one in readable(db, workshop)]
        cards = cards_of(db, workshop, cafe().settings.secret_key) if may("links.see") else []
    return page(
        "readers/rounds.html",
        who=who,
        workshop=workshop,
        rounds=[(one, _address(one.version) if one.open else "") for one in found],
        told=told,
        outcomes=OUTCOMES,
        lent=lent,
        cards=cards,
        refused=refused,
    )


def _address(version: Version | None) -> str:
    nonce = (version and version.nonce) or ""
    settings = cafe().settings
    return f"{base_address(settings)}/d/{version_token(settings.secret_key, nonce)}/round"


def _asking(db: Session, readings: list[int]) -> list[Remark]:
    """Those that say more than a nod."""
    found = remarks_in(db, readings)
    return [one for remarks in found.values() for one in remarks if one.needs_outcome]


@room.get("/w/<workshop_id>/readers/remarks")
@allowed("sort.see")
def remarks(who: Who) -> Response:
    """The remarks as the sorting's page puts them beside what they are about."""
    with reading() as db:
        workshop = the_workshop(db, who)
        found = rounds_of(db, workshop)
        told = told_by_question(db, workshop, _asking(db, [one.reading.id for one in found]))
        items = [_item(one, asked.number) for asked, some in told.questions for one in some]
    return answer({"remarks": items})


def _item(one: Told, question: int) -> Item:
    remark = one.remark
    return {
        "id": remark.uid,
        "question": question,
        "thing": remark.thing,
        "words": remark.words,
        "kind": one.kind,
        "text": remark.text,
        "outcome": remark.outcome,
        "became": one.words,
    }


@room.post("/w/<workshop_id>/readers/rounds")
@allowed("report.edit")
@form_command(_page, HERE)
def open_round(tx: Session, who: Who, doer: Doer) -> None:
    """Ask those who can read a draft what they say of it."""
    workshop, chosen = the_workshop(tx, who), request.form.get("version", "")
    if not chosen.isdecimal() or len(chosen) > 9:
        raise Invalid(_("Choose a draft."), where="version")
    version = the_version(tx, workshop.id, int(chosen))
    cards = request.form.get("cards") == "1"
    actions.open_reading(tx, workshop=workshop, version=version, cards=cards, **doer)


@room.post("/w/<workshop_id>/readers/rounds/<int:reading_id>")
@allowed("report.edit")
@form_command(_page, HERE)
def end_round(tx: Session, who: Who, doer: Doer, reading_id: int) -> None:
    """Close a round, or open it again."""
    workshop, do = the_workshop(tx, who), request.form.get("do", "")
    found = the_reading(tx, workshop, reading_id)
    if do == "close":
        actions.close_reading(tx, workshop=workshop, reading=found, **doer)
    elif do == "open" and found.version_id:
        version = the_version(tx, workshop.id, found.version_id)
        actions.open_reading(tx, workshop=workshop, version=version, cards=found.cards, **doer)
    else:
        raise Invalid(_("“%(act)s” cannot be done here.", act=do[:40]), where="do")


@room.post("/w/<workshop_id>/readers/remarks/<uid>")
@allowed("sort.edit")
@form_command(_page, HERE + "#remark-{uid}")
def decide(tx: Session, who: Who, doer: Doer, uid: str) -> None:
    """What becomes of a remark."""
    workshop: Workshop = the_workshop(tx, who)
    actions.decide(
        tx,
        workshop=workshop,
        remark=the_remark(tx, workshop, uid),
        outcome=request.form.get("outcome", ""),
        reason=request.form.get("reason", ""),
        was=request.form.get("was", ""),
        **doer,
    )
