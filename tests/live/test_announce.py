"""News leaves after the commit, once, in unbroken runs; nothing stops the next."""

from collections import deque
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy.exc import TimeoutError as PoolEmpty

from cafe.live.announce import AGAIN_SECONDS, GATHER_SECONDS, Announcer, runs
from cafe.live.audience import ORGANISER, WALL
from cafe.model import Change, Database, Workshop, record
from cafe.nouns import Item
from tests.support.world import a_workshop


def change(revision: int, workshop: str = "w", key: str = "1", **item: object) -> Change:
    body = {"id": key, "struck": False, **item}
    return Change(
        workshop_id=workshop, revision=revision, what="note", key=key, item=body,
        by="table:1", operation="a", undoes=None, at=datetime.now(UTC),
    )  # fmt: skip


class Hall:
    """Hears everything; `work()` does what was put off, in order."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, Item]] = []
        self.put_off: deque[tuple[float, Callable[[], None]]] = deque()
        self.down = self.busy = False
        self.presses: set[int] = set()
        self.announcer = Announcer(self.send, self.rooms, self.later, self.told)

    def told(self, _workshop: str, revision: int) -> int:
        return max(set(range(revision)) - self.presses)

    def send(self, rooms: list[str], message: Item) -> None:
        if self.down:
            raise ConnectionError("queue is down")
        self.heard += [(room, message) for room in rooms]

    def rooms(self, _workshop: str) -> Any:
        if self.busy:
            raise PoolEmpty
        return [(["desk:w"], ORGANISER), (["link:1"], WALL)]

    def later(self, seconds: float, work: Callable[[], None]) -> None:
        self.put_off.append((seconds, work))

    def work(self) -> float:
        seconds, work = self.put_off.popleft()
        work()
        return seconds

    def spans(self, room: str = "link:1") -> list[tuple[int, int]]:
        return [(m["since"], m["revision"]) for where, m in self.heard if where == room]


def test_first_news_goes_at_once_and_what_gathers_goes_together() -> None:
    hall = Hall()
    hall.announcer.announce([change(1)])
    assert hall.work() == 0
    for revision in (2, 3, 4):
        hall.announcer.announce([change(revision)])
    assert hall.spans() == [(0, 1)]
    assert 0 < hall.work() <= GATHER_SECONDS  # from when it began to tell
    assert hall.spans() == [(0, 1), (1, 4)]
    told = [message for where, message in hall.heard if where == "link:1"]
    assert len({one["mark"] for one in told}) == 2
    assert not [one for message in told for one in message["changes"] if "mark" in one]
    hall.work()
    assert not hall.put_off
    hall.announcer.announce([change(5)])
    assert hall.work() == 0
    assert hall.spans()[-1] == (4, 5)


def test_who_wrote_is_answered_before_anybody_is_told() -> None:
    hall = Hall()
    hall.announcer.announce([change(1)])
    assert hall.heard == []


def test_a_number_held_by_another_process_is_not_spanned() -> None:
    hall = Hall()
    hall.announcer.announce([change(5), change(7), change(6), change(9)])
    hall.work()
    assert hall.spans() == [(4, 7), (8, 9)]


def test_a_press_of_the_remote_is_told_to_no_phone_and_leaves_no_gap_behind() -> None:
    hall = Hall()
    hall.presses = {2, 3, 5}
    for revision in range(1, 7):
        one = change(revision)
        one.what = "screen" if revision in hall.presses else "note"
        hall.announcer.announce([one])
        while hall.put_off:
            hall.work()
    assert hall.spans() == [(0, 1), (1, 4), (4, 6)]
    assert hall.spans("desk:w") == [(n - 1, n) for n in range(1, 7)], "it hears each, or misses it"


def test_runs_of_nothing() -> None:
    assert runs([]) == []


def test_workshops_do_not_hear_each_other() -> None:
    hall = Hall()
    hall.announcer.announce([change(1, "w"), change(8, "other")])
    hall.work()
    hall.work()
    assert hall.spans() == [(0, 1), (7, 8)]


def test_a_queue_that_is_down_breaks_neither_the_write_nor_the_next_news(
    caplog: pytest.LogCaptureFixture,
) -> None:
    hall = Hall()
    hall.down = True
    hall.announcer.announce([change(1)])
    hall.work()
    assert "could not be sent" in caplog.text
    hall.down = False
    hall.announcer.announce([change(2)])
    hall.work()
    assert hall.spans() == [(1, 2)]


def test_a_database_that_cannot_say_who_listens_is_asked_again() -> None:
    hall = Hall()
    hall.busy = True
    hall.announcer.announce([change(1)])
    hall.work()
    hall.announcer.announce([change(2)])
    assert hall.work() == AGAIN_SECONDS
    hall.busy = False
    hall.work()
    assert hall.spans() == [(0, 2)]


def test_only_the_last_wording_within_one_message_is_told() -> None:
    hall = Hall()
    hall.announcer.announce([change(1, text="secret"), change(2, text="", struck=True)])
    hall.work()
    assert hall.spans("desk:w") == [(0, 2)]
    assert [c["revision"] for c in hall.heard[0][1]["changes"]] == [2]


def test_nothing_is_told_of_what_was_rolled_back(db: Database) -> None:
    workshop = a_workshop(db)
    told: list[Change] = []
    db.listeners.append(told.extend)

    def fail() -> None:
        with db.writing() as tx:
            held = tx.get_one(Workshop, workshop.id)
            record(tx, held, what="workshop", key=held.id, item={}, by="person:1", operation="x")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert told == []
    with db.reading() as session:
        assert session.get_one(Workshop, workshop.id).revision == workshop.revision


def test_news_is_told_when_others_can_read_it(db: Database) -> None:
    workshop = a_workshop(db)
    seen: list[tuple[int, int]] = []

    def tell(changes: list[Change]) -> None:
        with db.reading() as session:
            kept = session.get_one(Workshop, workshop.id).revision
            seen.append((changes[-1].revision, kept))

    db.listeners.append(tell)
    with db.writing() as tx:
        held = tx.get_one(Workshop, workshop.id)
        record(tx, held, what="workshop", key=held.id, item={}, by="person:1", operation="x")
    assert len(seen) == 1
    assert seen[0][0] == seen[0][1]
