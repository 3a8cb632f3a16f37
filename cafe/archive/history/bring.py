"""An archive's history as changes of a café here: with its numbers, and this café's ids."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.archive.history.kinds import when
from cafe.archive.history.pieces import Line
from cafe.archive.slices import Write, slices
from cafe.model import Change, Place, Question, Workshop
from cafe.model.canonical import SEALED, Item, Kind, other_id
from cafe.seal.shown import closings

Positions = Mapping[str, float]


class Here(NamedTuple):
    """The café that the history comes to: its id, and its questions' and places' by their uids."""

    workshop_id: str
    ids: Mapping[tuple[str, str], int]


def bring(write: Write, workshop_id: str, lines: Sequence[Line]) -> None:
    """Every line as a change. What is gone by now keeps its uid where others have a number."""
    if not lines:
        return
    here = write(partial(_here, workshop_id))
    for some in slices(lines):
        write(partial(_keep, [_change(line, here) for line in some]))


def finish(workshop: Workshop, lines: Sequence[Line], seal: str | None) -> None:
    """The next change comes after the last line, and the chain goes on from its seal; what the
    seal was when the tables closed is shown as it was.
    """
    workshop.revision = lines[-1].n if lines else 0
    workshop.seal = bytes.fromhex(seal) if seal else None
    workshop.seals = closings(lines)


def positions_of(lines: Iterable[Line]) -> Positions:
    """Where each heading and sentence stood last, by uid: the lines to come go on from there."""
    return {
        line.key: float(line.item["position"])
        for line in lines
        if line.what in ("category", "entry") and line.item
    }


def in_order(uids: Sequence[str | None], positions: Positions) -> list[float]:
    """A position for each of these, in this order: as they had it, else 1, 2, 3."""
    had = [positions.get(uid or "") for uid in uids]
    known = [position for position in had if position is not None]
    if len(known) == len(uids) and sorted(set(known)) == known:
        return known
    return [float(place) for place in range(1, len(uids) + 1)]


def _here(workshop_id: str, tx: Session) -> Here:
    questions = select(Question.uid, Question.id).where(Question.workshop_id == workshop_id)
    places = select(Place.uid, Place.id).where(Place.workshop_id == workshop_id)
    ids = {("question", str(uid)): id for uid, id in tx.execute(questions)}
    return Here(workshop_id, ids | {("place", str(uid)): id for uid, id in tx.execute(places)})


def _keep(rows: Sequence[Change], tx: Session) -> None:
    tx.add_all(rows)
    tx.flush()


def _change(line: Line, here: Here) -> Change:
    kind = SEALED[line.what]
    key = _in(kind.key, line.key, here)
    return Change(
        workshop_id=here.workshop_id,
        revision=line.n,
        what=line.what,
        key=str(key),
        item=None if line.item is None else dict(_item(line.item, kind, key, here)),
        by=_by(line.by, here),
        operation=line.act,
        undoes=line.undoes,
        at=when(line.at),
        salt=line.salt and bytes.fromhex(line.salt),
        leaf=line.leaf and bytes.fromhex(line.leaf),
        erased=line.erased,
    )


def _item(item: Item, kind: Kind, key: Any, here: Here) -> Iterator[tuple[str, Any]]:
    if "id" in kind.away:
        yield "id", key
    if "order" in kind.away:
        yield "order", 0.0  # the notes' order says it
    for name, value in item.items():
        if name in kind.refs:
            yield name, _in(kind.refs[name], value, here)
        else:
            yield name, float(value) if name == "position" else value


def _in(stands_for: str, value: str, here: Here) -> Any:
    if stands_for == "cafe":
        return here.workshop_id
    if stands_for == "heading":
        return other_id(value, here.workshop_id)
    return here.ids.get((stands_for, value), value)


def _by(role: str, here: Here) -> str:
    kind, _colon, uid = role.partition(":")
    return f"table:{_in('place', uid, here)}" if kind == "table" else role
