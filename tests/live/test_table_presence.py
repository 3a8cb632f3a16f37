"""At which tables a page is open, in one process and by Redis in several."""

from collections.abc import Mapping

from cafe.live.table_presence import BEAT_SECONDS, FADES_SECONDS, InRedis, TablesHere


class Clock:
    """Seconds that pass when somebody says so."""

    def __init__(self) -> None:
        self.at = 1000.0

    def __call__(self) -> float:
        return self.at


class Shared:
    """What workers write down for each other."""

    def __init__(self) -> None:
        self.seen: dict[int, float] = {}

    def tell(self, _workshop: str, seen: Mapping[int, float]) -> Mapping[int, float]:
        for table, at in seen.items():
            self.seen[table] = max(at, self.seen.get(table, 0))
        return self.seen


def test_a_table_is_there_while_one_of_its_pages_is() -> None:
    clock = Clock()
    here = TablesHere(clock)
    clock.at += 40
    assert here.away("w")(7) == 40, "nobody can have heard of it for longer"
    here.came("a", "w", 7)
    here.came("b", "w", 7)
    here.left("a")
    here.left("stranger")
    clock.at += 60
    assert here.away("w")(7) == 0
    here.left("b")
    clock.at += 60
    assert (here.away("w")(7), here.away("other")(7)) == (60, 160)
    here.came("c", "w", 7)
    assert here.away("w")(7) == 0


def test_workers_tell_each_other() -> None:
    clock, shared = Clock(), Shared()
    put_off = []
    one, other = TablesHere(clock), TablesHere(clock)
    for worker in (one, other):
        worker.share(lambda seconds, work: put_off.append((seconds, work)), shared)
    one.came("a", "w", 7)
    assert [seconds for seconds, _work in put_off] == [BEAT_SECONDS]
    put_off.pop()[1]()
    clock.at += FADES_SECONDS - 1
    assert other.away("w")(7) == 0
    clock.at += 2
    assert other.away("w")(7) == FADES_SECONDS + 1, "its worker was killed"
    put_off.pop()[1]()
    assert other.away("w")(7) == 0
    one.left("a")
    put_off.pop()[1]()
    assert not put_off, "where nobody is, nobody beats"


def test_redis_keeps_the_newest(redis_url: str) -> None:
    import time

    one, other, now = InRedis(redis_url), InRedis(redis_url), time.time()
    one.tell("w", {7: now})
    assert other.tell("w", {8: now - 1, 9: now - 900}) == {7: now, 8: now - 1}
    assert one.tell("elsewhere", {}) == {}
