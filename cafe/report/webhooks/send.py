"""What is due is sent: by a job, several at once, each tried three times with growing waits.

A try begins by one write that says so and when the next one is due; whoever dies in it, server or
job, leaves the message waiting, and it is sent again. So it may come twice, by the same id.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from cafe.config import Settings
from cafe.core.clock import now as clock
from cafe.core.i18n import DEFAULT, _, speaking
from cafe.model import HIDDEN, Database, Delivery, Version, Webhook, Workshop, clock_time
from cafe.people.links import version_token
from cafe.report.webhooks import rules
from cafe.report.webhooks.post import post
from cafe.report.webhooks.queries import due

AT_ONCE = 8


class Message(NamedTuple):
    """What is sent now, and where; what goes wrong is said in the café's `language`."""

    language: str
    address: str
    secret: str
    uid: str
    body: bytes
    last: bool


def send_due(db: Database, settings: Settings, base: str, now: int | None = None) -> int:
    """Send what is due; how many there were. `base` is what links begin with."""
    at = clock() if now is None else now
    with db.reading() as session:
        found = [(one.id, one.tries) for one in due(session, at)]
    allowed = rules.allowed_hosts(settings.webhook_allow)

    def send(one: tuple[int, int]) -> None:
        message = _begun(db, settings, base, one, at)
        if message is not None:
            heads = rules.signed(message.secret, message.uid, clock(), message.body)
            heads |= {"Content-Type": "application/json", "User-Agent": "Dialogkafe"}
            with speaking(message.language):
                why = post(message.address, message.body, heads, allowed)
            _end(db, one[0], why, message.last)

    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(send, found))
    return len(found)


def _begun(
    db: Database, settings: Settings, base: str, one: tuple[int, int], now: int
) -> Message | None:
    """The message, which nobody else sends now; None when there is nothing to send any more."""
    id, tries = one
    told = select(Workshop.language).join(Delivery, Delivery.workshop_id == Workshop.id)
    with db.writing() as tx, speaking(tx.scalar(told.where(Delivery.id == id)) or DEFAULT):
        mine = update(Delivery).where(Delivery.id == id, Delivery.tries == tries)
        mine = mine.where(Delivery.status == "waiting", Delivery.due <= now)
        if tries >= rules.MOST_TRIES:
            tx.execute(mine.values(status="failed", why=_("It was cut off. It may have arrived.")))
            return None
        begun = mine.values(tries=tries + 1, due=now + rules.WAITS[tries])
        if not tx.execute(begun).rowcount:  # type: ignore[attr-defined]
            return None
        row = tx.get_one(Delivery, id)
        hook, workshop = tx.get(Webhook, row.workshop_id), tx.get_one(Workshop, row.workshop_id)
        body = _body(tx, settings, base, row, workshop)
        if hook is None or body is None:
            row.status, row.why = "failed", _("The document is no longer published.")
            return None
        secret = rules.secret_of(settings.secret_key, hook.nonce)
        last = row.tries >= rules.MOST_TRIES
        return Message(
            workshop.language, hook.address, secret, row.uid, json.dumps(body).encode(), last
        )


def _body(
    db: Session, settings: Settings, base: str, row: Delivery, workshop: Workshop
) -> dict[str, Any] | None:
    """Ids, the title and the address; None when that would no longer be true."""
    if workshop.stage in HIDDEN or workshop.binned is not None:
        return None
    data: dict[str, Any] = {"cafe": workshop.id, "title": workshop.title}
    if row.version_id is not None:
        version = db.get(Version, row.version_id)
        if version is None or not version.shown or version.nonce is None:
            return None
        address = f"{base}/d/{version_token(settings.secret_key, version.nonce)}"
        data |= {"document": version.id, "number": version.number, "address": address}
    kind = rules.TRIAL if row.version_id is None else rules.PUBLISHED
    return {"type": kind, "timestamp": clock_time(row.at).isoformat(), "data": data}


def _end(db: Database, id: int, why: str, last: bool) -> None:
    with db.writing() as tx:
        row = tx.get(Delivery, id)
        if row is not None and row.status == "waiting":
            row.why = why
            if last or not why:
                row.status = "failed" if why else "sent"
