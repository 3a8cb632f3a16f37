"""What does not come back with a backup: log-ins, and what was good for once."""

from sqlalchemy import delete, true, update

from cafe.core.i18n import _, stored
from cafe.model import (
    AccountLink,
    Database,
    Delivery,
    FollowupLetter,
    LetterSent,
    LoginSession,
)
from cafe.people.links import retire


def settle(db: Database) -> None:
    """Nobody is logged in, no link to an account opens, and nothing that waited is sent twice.

    Links, codes, passwords and tokens are as they were: what was taken back since then opens again,
    which `restore` says.
    """
    with stored():
        why = _("It waited when the backup was made. It may have been sent since.")
    with db.writing() as tx:
        tx.execute(delete(LoginSession))
        retire(tx, AccountLink, true())
        tx.execute(delete(AccountLink))
        waiting = update(Delivery).where(Delivery.status == "waiting")
        tx.execute(waiting.values(status="failed", why=why))
        for kind in (LetterSent, FollowupLetter):
            letters = update(kind).where(kind.status.in_(("queued", "going")))
            tx.execute(letters.values(status="failed", why=why))
