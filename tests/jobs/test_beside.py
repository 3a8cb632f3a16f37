"""A host goes on writing and a wall reading while one organiser brings in, prints and deletes."""

import gzip
import json
import threading
import urllib.request
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

from cafe.model import Database
from cafe.people.links import token_of
from cafe.people.queries import links_of
from tests.bench.beside import logged_in
from tests.bench.parts.host import Host
from tests.jobs.test_erase import long_archive
from tests.support.server import Server, StartServer
from tests.support.waiting import wait_for
from tests.support.world import KEY, a_workshop

AT_LEAST = 5
Browser = urllib.request.OpenerDirector


class Hall:
    """A table and a wall in a running server."""

    def __init__(self, server: Server) -> None:
        db = Database(f"sqlite:///{server.data_dir / 'cafe.db'}")
        workshop = a_workshop(db, counts=(1,), questions=("Hva?",), stage="open")
        with db.reading() as session:
            wall, table = (token_of(KEY, link.nonce) for link in links_of(session, workshop.id))
        db.engine.dispose()
        self._host = Host(server.port, table)
        self._wall = f"{server.url}/v/{wall}/snapshot"

    def close(self) -> None:
        """Put the tablet away."""
        self._host.close()

    def beside(self, work: Callable[[], object]) -> int:
        """How many notes were kept, and seen at the wall, before `work` was done."""
        done, seen = threading.Event(), 0
        with ThreadPoolExecutor(1) as pool:
            going = pool.submit(work)
            going.add_done_callback(lambda _work: done.set())
            while not done.is_set():
                uid = str(uuid.uuid4())
                self._host.write(uid, "mens det står på")
                with urllib.request.urlopen(self._wall) as answer:
                    seen += uid.encode() in gzip.decompress(answer.read())
            going.result()
        return seen


def token(browser: Browser, server: Server) -> str:
    with browser.open(f"{server.url}/csrf") as answer:
        return str(json.loads(answer.read())["token"])


def upload(browser: Browser, server: Server, path: str, field: str, contents: bytes) -> str:
    """Send a file as a form does; where it led."""
    head = f'--edge\r\nContent-Disposition: form-data; name="{field}"; filename="a.bin"\r\n\r\n'
    typed = {"Content-Type": "multipart/form-data; boundary=edge"}
    body = head.encode() + contents + b"\r\n--edge--\r\n"
    asked = urllib.request.Request(f"{server.url}{path}", body, typed)
    asked.add_header("X-CSRFToken", token(browser, server))
    with browser.open(asked) as answer:
        return str(answer.geturl())


def test_others_go_on_beside_what_is_heavy(server: StartServer) -> None:
    cafe = server(CAFE_SECRET_KEY=KEY)
    browser, hall = logged_in(cafe), Hall(cafe)
    archive = long_archive(1500)
    led: list[str] = []

    def bring() -> None:
        led.append(upload(browser, cafe, "/workshops/import", "file", json.dumps(archive).encode()))

    assert hall.beside(bring) >= AT_LEAST
    followed = led[0].rpartition("/jobs/")[2] if "/jobs/" in led[0] else ""
    here = whole(browser, cafe, followed) if followed else f"/w/{led[0].split('/')[4]}"

    def ask(_number: int) -> int:
        with browser.open(f"{cafe.url}{here}/report.md") as answer:
            return int(answer.status)

    def print_it() -> None:
        with ThreadPoolExecutor(8) as pool:
            assert set(pool.map(ask, range(8))) <= {200, 202}

    assert hall.beside(print_it) >= AT_LEAST
    form = {"csrf_token": token(browser, cafe), "title": archive["workshop"]["title"]}

    def delete() -> None:
        browser.open(f"{cafe.url}{here}/delete", urlencode(form).encode()).close()

    assert hall.beside(delete) >= AT_LEAST
    hall.close()


def whole(browser: Browser, server: Server, job: str) -> str:
    """Where the café is that was still coming in."""

    def ready() -> str:
        asked = urllib.request.Request(f"{server.url}/jobs/{job}")
        asked.add_header("Accept", "application/json")
        with browser.open(asked) as answer:
            told = json.loads(answer.read())
        assert told["state"] in ("waiting", "making", "ready"), told
        return str(told["then"]) if told["state"] == "ready" else ""

    return wait_for(ready, what="the café to be whole", seconds=120)
