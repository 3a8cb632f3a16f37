"""Who is let in, who is let go, and who never is."""

from functools import partial

from cafe.server.connections import (
    MOST_OF_ONE,
    Connection,
    Connections,
    Limits,
    limits_for,
)


class Door:
    """Lets in, and notes who was hung up."""

    def __init__(self, limits: Limits) -> None:
        self.held, self.gone = Connections(limits), list[str]()

    def come(self, name: str, place: str = "hall") -> Connection | None:
        return self.held.came(place, partial(self.gone.append, name))


def test_the_one_that_has_waited_longest_goes_first() -> None:
    door = Door(Limits(most=10, of_one=3, waiting=3))
    first = door.come("first")
    door.come("second")
    door.come("third")
    assert first
    first.works()
    first.waits(60)
    assert door.come("fourth")
    assert door.gone == ["second"]


def test_whoever_works_is_never_hung_up() -> None:
    door = Door(Limits(most=10, of_one=2, waiting=2))
    first, second = door.come("a"), door.come("b")
    assert first
    assert second
    first.works()
    second.works()
    assert door.come("c") is None
    second.ends()
    assert door.come("c")
    assert door.gone == []


def test_one_address_cannot_take_everybody_s_room() -> None:
    door = Door(limits_for(256, most=10_000))
    for number in range(1000):
        if made := door.come(str(number), "stranger"):
            made.works()
    assert door.come("somebody else")


def test_many_addresses_together_take_from_who_holds_most() -> None:
    door = Door(Limits(most=4, of_one=3, waiting=3))
    for name, place in (("a", "x"), ("b", "x"), ("c", "x"), ("d", "hall")):
        door.come(name, place)
    assert door.come("e", "y")
    assert door.gone == ["a"]


def test_a_hall_is_never_refused() -> None:
    door = Door(limits_for(20_000, most=10_000))
    for phone in range(315):
        browser = [door.come(f"{phone}-{number}") for number in range(6)]
        assert browser[0]
        browser[0].works()  # the live connection; five more are held in reserve
    again = [door.come(f"again {phone}") for phone in range(315)]
    assert all(again)
    assert not any(name.endswith("-0") for name in door.gone)


def test_who_waits_too_long_is_hung_up_once_and_forgotten() -> None:
    door = Door(Limits(most=10, of_one=10, waiting=10))
    slow, quick = door.come("slow"), door.come("quick")
    assert slow
    assert quick
    slow.waits(-1)
    door.held.sweep()
    door.held.sweep()
    slow.waits(60)
    slow.works()
    slow.ends()
    assert door.gone == ["slow"]
    assert door.held.count == {"hall": 1}
    quick.ends()
    assert door.held.count == {}
    assert dict(door.held.waiting) == {}


def test_the_limits_follow_the_files() -> None:
    for files in (64, 256, 1024, 4096, 20_000, 1_000_000):
        limits = limits_for(files, most=10_000)
        assert limits.most <= 10_000
        assert limits.most <= max(8, files - 64)
        assert limits.waiting < limits.of_one < limits.most
    assert limits_for(20_000, most=10_000).of_one == MOST_OF_ONE
    proxied = limits_for(20_000, most=10_000, one_place=True)
    assert proxied.of_one == proxied.most
