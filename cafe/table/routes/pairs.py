"""The pairs' page, opened by the wall's own link: what this phone writes, and nobody's name."""

from flask import Response
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.live.audience import own_note
from cafe.model import CafeTable, Note, Workshop, events
from cafe.nouns import Item
from cafe.people.links import code_to_show, find_link
from cafe.table.actions import pairs
from cafe.table.room import room
from cafe.table.routes.notes import OperationId, Struck, with_revision
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import base_address, qr_svg
from cafe.web.bodies import Body, Letter, StatementText, Uid, answer
from cafe.web.commands import command
from cafe.web.device_cookies import device
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading


class PairNote(Body):
    """A note from a pair's outbox."""

    id: Uid
    text: StatementText
    part: Letter | None = None
    part_said: StatementText | None = None  # what it asked on this phone; none: it does not tell
    operation: OperationId


class Reworded(Body):
    """A note's new words; `was` is the text the pair saw."""

    was: StatementText
    text: StatementText
    operation: OperationId


def _label(who: Who) -> str:
    return pairs.label_of(cafe().settings.secret_key, who.workshop_id, device())


@room.app_template_global()
def way_in(token: str, number: int) -> dict[str, str]:
    """How phones come to the page of question `number`, for the big screen: QR code, code, address.

    The code ("" when codes open nothing) opens the wall, which shows the way; whoever sees the
    big screen may have it.
    """
    settings = cafe().settings
    base = base_address(settings)
    with reading() as db:
        link = find_link(db, token, settings.secret_key)
        workshop = link and db.get_one(Workshop, link.workshop_id)
    code = code_to_show(workshop, link, settings.secret_key) if link and workshop else ""
    qr = qr_svg(f"{base}/v/{token}/pairs/{number}", _("In pairs"))
    return {"qr": qr, "base": base.split("://", 1)[1], "code": code}


def _gathered(db: Session, who: Who, question_id: int) -> CafeTable:
    return pairs.gathering_table(db, who.workshop_id, question_id)


def _item(tx: Session, who: Who, written: Note) -> Item:
    item = events.body(written)
    off = pairs.taken_off(tx, written, _label(who))
    return with_revision(tx, who, {**own_note(item), "late": not written.hangs, "off": off})


@room.get("/v/<token>/pairs/<int:number>")
@allowed("pairs.write")
def show_pairs(who: Who, number: int) -> Response:
    """The page of one question: its sub-questions, a field for each."""
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        question = pairs.pairs_question(db, who.workshop_id, number)
        return page("table/pairs.html", who=who, workshop=workshop, question=question)


@room.get("/v/<token>/questions/<int:question_id>/notes")
@allowed("pairs.write")
def own_notes(who: Who, question_id: int) -> Response:
    """What this phone has written under the question."""
    with reading() as db:
        table = _gathered(db, who, question_id)
        written = pairs.written_by(db, table=table, by=_label(who))
        return answer({"notes": [_item(db, who, one) for one in written]})


@room.post("/v/<token>/questions/<int:question_id>/notes")
@allowed("pairs.write")
@command(PairNote, fair="pair")
def say(tx: Session, who: Who, body: PairNote, question_id: int) -> tuple[Item, int]:
    """Put a pair's note on the wall; one that is late or held is kept for the organiser (202)."""
    table, words = _gathered(tx, who, question_id), body.model_dump()
    written = pairs.say(tx, table=table, uid=words.pop("id"), by=_label(who), **words)
    item = _item(tx, who, written)
    return item, 202 if item["late"] else 200


@room.put("/v/<token>/questions/<int:question_id>/notes/<uid>")
@allowed("pairs.write")
@command(Reworded, fair="pair")
def reword(tx: Session, who: Who, body: Reworded, question_id: int, uid: str) -> Item:
    """Mend a note that this phone wrote."""
    table, words = _gathered(tx, who, question_id), body.model_dump()
    return _item(tx, who, pairs.reword(tx, table=table, uid=uid, by=_label(who), **words))


@room.put("/v/<token>/questions/<int:question_id>/notes/<uid>/struck")
@allowed("pairs.write")
@command(Struck, fair="pair")
def strike_own(tx: Session, who: Who, body: Struck, question_id: int, uid: str) -> Item:
    """Strike out a note that this phone wrote, or bring it back."""
    table, words = _gathered(tx, who, question_id), body.model_dump()
    return _item(tx, who, pairs.strike(tx, table=table, uid=uid, by=_label(who), **words))
