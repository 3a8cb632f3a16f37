"""The webhook: set and taken away by an owner, with what was sent last."""

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.model import Workshop, audited
from cafe.report.room import room
from cafe.report.webhooks import queries, rules
from cafe.report.webhooks.actions import clear_webhook, set_webhook, try_webhook
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, check_seen, form_command
from cafe.web.pages import page
from cafe.web.state import cafe, reading

HERE = "/w/{workshop_id}/webhook"


@room.get("/w/<workshop_id>/webhook")
@allowed("webhook.see")
def see_webhook(who: Who) -> Response:
    """Whether another system is told, and what it was told last."""
    return _page(who)


def _page(who: Who, refused: Refused = NOTHING) -> Response:
    with reading() as db:
        workshop = the_workshop(db, who)
        hook = queries.webhook_of(db, workshop)
        sent = queries.deliveries_of(db, workshop)
    secret = rules.secret_of(cafe().settings.secret_key, hook.nonce) if hook else ""
    return page(
        "report/webhook.html",
        workshop=workshop,
        hook=hook,
        sent=sent,
        most=rules.MOST_TRIES,
        secret=secret,
        refused=refused,
    )


@room.post("/w/<workshop_id>/webhook")
@allowed("webhook.edit")
@form_command(_page, HERE)
def name_webhook(tx: Session, who: Who, doer: Doer) -> None:
    """From now on the address in the form is told."""
    allowed_ones = rules.allowed_hosts(cafe().settings.webhook_allow)
    here, address = the_workshop(tx, who), request.form.get("address", "")
    with check_seen(lambda: _address(tx, here)):
        set_webhook(tx, workshop=here, address=address, allowed=allowed_ones, **doer)
    audited(tx, here.id, "webhook", by=who.label, about="on")


def _address(tx: Session, workshop: Workshop) -> str:
    hook = queries.webhook_of(tx, workshop)
    return hook.address if hook else ""


@room.post("/w/<workshop_id>/webhook/gone")
@allowed("webhook.edit")
@form_command(_page, HERE)
def take_webhook(tx: Session, who: Who, doer: Doer) -> None:
    """Nobody is told any more."""
    here = the_workshop(tx, who)
    with check_seen(lambda: _address(tx, here)):
        clear_webhook(tx, workshop=here, **doer)
    audited(tx, who.workshop_id, "webhook", by=who.label, about="off")


@room.post("/w/<workshop_id>/webhook/trial")
@allowed("webhook.edit")
@form_command(_page, HERE + "#sent")
def send_trial(tx: Session, who: Who, doer: Doer) -> None:
    """A message that says nothing but that it arrives."""
    try_webhook(tx, workshop=the_workshop(tx, who), **doer)
    audited(tx, who.workshop_id, "webhook", by=who.label, about="trial")
