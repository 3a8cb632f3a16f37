"""What the organiser has told a table: read by the host, and then it is nowhere."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from cafe.model import CafeTable, HallMessage


def tap_away(tx: Session, *, table: CafeTable, uid: str) -> None:
    """The host has read this message. One without words was read before, or taken back."""
    here = HallMessage.table_id == table.id, HallMessage.uid == uid
    tx.execute(update(HallMessage).where(*here).values(text=""))
