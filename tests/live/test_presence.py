"""Who is there, in both ways to wait, after a plug was pulled, and in two servers at once."""

from collections import Counter, deque
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from cafe.core.limits import LOST_SECONDS
from cafe.live.presence import (
    BEAT_SECONDS,
    FADES_SECONDS,
    GATHER_SECONDS,
    KEPT_SECONDS,
    LATELY_SECONDS,
    WALL,
    Board,
    InRedis,
    Presence,
    Seen,
)
from cafe.model import Database
from cafe.nouns import Item
from tests.live.listener import Listener, listening
from tests.live.test_processes import a_cafe, keys
from tests.support.server import Server, StartServer
from tests.support.world import KEY


class Clock:
    """Seconds that pass when somebody says so."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Hall:
    """Hears what is told; `work()` does what was put off."""

    def __init__(self, board: Board | None = None, clock: Clock | None = None) -> None:
        self.told: list[Item] = []
        self.put_off: deque[tuple[float, Callable[[], None]]] = deque()
        self.clock = clock or Clock()
        self.presence = Presence(self.clock)
        later = lambda *what: self.put_off.append(what)  # noqa: E731
        self.presence.share(self.tell, later, board)

    def tell(self, _workshop: str, said: Item) -> None:
        self.told.append(said)

    def come(self, *sids: str, place: int | None = WALL) -> list[int]:
        return [self.presence.came(sid, "w", place)["looking"] for sid in sids]

    def work(self) -> float:
        seconds, work = self.put_off.popleft()
        work()
        return seconds

    def looking(self) -> list[int]:
        return [said["looking"] for said in self.told if "looking" in said]


def test_a_thousand_who_join_are_told_of_once() -> None:
    hall = Hall()
    for table in range(1, 61):
        hall.presence.came(f"tablet {table}", "w", table)
    assert hall.come(*map(str, range(1000)))[-1] == 1000
    assert hall.told == []
    assert hall.work() == GATHER_SECONDS
    [said] = hall.told
    assert (said["looking"], said["writing"], len(said["tables"]["here"])) == (1000, 60, 60)
    assert not hall.put_off, "and the organiser's page draws itself anew once"


def test_nobody_is_told_what_has_not_changed() -> None:
    hall = Hall()
    hall.come("a")
    hall.work()
    hall.presence.left("a")
    assert hall.come("b") == [1]
    hall.work()
    assert hall.looking() == [1]


def test_who_came_before_another_had_left_hears_the_right_number() -> None:
    hall = Hall()
    hall.come("a")
    hall.work()
    assert hall.come("b") == [2]
    hall.presence.left("a")
    hall.work()
    assert hall.looking() == [1, 1]


def test_an_organiser_and_a_stranger_are_not_counted() -> None:
    hall = Hall()
    hall.come("a")
    hall.work()
    assert hall.come("board", place=None) == [1]
    for gone in ("board", "never let in", "a", "a"):
        hall.presence.left(gone)
    hall.work()
    assert (hall.looking(), len(hall.put_off)) == ([1, 0], 0)


def test_what_cannot_be_told_does_not_stop_the_next() -> None:
    hall = Hall()
    hall.presence.share(_unreachable, lambda *what: hall.put_off.append(what))
    hall.come("a")
    hall.work()
    hall.come("b")
    assert len(hall.put_off) == 1


def _unreachable(_workshop: str, _said: Item) -> None:
    raise ConnectionError("queue is down")


def test_a_table_is_told_of_when_its_last_page_goes_and_when_it_stays_away() -> None:
    hall = Hall()
    hall.come("board", place=None)
    hall.clock.at += 40
    assert hall.presence.away("w")(7) == 40, "nobody can have heard of it for longer"
    hall.come("a", "b", place=7)
    hall.work()
    assert hall.told[-1]["tables"] == {"here": [7], "gone": []}
    hall.presence.left("a")
    hall.work()
    hall.clock.at += 60
    assert hall.presence.away("w")(7) == 0
    hall.presence.left("b")
    hall.work()
    assert hall.told[-1] == {"writing": 0, "tables": {"here": [], "gone": []}}
    hall.clock.at += hall.put_off[0][0]
    assert hall.work() == LOST_SECONDS
    assert hall.told[-1] == {"tables": {"here": [], "gone": [7]}}
    assert not hall.put_off
    assert (hall.presence.away("w")(7), hall.presence.away("other")(7)) == (30, 130)
    hall.come("c", place=7)
    assert hall.presence.away("w")(7) == 0


def test_so_many_fell_silent_at_least() -> None:
    hall = Hall()
    hall.come("screen", *map(str, range(20)))
    hall.work()
    hall.clock.at += 60
    for phone in range(12):
        hall.presence.left(str(phone), silently=phone < 9)  # the rest closed their pages
    hall.work()
    assert (hall.told[-1]["looking"], hall.told[-1]["silent"]) == (9, 9)
    hall.clock.at += GATHER_SECONDS
    hall.come("back", "again")
    while hall.told[-1].get("silent") != 7:
        hall.work()
    hall.clock.at += LATELY_SECONDS + GATHER_SECONDS
    while hall.told[-1].get("silent") != 0:
        hall.work()


class Shared:
    """What workers write down for each other; each `of` it is one's own."""

    def __init__(self) -> None:
        self.rows: dict[str, Seen] = {}

    def of(self, worker: str) -> "SharedBoard":
        return SharedBoard(self, worker)


