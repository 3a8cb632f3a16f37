"""Hosts type while the server is killed, again and again: nothing lost, nothing there twice.

    python -m tests.bench.kills [kills] [mode]

Five hosts write, mend and strike notes as their outboxes do: one thing at a time, sent again with
the same ids until it is answered. SIGKILL comes at random moments of that, some of it while the
server starts.
"""

import http.client
import sys
import threading
import uuid
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from random import Random

from sqlalchemy import select, text

from cafe.model import Change, Database, Note
from tests.bench.parts.cafe import Cafe, running
from tests.bench.parts.host import Host

KILLS, HOSTS, SETTLED = 20, 5, (200, 202)
PAUSE = threading.Event()  # never set: to wait a while


class Typist:
    """One host with an outbox; `wanted` is what stood on the screen, in the order it was typed."""

    def __init__(self, port: int, token: str, seed: int) -> None:
        """Nothing typed yet."""
        self._port, self._token, self._chance = port, token, Random(seed)
        self._host: Host | None = None
        self.wanted: dict[str, tuple[str, bool]] = {}
        self.sent = Counter[str]()
        self.operations: list[str] = []

    def type(self, over: threading.Event) -> None:
        """Until it is `over`, and the last is answered."""
        while not over.is_set():
            self._one()
            PAUSE.wait(self._chance.uniform(0, 0.03))

    def _one(self) -> None:
        deed = self._chance.choices(("write", "mend", "strike"), (8, 2, 1))[0]
        if deed == "write" or not self.wanted:
            uid, words = str(uuid.uuid4()), f"lapp {len(self.wanted)} fra {self._token[:4]}"
            self._until_kept("POST", "/notes", {"id": uid, "kind": "statement", "text": words})
            self.wanted[uid] = (words, False)
            return
        uid = self._chance.choice(list(self.wanted))
        words, struck = self.wanted[uid]
        if deed == "strike":
            self._until_kept("PUT", f"/notes/{uid}/struck", {"struck": not struck, "was": words})
            self.wanted[uid] = (words, not struck)
        elif not struck:
            new = {"kind": "statement", "was": words, "text": f"{words} +"}
            self._until_kept("PUT", f"/notes/{uid}", new)
            self.wanted[uid] = (f"{words} +", False)

    def _until_kept(self, method: str, path: str, body: Mapping[str, object]) -> None:
        operation = str(uuid.uuid4())
        self.operations.append(operation)
        while True:
            self.sent["all"] += 1
            status = self._attempt(method, path, {**body, "act": operation})
            if status in SETTLED:
                return
            assert status in (0, 429, 503), (status, method, path, body)
            self.sent["again"] += 1
            PAUSE.wait(0.05)

    def _attempt(self, method: str, path: str, body: dict[str, object]) -> int:
        try:
            self._host = self._host or Host(self._port, self._token)
            return self._host.attempt(method, path, body)
        except (OSError, http.client.HTTPException, ValueError):  # dead, or died while it spoke
            self._host = None
            return 0


def kill_often(cafe: Cafe, kills: int, chance: Random) -> None:
    """SIGKILL at any moment of the writing; every fourth time it dies at its start as well."""
    for number in range(kills):
        PAUSE.wait(chance.uniform(0.3, 2.0))
        cafe.server.kill()
        if number % 4 == 3:
            starting = threading.Timer(chance.uniform(0.1, 2.0), cafe.server.kill)
            starting.start()
            with suppress(AssertionError):
                cafe.server.start()
            starting.join()
            cafe.server.kill()
        cafe.server.start()


def faults(cafe: Cafe, typists: list[Typist]) -> list[str]:
    """What was lost, is there twice, reads otherwise, or lies in another order."""
    found = []
    db = Database(f"sqlite:///{cafe.server.data_dir / 'cafe.db'}")
    with db.reading() as session:
        wanted = {uid: state for one in typists for uid, state in one.wanted.items()}
        notes = session.scalars(select(Note)).all()
        there = {note.uid: (note.text, note.struck) for note in notes}
        found += [f"lost: {uid}" for uid in wanted.keys() - there.keys()]
        found += [f"nobody's: {uid}" for uid in there.keys() - wanted.keys()]
        found += [f"otherwise: {uid}" for uid, state in wanted.items() if there.get(uid) != state]
        words = Counter(note.text.rstrip(" +") for note in notes)
        found += [f"twice: {one}" for one, count in words.items() if count > 1]
        done = Counter(session.scalars(select(Change.operation).where(Change.what == "note")))
        for one in typists:
            found += [f"done {done[id]} times: {id}" for id in one.operations if done[id] > 1]
            mine = [note for note in notes if note.uid in one.wanted]
            if [note.uid for note in sorted(mine, key=lambda note: note.order)] != list(one.wanted):
                found.append("in another order")
        found += [said for (said,) in session.execute(text("PRAGMA integrity_check"))][:1]
    db.engine.dispose()
    return [one for one in found if one != "ok"]


def main() -> int:
    """Print what was typed and what was found; 1 when something is amiss."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else KILLS
    mode = sys.argv[2] if len(sys.argv) > 2 else "eventlet"
    with running(0, counts=(HOSTS,), CAFE_ASYNC_MODE=mode) as cafe:
        typists = [Typist(cafe.port, token, seed) for seed, token in enumerate(cafe.tables)]
        over = threading.Event()
        threads = [threading.Thread(target=one.type, args=(over,)) for one in typists]
        for thread in threads:
            thread.start()
        try:
            kill_often(cafe, kills, Random(7))
        finally:
            over.set()
            for thread in threads:
                thread.join()
        wrong = faults(cafe, typists)
        trouble = cafe.server.log.read_text(errors="replace").count("Traceback")
    sent = sum((one.sent for one in typists), Counter[str]())
    notes = sum(len(one.wanted) for one in typists)
    deeds = sum(len(one.operations) for one in typists)
    print(f"{mode}: {kills} kills, {notes} notes by {HOSTS} hosts, {deeds} deeds in {sent['all']}")
    print(f"requests ({sent['again']} sent again); tracebacks in the log: {trouble}")
    print(
        "\n".join(wrong[:20]) or "nothing lost, nothing twice, every word and every order as typed"
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
