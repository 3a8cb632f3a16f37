"""A hall of phones and tablets has one address: nobody is refused for what another one does."""

import asyncio
import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode

from cafe.model import Database
from cafe.people.links import code_of
from tests.bench.parts.hall import PHONES, TABLETS, everybody, leave
from tests.live.test_processes import a_cafe, keys
from tests.support.server import Server, StartServer
from tests.support.world import KEY

WRONG_CODES = 20  # that one device may type in five minutes, see web/limits/rates.py


class Device:
    """A browser at the front door."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.headers = {"Accept-Language": "en"}
        _status, page = self.ask("GET", "/")
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        assert found, page
        self.token = found[1]

    def ask(self, method: str, address: str, body: str = "") -> tuple[int, str]:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)) as line:
            line.request(method, address, body, self.headers)
            answer = line.getresponse()
            said = answer.read().decode()
        if cookie := answer.getheader("Set-Cookie"):
            self.headers["Cookie"] = cookie.partition(";")[0]
        self.headers["Content-Type"] = "application/x-www-form-urlencoded"
        return answer.status, said

    def code(self, code: str) -> tuple[int, str]:
        return self.ask("POST", "/code", urlencode({"csrf_token": self.token, "code": code}))


def a_server(server: StartServer, folder: Path, **settings: str) -> tuple[Server, str]:
    folder.mkdir()
    url = f"sqlite:///{folder / 'cafe.db'}"
    a_cafe(url)
    cafe = server(data_dir=folder, CAFE_SECRET_KEY=KEY, **settings)
    cafe.user()  # without an account the front door leads to the first one's form
    return cafe, url


def test_a_hall_joins_and_nobody_is_refused(server: StartServer, tmp_path: Path) -> None:
    cafe, url = a_server(server, tmp_path / "data")
    wall, table = keys(url)

    async def joined() -> list[list[int]]:
        there = await everybody(cafe.port, wall, [table])
        open_lines = [not line.closed for _took, _statuses, line in there]
        await leave(there)
        assert all(open_lines), "a live line was hung up on"
        return [statuses for _took, statuses, _line in there]

    # In a thread: the browser of other tests keeps this one's event loop running.
    with ThreadPoolExecutor(1) as thread:
        statuses = thread.submit(asyncio.run, joined()).result()
    assert statuses == [[200, 200]] * (PHONES + TABLETS)


def test_who_hammers_codes_is_refused_and_the_neighbour_is_not(
    server: StartServer, tmp_path: Path
) -> None:
    cafe, url = a_server(server, tmp_path / "data")
    right = a_code(url)
    abuser, neighbour = Device(cafe.port), Device(cafe.port)
    answers = [abuser.code(f"AAAA{number:02}") for number in range(WRONG_CODES + 2)]
    assert [status for status, _page in answers] == [404] * WRONG_CODES + [429] * 2
    assert "Too many tries. Wait a few minutes" in answers[-1][1]
    assert abuser.code(right)[0] == 429
    assert neighbour.code("AAAAAA")[0] == 404
    assert neighbour.code(right)[0] == 302


def a_code(url: str) -> str:
    from cafe.model import Link

    db = Database(url)
    with db.reading() as session:
        nonce = session.query(Link).where(Link.table_id.is_(None)).one().nonce
    db.engine.dispose()
    return code_of(KEY, nonce)
