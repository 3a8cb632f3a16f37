"""Invitations to hosts: the organiser's page, and the page of the one who is asked."""

from datetime import UTC, datetime
from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _, stored
from cafe.errors import CafeError, Gone, Invalid, NotFound
from cafe.jobs import queue
from cafe.jobs.queue import Job
from cafe.model import Invitation, Workshop
from cafe.people.links import find_invitation, invitation_token
from cafe.plan.actions import invitations
from cafe.plan.inviting import letters, rules
from cafe.plan.inviting.queries import Invited, invited_of, letter_to, template_of
from cafe.plan.room import room
from cafe.web.access import Who, allowed, the_table, the_workshop
from cafe.web.addresses import base_address
from cafe.web.forms import NOTHING, Doer, Refused, form, form_command, shows, typed_operation
from cafe.web.jobs import scope_of, waited
from cafe.web.limits.rates import rate_limit
from cafe.web.pages import page, speak_for_request
from cafe.web.state import cafe, reading, writing

PAGE = "/w/{workshop_id}/invitations"


@room.get("/w/<workshop_id>/invitations")
@allowed("links.see")
def invitations_page(who: Who) -> Response:
    """Who is asked, and who has answered; `?letter=` opens one host's letter."""
    return _invitations_page(who)


def _invitations_page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        invited = invited_of(db, workshop)
        answers = [one.invitation.answer if one.invitation else "unmade" for one in invited]
        opened, now = request.args.get("letter", ""), datetime.now(UTC)
        waits = [one for one in invited if _waits(one, now)]
        if workshop.stage in invitations.OVER:
            waits = []
        return page(
            "plan/invitations.html",
            workshop=workshop,
            invited=invited,
            open=next((one for one in invited if _is(one, opened)), None),
            letter_of=lambda one: _letter(workshop, one),
            made_letter=template_of(workshop),
            mails=cafe().settings.sends_mail,
            unasked=sum(one.last is None for one in waits),
            unanswered=sum(one.last is not None for one in waits),
            count={answer: answers.count(answer) for answer in (True, False, None, "unmade")},
            refused=refused,
        )


def _waits(one: Invited, now: datetime) -> bool:
    return bool(one.address) and one.may_be_asked(now)


def _is(one: Invited, id: str) -> bool:
    return one.invitation is not None and str(one.invitation.id) == id


def _letter(workshop: Workshop, invited: Invited) -> dict[str, str]:
    """What to send: subject and text in the café's own language, and the host's link."""
    subject, text = letter_to(workshop, invited, _link(invited))
    return {"subject": subject, "text": text}


def _link(invited: Invited) -> str:
    settings = cafe().settings
    nonce = invited.invitation.nonce if invited.invitation else ""
    return f"{base_address(settings)}/h/{invitation_token(settings.secret_key, nonce)}"


@room.get("/w/<workshop_id>/invitations/letters")
@allowed("links.see")
def letters_page(who: Who) -> Response:
    """Every letter, each on a sheet of its own."""
    with reading() as db:
        workshop = the_workshop(db, who)
        made = [one for one in invited_of(db, workshop) if one.invitation]
        letters = [(one, _letter(workshop, one)) for one in made]
        return page("plan/letters.html", workshop=workshop, letters=letters)


@room.post("/w/<workshop_id>/invitations")
@allowed("plan.edit")
@form_command(_invitations_page, PAGE)
def invite(tx: Session, who: Who, _doer: Doer) -> None:
    """Make the invitations that are missing."""
    key = cafe().settings.secret_key
    invitations.invite(tx, workshop=the_workshop(tx, who), secret_key=key)


@room.post("/w/<workshop_id>/invitations/addresses")
@allowed("plan.edit")
@form_command(_invitations_page, PAGE)
def keep_addresses(tx: Session, who: Who, _doer: Doer) -> None:
    """Where the letters go, pasted; or none of them any more."""
    workshop = the_workshop(tx, who)
    if request.form.get("do") == "forget":
        return invitations.forget_addresses(tx, workshop=workshop)
    pasted = rules.addresses_in(request.form.get("addresses", ""))
    return invitations.keep_addresses(tx, workshop=workshop, addresses=pasted)


@room.post("/w/<workshop_id>/invitations/letter")
@allowed("plan.edit")
@form_command(_invitations_page, PAGE)
def word_letter(tx: Session, who: Who, doer: Doer) -> None:
    """The letter in the organiser's own words."""
    workshop, form = the_workshop(tx, who), request.form
    made = form.get("do") == "made"
    text = "" if made else form.get("letter", "")
    # Words that are as they were made are nobody's own: they go on following the facts.
    was = form.get("was", "")
    if text.replace("\r\n", "\n").strip() == template_of(workshop).strip() and not workshop.letter:
        text = ""
    invitations.word_letter(tx, workshop=workshop, was=was, text=text, **doer)


@room.post("/w/<workshop_id>/invitations/mail")
@allowed("plan.edit")
@form(_invitations_page, PAGE)
def mail_letters(who: Who) -> None:
    """Letters, or reminders, to all who have an address and wait for one: a job sends them."""
    settings, db = cafe().settings, cafe().db
    if not settings.sends_mail:
        raise Invalid(_("No mail server is set for this installation."))
    kind, operation = request.form.get("do", "ask"), typed_operation()
    with writing(who.workshop_id) as tx:
        doer = Doer(by=who.label, operation=operation)
        workshop, now = the_workshop(tx, who), datetime.now(UTC)
        count = letters.queue_letters(tx, workshop=workshop, kind=kind, now=now, **doer)
        if count is None:
            return  # it was done before
        for key in (f"café {who.workshop_id}", f"person {who.person_id}"):
            rate_limit("letters", key, cost=count)
    command = ("letters", who.workshop_id, "--base", base_address(settings))
    job = Job(scope_of(who), (*command, "--person", str(who.person_id)), _("Letters"), who.label)
    try:
        queue.begin(settings, operation, job)
        waited(scope_of(who), operation)
    except CafeError:
        with stored():  # the reason as it was said now is in the language of who pressed
            why = _("The sending was stopped before it came to this letter.")
        letters.fail_the_rest(db, who.workshop_id, {"queued": why}, since=now)
        raise


@room.post("/w/<workshop_id>/invitations/sent/<int:invitation_id>")
@allowed("plan.edit")
@form_command(_invitations_page, PAGE)
def mark_sent(tx: Session, who: Who, _doer: Doer, invitation_id: int) -> None:
    """An organiser has sent this letter by another program, or given it to the host.

    Where another letter has gone since the page was drawn it is the same one: the press came twice.
    """
    workshop = the_workshop(tx, who)
    found = next((one for one in invited_of(tx, workshop) if _is(one, str(invitation_id))), None)
    if found is None or found.invitation is None:
        raise NotFound(_("There is no such letter any more."))
    if not shows(len(found.sent)):
        return
    kind = "remind" if found.last else "ask"
    invitations.note_sent(tx, invitations=[found.invitation], kind=kind, status="hand")


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
