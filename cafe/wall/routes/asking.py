"""Asking at the wall, what this device did there, and the organiser's page of all questions."""

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.limits import OWN_QUESTIONS
from cafe.core.receipts import holds_receipt, receipt_of
from cafe.live.audience import own_question
from cafe.model import events
from cafe.table.rules import check_uid
from cafe.wall import actions, rules
from cafe.wall.queries import dots_of_device, fares, note_on_wall
from cafe.wall.room import room
from cafe.wall.routes.dots import own_digest
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import Body, StatementText, Uid, answer, read_body, takes
from cafe.web.forms import NOTHING, Doer, Refused, check_seen, form_command, typed_number
from cafe.web.limits.fair import fair_turn
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing


class Question(Body):
    """A question about a note; `id` is made on the phone."""

    id: Uid
    note: Uid
    text: StatementText
    operation: Uid


@room.post("/v/<token>/asked")
@allowed("wall.ask")
@takes(Question)
def ask(who: Who) -> Response:
    """Ask about a note. The answer has a `receipt`, with which the phone hears how it fares."""
    body = read_body(Question)
    check_uid(body.operation, where="act")
    with fair_turn("ask", who.workshop_id), writing(who.workshop_id) as tx:
        note = note_on_wall(tx, who.workshop_id, body.note)
        asked = actions.ask(
            tx, note=note, uid=body.id, text=body.text, by=who.label, operation=body.operation
        )
        item = {**own_question(events.body(asked)), "revision": the_workshop(tx, who).revision}
    receipt = receipt_of(cafe().settings.secret_key, "asked", who.workshop_id, body.id)
    return answer({**item, "receipt": receipt})


@room.get("/v/<token>/mine")
@allowed("wall.see")
def mine(who: Who) -> Response:
    """This device's dots, and how its questions fare (`?asked=<id>:<receipt>`, once for each)."""
    with reading() as db:
        workshop = the_workshop(db, who)
        dots = dots_of_device(db, workshop, own_digest(who))
        return answer({**dots, "asked": fares(db, workshop, _own(who))})


def _own(who: Who) -> list[str]:
    key = cafe().settings.secret_key
    pairs = [one.partition(":") for one in request.args.getlist("asked")[:OWN_QUESTIONS]]
    at = (key, "asked", who.workshop_id)
    return [uid for uid, _colon, receipt in pairs if holds_receipt(*at, uid, receipt)]


@room.get("/w/<workshop_id>/questions")
@allowed("board.see")
def questions(who: Who) -> Response:
    """All that was asked at the wall; it comes by the live connection."""
    return _questions_page(who)


def _questions_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        return page(
            "wall/questions.html",
            who=who,
            workshop=the_workshop(db, who),
            refused=refused,
            most_dots=rules.MOST_DOTS,
            dots_seen=rules.dots_seen,
        )


@room.post("/w/<workshop_id>/dots")
@allowed("questions.edit")
@form_command(_questions_page, "/w/{workshop_id}/questions#settings")
def set_dots(tx: Session, who: Who, doer: Doer) -> None:
    """How many dots each person has at a question, and whether others' are hidden; or show them."""
    workshop = the_workshop(tx, who)
    if request.form.get("do") == "show":
        actions.show_dots(tx, workshop=workshop, **doer)
        return
    hidden = request.form.get("hidden") == "1"
    with check_seen(lambda: rules.dots_seen(workshop.dots, hidden=workshop.dots_hidden)):
        actions.set_dots(tx, workshop=workshop, count=typed_number("dots"), hidden=hidden, **doer)