class SharedBoard:
    def __init__(self, shared: Shared, worker: str) -> None:
        self.shared, self.worker = shared, worker

    def tell(self, _workshop: str, mine: Seen) -> list[Seen]:
        self.shared.rows[self.worker] = mine
        return [row for worker, row in self.shared.rows.items() if worker != self.worker]


def test_workers_tell_each_other() -> None:
    clock, shared = Clock(), Shared()
    one, other = (Hall(shared.of(name), clock) for name in ("one", "other"))
    one.presence.came("a", "w", 7)
    one.presence.came("b", "w", WALL)
    one.work()
    assert [seconds for seconds, _work in one.put_off] == [BEAT_SECONDS]
    clock.at += FADES_SECONDS - 1
    assert other.presence.away("w")(7) == 0
    assert other.come("c") == [2]
    clock.at += 2
    assert other.presence.away("w")(7) == FADES_SECONDS + 1, "its worker was killed"
    one.work()
    assert other.presence.away("w")(7) == 0
    one.presence.left("a", silently=True)
    one.presence.left("b")
    one.work()
    other.work()
    assert other.told[-1]["silent"] == 1
    assert other.told[-1]["tables"] == {"here": [], "gone": []}


def test_redis_keeps_a_row_for_each_worker(redis_url: str) -> None:
    one, other = InRedis(redis_url), InRedis(redis_url)
    mine = Seen(1000.0, Counter({WALL: 2, 7: 1}), {8: 900.5}, {500: (3, 1)})
    assert one.tell("w", mine) == []
    assert other.tell("w", Seen(1001.0)) == [mine]
    assert one.tell("w", mine) == [Seen(1001.0)]
    assert other.tell("elsewhere", Seen(1.0)) == []
    assert other.tell("w", Seen(1001.0 + KEPT_SECONDS)) == []


def hears(screen: Listener, looking: int) -> None:
    """Wait until this screen is told that so many look."""
    while screen.event("presence").get("looking") != looking:
        pass


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_screens_come_and_go(server: StartServer, tmp_path: Path, mode: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    url = f"sqlite:///{folder / 'cafe.db'}"
    a_cafe(url)
    wall, table = keys(url)
    cafe = server(mode=mode, data_dir=folder, CAFE_SECRET_KEY=KEY)
    before = rows(url)
    with listening(cafe.url, "v", wall) as screen, listening(cafe.url, "t", table) as tablet:
        with listening(cafe.url, "v", wall), listening(cafe.url, "v", wall):
            hears(screen, 3)
            hears(tablet, 3)
        hears(screen, 1)
        hears(tablet, 1)
    assert rows(url) == before
    assert_right_after_a_kill(cafe, wall, table)


def rows(url: str) -> list[int]:
    """How much the database holds, table by table."""
    db = Database(url)
    with db.engine.connect() as line:
        names = line.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'")).all()
        counts = [line.scalar(text(f'SELECT count(*) FROM "{name}"')) for name in sorted(names)]
    db.engine.dispose()
    return [int(count or 0) for count in counts]


def assert_right_after_a_kill(cafe: Server, wall: str, table: str) -> None:
    with listening(cafe.url, "v", wall) as screen:
        hears(screen, 1)
        cafe.kill()
    cafe.start()
    with listening(cafe.url, "t", table) as tablet:
        assert tablet.event("presence") == {"looking": 0, "writing": 1}
        with listening(cafe.url, "v", wall):
            hears(tablet, 1)


def test_two_servers_add_up(server: StartServer, postgres_url: str, redis_url: str) -> None:
    a_cafe(postgres_url)
    wall, table = keys(postgres_url)
    shared = {
        "CAFE_SECRET_KEY": KEY,
        "CAFE_DATABASE_URL": postgres_url,
        "CAFE_REDIS_URL": redis_url,
    }
    one = server(**shared)
    other = server(data_dir=one.data_dir, **shared)
    with listening(one.url, "t", table) as tablet, ExitStack() as hall:
        for where in (one, one, other):
            hall.enter_context(listening(where.url, "v", wall))
        hears(tablet, 3)
