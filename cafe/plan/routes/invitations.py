"""Invitations to hosts: the organiser's page, and the page of the one who is asked."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _, long_date, speaking
from cafe.errors import Gone, Invalid
from cafe.model import Invitation, Workshop
from cafe.people.links import find_invitation, invitation_token
from cafe.plan.actions import invitations
from cafe.plan.actions.invitations import Invited
from cafe.plan.room import room
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.addresses import base_address
from cafe.web.forms import NOTHING, Doer, Refused, form_command
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading


@room.get("/w/<workshop_id>/invitations")
@allowed("plan.see")
def invitations_page(who: Who) -> Response:
    """For each host a text to send, and what the host answered."""
    return _invitations_page(who)


def _invitations_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        invited = invitations.invited_of(db, workshop)
        letters = [(one, _letter(workshop, one)) for one in invited]
        answers = [one.invitation.answer if one.invitation else "unmade" for one in invited]
        return page(
            "plan/invitations.html",
            workshop=workshop,
            letters=letters,
            count={answer: answers.count(answer) for answer in (True, False, None, "unmade")},
            refused=refused,
        )


def _letter(workshop: Workshop, invited: Invited) -> dict[str, str] | None:
    """What to send: subject and text in the café's own language, and the host's link."""
    if invited.invitation is None:
        return None
    settings = cafe().settings
    token = invitation_token(settings.secret_key, invited.invitation.nonce)
    link = f"{base_address(settings)}/h/{token}"
    with speaking(workshop.language):
        day = long_date(workshop.date)
        paragraphs = [
            _("Hello %(name)s!", name=invited.name),
            _("Will you be a host at “%(title)s” on %(date)s?", title=workshop.title, date=day),
            _(
                "You would have table %(number)s and this question: %(text)s",
                number=invited.table.number,
                text=invited.table.question.text,
            ),
            _(
                "A host bids people welcome to the table, sees to it that everybody is heard, and "
                "types what is said, in people's own words. You get the tablet on the day, and "
                "somebody shows you how it works. There is nothing to prepare."
            ),
            _("Say yes or no here, the link is yours alone: %(link)s", link=link),
        ]
        subject = _("Will you be a host on %(date)s?", date=day)
    return {"link": link, "subject": subject, "text": "\n\n".join(paragraphs)}


@room.post("/w/<workshop_id>/invitations")
@allowed("plan.edit")
@form_command(_invitations_page, "/w/{workshop_id}/invitations")
def invite(tx: Session, who: Who, _doer: Doer) -> None:
    """Make the invitations that are missing."""
    key = cafe().settings.secret_key
    invitations.invite(tx, workshop=the_workshop(tx, who), secret_key=key)


@room.get("/h/<invitation>")
@allowed("invitation.answer")
def invited(who: Who) -> Response:
    """What a host is asked, and the two answers."""
    return _invited_page(who)


def _invited_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        speak_for_request(workshop.language)
        return page("people/invited.html", refused=refused, **_theirs(db, who))


def _theirs(db: Session, who: Who) -> dict[str, Any]:
    workshop, table = the_workshop(db, who), the_table(db, who)
    return {
        "asked": _invited(db, who),
        "who_key": who.key,
        "workshop": workshop,
        "table": table,
        "question": table.question,
        "over": workshop.stage in invitations.OVER,
    }


def _invited(db: Session, who: Who) -> Invitation:
    found = find_invitation(db, who.key, cafe().settings.secret_key)
    if found is None:  # withdrawn since the link was checked
        raise Gone(_("This invitation is no longer valid. Ask the organiser about it."))
    return found


@room.post("/h/<invitation>")
@allowed("invitation.answer")
@form_command(_invited_page, "/h/{invitation}")
def answer_invitation(tx: Session, who: Who, _doer: Doer) -> None:
    """Yes or no; the last answer counts."""
    choice = request.form.get("answer")
    if choice not in ("yes", "no"):
        raise Invalid(_("Choose yes or no."), where="answer")
    invitations.answer(tx, invitation=_invited(tx, who), yes=choice == "yes")
