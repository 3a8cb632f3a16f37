"""The form on a phone, by the wall's link, or on a host's tablet, by the table's."""

from typing import Annotated

from flask import Response
from pydantic import Field
from sqlalchemy.orm import Session

from cafe.evaluation import actions
from cafe.evaluation.queries import own_sheet
from cafe.evaluation.room import room
from cafe.evaluation.rules import MOST_CHANGED, MOST_CHOICES, Device, Said
from cafe.nouns import Item
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.addresses import joining_path
from cafe.web.bodies import Body, Id, StatementText, Uid, answer
from cafe.web.commands import command
from cafe.web.device_cookies import device
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading


class Given(Body):
    """What is said to one question: words, or the number of a step or a choice."""

    question: Uid
    text: StatementText = ""
    number: Annotated[int, Field(ge=0, le=MOST_CHOICES)] = 0


class Sheet(Body):
    """A whole sheet; `was`: the operation by which the device said what it says otherwise now."""

    answers: Annotated[list[Given], Field(max_length=MOST_CHANGED)]
    was: Uid = ""
    operation: Id


def _audience(who: Who) -> str:
    return "hosts" if who.role == "host" else "participants"


def _device(who: Who) -> Device:
    return Device(cafe().settings.secret_key, who.workshop_id, device())


def _page(who: Who) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        return page(
            "evaluation/answer.html",
            who=who,
            workshop=workshop,
            audience=_audience(who),
            joins=joining_path(workshop, cafe().settings),
        )


def _own(who: Who) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        return answer(own_sheet(db, workshop, _audience(who), _device(who)))


def _say(tx: Session, who: Who, body: Sheet) -> Item:
    sheet = actions.answer(
        tx,
        workshop=the_workshop(tx, who),
        audience=_audience(who),
        device=_device(who),
        given=[Said(one.question, one.text, one.number) for one in body.answers],
        was=body.was,
        operation=body.operation,
    )
    return {"act": sheet.operation}


@room.get("/v/<token>/evaluation")
@allowed("evaluation.answer")
def form(who: Who) -> Response:
    """The participants' form."""
    return _page(who)


@room.get("/v/<token>/evaluation/answers")
@allowed("evaluation.answer")
def own_answers(who: Who) -> Response:
    """What this device has said, while it can be corrected."""
    return _own(who)


@room.put("/v/<token>/evaluation/answers")
@allowed("evaluation.answer")
@command(Sheet, fair="evaluation")
def say(tx: Session, who: Who, body: Sheet) -> Item:
    """What this device says, in place of what it said before."""
    return _say(tx, who, body)


@room.get("/t/<token>/evaluation")
@allowed("evaluation.answer_host")
def host_form(who: Who) -> Response:
    """The hosts' form."""
    return _page(who)


@room.get("/t/<token>/evaluation/answers")
@allowed("evaluation.answer_host")
def own_host_answers(who: Who) -> Response:
    """What this device has said, while it can be corrected."""
    return _own(who)


@room.put("/t/<token>/evaluation/answers")
@allowed("evaluation.answer_host")
@command(Sheet, fair="evaluation")
def say_host(tx: Session, who: Who, body: Sheet) -> Item:
    """What this device says, in place of what it said before."""
    return _say(tx, who, body)
