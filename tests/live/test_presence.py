"""How many look, in both ways to wait, after a plug was pulled, and in two servers at once."""

from collections import deque
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from sqlalchemy import text

from cafe.live.presence import GATHER_SECONDS, InRedis, Presence
from cafe.model import Database
from cafe.nouns import Item
from tests.live.listener import Listener, listening
from tests.live.test_processes import a_cafe, keys
from tests.support.server import Server, StartServer
from tests.support.world import KEY


class Hall:
    """Hears what is told; `work()` does what was put off."""

    def __init__(self) -> None:
        self.told: list[int] = []
        self.put_off: deque[tuple[float, Callable[[], None]]] = deque()
        self.presence = Presence(self.tell, lambda *what: self.put_off.append(what))

    def tell(self, _workshop: str, looking: Item) -> None:
        self.told.append(looking["looking"])

    def come(self, *sids: str, looks: bool = True) -> list[int]:
        return [self.presence.came(sid, "w", looks=looks)["looking"] for sid in sids]

    def work(self) -> float:
        seconds, work = self.put_off.popleft()
        work()
        return seconds


def test_many_who_join_are_told_of_once() -> None:
    hall = Hall()
    assert hall.come("a", "b", "c") == [1, 2, 3]
    assert hall.told == []
    assert hall.work() == GATHER_SECONDS
    assert (hall.told, len(hall.put_off)) == ([3], 0)


def test_nobody_is_told_what_has_not_changed() -> None:
    hall = Hall()
    hall.come("a")
    hall.work()
    hall.presence.left("a")
    assert hall.come("b") == [1]
    hall.work()
    assert hall.told == [1]


def test_who_came_before_another_had_left_hears_the_right_number() -> None:
    hall = Hall()
    hall.come("a")
    hall.work()
    assert hall.come("b") == [2]
    hall.presence.left("a")
    hall.work()
    assert hall.told == [1, 1]


def test_a_table_and_a_stranger_do_not_look() -> None:
    hall = Hall()
    hall.come("a")
    hall.work()
    assert hall.come("tablet", looks=False) == [1]
    for gone in ("tablet", "never let in", "a", "a"):
        hall.presence.left(gone)
    hall.work()
    assert (hall.told, len(hall.put_off)) == ([1, 0], 0)


def test_what_cannot_be_told_does_not_stop_the_next() -> None:
    hall = Hall()
    presence = Presence(_unreachable, lambda *what: hall.put_off.append(what))
    presence.came("a", "w", looks=True)
    hall.work()
    presence.came("b", "w", looks=True)
    assert len(hall.put_off) == 1


def _unreachable(_workshop: str, _looking: Item) -> None:
    raise ConnectionError("queue is down")


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


def test_a_worker_counts_once_however_often_it_says_so(redis_url: str) -> None:
    one, other = InRedis(redis_url), InRedis(redis_url)
    assert [one.add_up("w", 2), one.add_up("w", 3), other.add_up("w", 4)] == [2, 3, 7]
    assert one.add_up("w", 0) == 4
    assert one.add_up("elsewhere", 1) == 1
