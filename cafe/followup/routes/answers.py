"""What comes of it, for its organisers: each heading and sentence with its answers, and the circle
of plan, do, check, act as another arrangement of the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlencode

from flask import Response, redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.clock import today
from cafe.followup import actions, due
from cafe.followup.queries import Answered, Came, came_of_it
from cafe.followup.room import room
from cafe.followup.rules import STATUSES, Answer, Heading, Point, Section
from cafe.model import Workshop
from cafe.people.document_links import document_token, shown_link
from cafe.sort.queries import names_of
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, form, typed_operation
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing

HERE = "/w/{workshop_id}/followup"
SHOWN = ("all", "unanswered", "overdue")
VIEWS = ("list", "circle")


class Asked(NamedTuple):
    """How the page is arranged, and what is being answered there: a point's key, or an answer that
    is corrected."""

    show: str = "all"
    view: str = "list"
    about: str = ""
    correct: str = ""

    def address(self, workshop_id: str, **other: str) -> str:
        """Where the page stands so, or with `other` in place of some of it."""
        said = {**self._asdict(), "about": "", "correct": "", **other}
        words = {name: said[name] for name in self._fields if said[name] not in ("", "all", "list")}
        query = f"?{urlencode(words)}" if words else ""
        return f"/w/{workshop_id}/followup{query}"


def _asked() -> Asked:
    said = request.form if request.method == "POST" else request.args
    show, view = said.get("show", ""), said.get("view", "")
    return Asked(
        show if show in SHOWN else "all",
        view if view in VIEWS else "list",
        said.get("about", "")[:60],
        said.get("correct", "")[:36],
    )


@room.get("/w/<workshop_id>/followup")
@allowed("followup.see")
def see(who: Who) -> Response:
    """What came of it."""
    return _page(who)


@dataclass(frozen=True)
class Card:
    """A point in the circle, with how it stands."""

    point: Point
    answered: Answered | None


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    asked, day = _asked(), today()
    with reading() as db:
        workshop = the_workshop(db, who)
        came = came_of_it(db, workshop.id)
        people = {told.answer.by for one in came.all.values() for told in one.told}
        people |= {was.by for one in came.all.values() for told in one.told for was in told.was}
        names = names_of(db, people)
        lasting = _lasting(db, workshop)
    return page(
        "followup/page.html",
        workshop=workshop,
        came=came,
        asked=asked,
        shown=_shown(came, asked.show),
        circle=_circle(came) if asked.view == "circle" else {},
        corrected=_corrected(came, asked.correct),
        statuses=STATUSES,
        overdue={key for key, one in came.latest.items() if due.is_overdue(one, day)},
        names=names,
        lasting=lasting,
        today=day,
        mails=cafe().settings.sends_mail,
        refused=refused,
    )


def _lasting(db: Session, workshop: Workshop) -> str:
    """Where everybody reads it, "" while nothing is published."""
    link = shown_link(db, workshop.id)
    return f"/d/{document_token(cafe().settings.secret_key, link.nonce)}" if link else ""


def _shown(came: Came, show: str) -> list[Section]:
    """The questions with those headings that are asked for."""

    def wanted(heading: Heading) -> bool:
        if show == "unanswered":
            return not due.is_answered(heading, came.latest)
        points = (came.latest.get(one.key) for one in heading.points)
        return show == "all" or any(due.is_overdue(one, today()) for one in points)

    found = (one._replace(headings=tuple(filter(wanted, one.headings))) for one in came.sections)
    return [one for one in found if one.headings]


def _circle(came: Came) -> dict[str, list[Card]]:
    """Everything by where it stands: what was answered, and headings that were not."""
    reminder = due.reminder(came.published, today())
    found: dict[str, list[Card]] = {name: [] for name in due.QUARTERS}
    for card in _cards(came):
        answer = card.answered.latest if card.answered else None
        found[due.quarter(answer, today(), reminder and reminder[1])].append(card)
    return found


def _cards(came: Came) -> Iterable[Card]:
    for section in came.sections:
        for heading in section.headings:
            if not due.is_answered(heading, came.latest):
                yield Card(heading.point, None)
            for point in heading.points:
                if point.key in came.answers:
                    yield Card(point, came.answers[point.key])
    for one in came.elsewhere.values():
        yield Card(one.point, one)


def _corrected(came: Came, uid: str) -> Answer | None:
    """The answer that is being corrected; None when there is none."""
    told = (told.answer for one in came.all.values() for told in one.told)
    return next((one for one in told if uid and one.uid == uid), None)


@room.post("/w/<workshop_id>/followup")
@allowed("followup.edit")
@form(_page, HERE)
def give(who: Who) -> AnyResponse:
    """An answer to a heading or sentence, or one in place of another."""
    asked = _asked()
    doer = Doer(by=who.label, operation=typed_operation())
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        typed = request.form
        if asked.correct:
            actions.correct(tx, workshop=workshop, uid=asked.correct, typed=typed, **doer)
        else:
            actions.answer(tx, workshop=workshop, key=asked.about, typed=typed, **doer)
    return redirect(f"{asked.address(who.workshop_id)}#at-{quote(asked.about)}", 303)
