"""The same days at a real server, which is really killed, and comes back with what it committed."""

import json
import threading
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from random import Random

from cafe.model import Database
from tests.simulation.cafe import SENT_BACK, Answer, base, organise, tell, unpacked
from tests.simulation.command import lived, report
from tests.support.server import Server, StartServer
from tests.support.world import KEY, a_workshop

DAYS = 3


class Real:
    """A café that runs as a process; each day begins in a fresh one."""

    def __init__(self, start: StartServer, folder: Path) -> None:
        """Cafés are started by `start`, in folders below `folder`."""
        self._start, self._folder = start, folder
        self._server: Server | None = None
        self._begun = self.kills = 0
        self._chance = Random(4)

    def begin(self) -> Answer:
        """A fresh café on an empty disk."""
        if self._server:
            self._server.stop()
        folder = self._folder / f"day-{self._begun}"
        folder.mkdir()
        self._begun += 1
        self._server = self._start(data_dir=folder, CAFE_SECRET_KEY=KEY)
        self._db = Database(f"sqlite:///{folder / 'cafe.db'}")
        a_workshop(self._db, counts=(1,), questions=("Hva skal til?",), stage="open")
        self._open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open
        with self._open(f"{self._server.url}/csrf") as answer:
            token = json.load(answer)["token"]
        return {"base": base(self._db, KEY), "table": tell(self._db)["table"], "token": token}

    def request(self, method: str, url: str, *, body: object, token: str, dies: bool) -> Answer:
        """Over HTTP; `dies`: SIGKILL at some moment of it, and a start."""
        assert self._server
        if not dies:
            return self._asked(method, url, body, token)
        moment = threading.Timer(self._chance.uniform(0, 0.03), self._server.kill)
        moment.start()
        self._asked(method, url, body, token)
        moment.join()
        self.kills += 1
        self._server.start()
        return {"dead": True}

    def _asked(self, method: str, url: str, body: object, token: str) -> Answer:
        assert self._server
        headers = {"X-CSRFToken": token, "Accept": "application/json"}
        data = json.dumps(body).encode() if body is not None else None
        if data:
            headers["Content-Type"] = "application/json"
        asked = urllib.request.Request(self._server.url + url, data, headers, method=method)
        try:
            with self._open(asked) as answer:
                return _told(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as refused:
            return _told(refused.code, refused.headers, refused.read())
        except OSError:
            return {"dead": True}

    def organise(self, what: str) -> Answer:
        """Beside the server, as its own commands do."""
        organise(self._db, what)
        return {"base": base(self._db, KEY)}

    def tell(self) -> Answer:
        """What is on its disk."""
        return tell(self._db)

    def end(self) -> None:
        """Close the database."""
        self._db.engine.dispose()


def _told(status: int, headers: object, body: bytes) -> Answer:
    found = {name: headers[name] for name in SENT_BACK if headers[name]}  # type: ignore[index]
    return {"status": status, "headers": found, "text": unpacked(body)}


def test_days_with_a_server_that_is_really_killed(server: StartServer, tmp_path: Path) -> None:
    cafe = Real(server, tmp_path)
    told = lived(cafe, 0, DAYS)
    cafe.end()
    assert told.days == DAYS
    assert not told.faults, report(told)
    assert cafe.kills > 0
