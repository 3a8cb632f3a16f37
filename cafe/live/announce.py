"""Sends committed changes to the screens: the first at once, what gathers meanwhile together.

Sending costs per listener and message, not per change; a short gathering time makes a busy
café cheaper than a quiet one is slow (docs/measured.md).
"""

import logging
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from functools import partial

from sqlalchemy.exc import SQLAlchemyError

from cafe.live.audience import PRESSED, Audience, events_for, hears_presses
from cafe.live.snapshot import mark_of
from cafe.model import Change
from cafe.model.events import of_change
from cafe.nouns import Item

log = logging.getLogger("cafe")

EVENT = "news"  # what screens listen for
GATHER_SECONDS = 0.04
AGAIN_SECONDS = 1.0  # when the database could not say who listens

Emit = Callable[[list[str], Item], None]
Rooms = Callable[[str], list[tuple[list[str], Audience]]]
Later = Callable[[float, Callable[[], None]], object]
Told = Callable[[str, int], int]


class Announcer:
    """Gathers each workshop's events, and sends to each Socket.IO room what it may hear."""

    def __init__(self, emit: Emit, rooms: Rooms, later: Later, told: Told) -> None:
        """How to send, who listens, how to do something later, and what was told last.

        `emit(rooms, message)` sends, `rooms(workshop_id)` names the listeners' rooms now,
        `later(seconds, work)` starts `work()` in a task of its own after so long.
        `told(workshop_id, revision)` is the last number before `revision` that everybody was told.
        """
        self._emit, self._rooms, self._later, self._told = emit, rooms, later, told
        self._waiting: dict[str, list[Item]] = defaultdict(list)
        self._gathering: set[str] = set()
        self._lock = threading.Lock()

    def announce(self, changes: list[Change]) -> None:
        """Called after a commit with what it changed, in order. Never raises: it is kept already.

        Sending begins in a task of its own, so that who wrote is answered before 300 walls are.
        """
        for workshop_id in dict.fromkeys(change.workshop_id for change in changes):
            mine = [
                {**of_change(change), "mark": mark_of(change.at, change.operation)}
                for change in changes
                if change.workshop_id == workshop_id
            ]
            if self._first(workshop_id, mine):
                self._later(0, partial(self._send, workshop_id))

    def _first(self, workshop_id: str, items: list[Item]) -> bool:
        with self._lock:
            self._waiting[workshop_id] += items
            first = workshop_id not in self._gathering
            self._gathering.add(workshop_id)
        return first

    def _gathered(self, workshop_id: str) -> list[Item]:
        with self._lock:
            items = self._waiting.pop(workshop_id, [])
            if not items:
                self._gathering.discard(workshop_id)
        return items

    def _send(self, workshop_id: str) -> None:
        items, begun = self._gathered(workshop_id), time.monotonic()
        if not items:
            return
        try:
            listening = self._rooms(workshop_id)
            found = [(run, self._told(workshop_id, run[0]["revision"])) for run in runs(items)]
        except SQLAlchemyError:
            # Nothing may follow that would tell screens of the gap: these events wait themselves.
            log.warning("events of %s wait for the database", workshop_id)
            with self._lock:
                self._waiting[workshop_id][:0] = items
            self._later(AGAIN_SECONDS, partial(self._send, workshop_id))
            return
        try:
            marked = [(run, told, [one.pop("mark") for one in run][-1]) for run, told in found]
            for rooms, audience in listening:
                for run, told, mark in marked:
                    if said := message(run, audience, told, mark):
                        self._emit(rooms, said)
        except Exception:
            # Screens notice the missing number and fetch it; the next events must still be sent.
            log.exception("events of %s could not be sent", workshop_id)
        # Two thousand walls take longer to send to than to gather for: then it goes on at once.
        rest = max(0.0, GATHER_SECONDS - (time.monotonic() - begun))
        self._later(rest, partial(self._send, workshop_id))


def runs(items: list[Item]) -> list[list[Item]]:
    """`items` by their numbers, in unbroken runs.

    Another process may hold the number between two of ours: a message that spanned it would make
    every screen believe that it had heard it.
    """
    found: list[list[Item]] = []
    for item in sorted(items, key=lambda item: int(item["revision"])):
        if found and item["revision"] == found[-1][-1]["revision"] + 1:
            found[-1].append(item)
        else:
            found.append([item])
    return found


def message(items: list[Item], audience: Audience, told: int, mark: str) -> Item | None:
    """One message: the numbers it spans, the `mark` of its last change (live/snapshot.py), and the
    changes `audience` may hear of.

    None when they are presses of the remote alone, which are not for it; then the message after
    spans them: it begins at `told`.
    """
    hears = hears_presses(audience)
    if not hears and all(item["what"] == PRESSED for item in items):
        return None
    return {
        "since": items[0]["revision"] - 1 if hears else told,
        "revision": items[-1]["revision"],
        "mark": mark,
        "changes": events_for(audience, items),
    }
