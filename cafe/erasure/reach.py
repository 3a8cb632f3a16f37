"""What an erasure cannot reach, with dates as far as the café knows them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.model import (
    Audit,
    Delivery,
    Invitation,
    LetterSent,
    Version,
    Webhook,
    Workshop,
    clock_time,
)
from cafe.model.database.clearing import MOST_ANEW

MOST_TIMES = 10  # dates of one kind: the newest


@dataclass(frozen=True)
class Elsewhere:
    """Something that may hold the words and lies where the café cannot take them away."""

    words: str
    at: tuple[datetime, ...] = ()


def elsewhere(db: Session, workshop: Workshop, *, sqlite: bool) -> list[Elsewhere]:
    """Everything of that kind, in the language spoken now."""
    loaded = select(Audit.last).where(Audit.workshop_id == workshop.id, Audit.what == "downloaded")
    times = tuple(clock_time(at) for at in db.scalars(loaded.order_by(Audit.id)))
    words = _(
        "Files that somebody has downloaded: documents, spreadsheets and archives. "
        "Ask those who have them to delete them."
    )
    found = [Elsewhere(words, times[-MOST_TIMES:])]
    versions = select(Version).where(Version.workshop_id == workshop.id).order_by(Version.id)
    kept = list(db.scalars(versions))
    if kept:
        words = _("Copies of these kept versions, as they were downloaded or printed.")
        found.append(Elsewhere(words, tuple(clock_time(one.kept_at) for one in kept)))
    if any(one.token_digest for one in kept):
        words = _(
            "Copies that others have made of a version that was shown on the web: search engines, "
            "web archives, whoever saved the page."
        )
        found.append(Elsewhere(words))
    found += _told(db, workshop)
    found.append(
        Elsewhere(
            _(
                "Backups of the database and its folder that were made before. "
                "Whoever runs the service knows when they were made, and when they are deleted."
            )
        )
    )
    found.append(
        Elsewhere(
            _(
                "Screens that were closed or had no network: they drop the words when they are "
                "opened again. A browser may keep a photograph that it has shown for a day."
            )
        )
    )
    if not sqlite:
        found.append(
            Elsewhere(
                _(
                    "This café uses PostgreSQL. Its tables are written anew after each erasure "
                    "(VACUUM FULL), so that no old rows lie in them. A table that is larger than "
                    "%(size)s MB is only cleared (VACUUM): remains may lie in its free space until "
                    "something is written over them.",
                    size=MOST_ANEW // 2**20,
                )
            )
        )
        found.append(
            Elsewhere(
                _(
                    "PostgreSQL's write-ahead log (WAL), archives of that log, and replicas hold "
                    "the words until the server has written over them or somebody deletes them. "
                    "Whoever runs the service knows how long that takes, and can shorten it."
                )
            )
        )
    return found


def _told(db: Session, workshop: Workshop) -> list[Elsewhere]:
    found = []
    sent = select(Delivery.at).where(Delivery.workshop_id == workshop.id, Delivery.status == "sent")
    if times := [clock_time(at) for at in db.scalars(sent.order_by(Delivery.id))]:
        hook = db.get(Webhook, workshop.id)
        to = hook.address if hook else _("an address that is no longer here")
        words = _("Another system that was told of a published version: %(address)s", address=to)
        found.append(Elsewhere(words, tuple(times)))
    letters = select(func.count(), func.max(LetterSent.at)).join(
        Invitation, Invitation.id == LetterSent.invitation_id
    )
    count, last = db.execute(letters.where(LetterSent.workshop_id == workshop.id)).one()
    if count:
        words = _("Letters to hosts that have been sent lie with those who got them.")
        found.append(Elsewhere(words, (clock_time(last),)))
    return found
