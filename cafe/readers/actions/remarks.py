"""What readers do. No action is told who does it, and none leaves a change: a line of the history
has a moment, and a moment beside a server's log would tell who it was.
"""

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.errors import Conflict
from cafe.model import Reading, Remark, Version, events
from cafe.model.database.trouble import busy
from cafe.readers.rules import MOST, Spot, check_open, check_said
from cafe.table.rules import been_erased, check_uid


def count_reader(tx: Session, *, reading: Reading) -> None:
    """One more device has opened the draft; whose it is stands nowhere."""
    more = update(Reading).where(Reading.id == reading.id)
    tx.execute(more.values(readers=Reading.readers + 1))


def remark(
    tx: Session,
    *,
    reading: Reading,
    is_open: bool,
    question_id: int,
    spot: Spot,
    folder: str,
    uid: str,
    kind: str,
    text: str,
) -> Remark:
    """A remark on what stands at `spot` of the draft, as it was read in its `folder`.

    The same `uid` again is the same remark, in other words as long as nobody has decided about it.
    `uid` is made on the device, which alone knows it.

    Raises Invalid; Conflict when the round is over, the remark has its answer, words of it were
    erased for good, or it is another's; Unavailable when the draft was made anew meanwhile.
    """
    check_uid(uid)
    text = check_said(kind, text)
    known = tx.get(Remark, (reading.workshop_id, uid))
    if known is not None:
        return _again(tx, known, reading, spot, is_open=is_open, kind=kind, text=text)
    check_open(is_open=is_open)
    _check_room(tx, reading)
    if tx.get_one(Version, reading.version_id).folder != folder:
        raise busy()  # what the spot said may have been erased for good
    new = Remark(workshop_id=reading.workshop_id, uid=uid, reading_id=reading.id)
    new.question_id, new.about, new.thing = question_id, spot.about, spot.thing
    new.words, new.kind, new.text = spot.words, kind, text
    tx.add(new)
    tx.flush()
    return new


def _again(
    tx: Session, known: Remark, reading: Reading, spot: Spot, *, is_open: bool, kind: str, text: str
) -> Remark:
    if known.reading_id != reading.id or (known.about, known.thing) != (spot.about, spot.thing):
        raise Conflict(_("Another remark already has this id. Write it again."), where="id")
    if (known.kind, known.text) == (kind, text):
        return known
    check_open(is_open=is_open)
    if known.outcome:
        raise Conflict(_("The remark has its answer already. Write a new one."), where="text")
    if known.uid in events.cut_keys(tx, known.workshop_id, "remark"):
        raise been_erased()  # words that were cut out do not come back
    known.kind, known.text = kind, text
    return known


def _check_room(tx: Session, reading: Reading) -> None:
    there = select(func.count()).select_from(Remark).where(Remark.reading_id == reading.id)
    if (tx.scalar(there) or 0) >= MOST:
        raise Conflict(_("There are as many remarks as can be read. Tell the organiser."))
