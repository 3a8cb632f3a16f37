"""Cafés by random acts, in which random things are erased for good: is a word of it left anywhere?

    python -m tests.erasure [cafes] [sqlite|postgresql] [first seed]

Each text that anybody types has a token of its own. Things of every kind are erased, wherever their
words stand; every third erasing is killed at a random moment (as by `kill -9`) and finished as the
next start does it. Then people go on, undo and redo. At last the tokens are looked for in every
file of the data folder, in every row of PostgreSQL, and in every file of the café's zip, which
must still be what its history says.
"""

import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext, suppress
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select

from cafe.archive.export import export_to
from cafe.archive.history.check import check_history
from cafe.archive.queries import archive_of
from cafe.config import Settings
from cafe.core.files import jobs_folder
from cafe.erasure.job import Doing, abandoned, erase, finish, keep_request
from cafe.erasure.plan import subject_of
from cafe.erasure.queries import places
from cafe.erasure.request import Request
from cafe.erasure.rules import passages_of, strings
from cafe.errors import CafeError
from cafe.jobs import queue
from cafe.jobs.folder import is_alive
from cafe.model import CafeTable, Change, Database, Entry, Note, VisitorQuestion, Workshop
from cafe.model.note import EVERY_STATE
from cafe.report.versions.keep import keep
from cafe.sort.queries import accounts_of_workshop
from cafe.verify.checks import checks
from tests.bench.parts.figures import machine, show
from tests.erasure.ground import a_house, holding, tokens_in_exports
from tests.erasure.test_postgres import rows_with
from tests.sealed import day
from tests.sealed.acts import ACTS
from tests.sealed.hands import WORDS, Hands
from tests.support.programs.jobs import kill
from tests.support.programs.postgres import QUICK, a_server, fresh_database
from tests.support.waiting import wait_for
from tests.support.world import new_id
from tests.verify.cafes import wrong

CAFES, ACTS_BEFORE, ACTS_AFTER, ERASURES = 200, 30, 12, 4
LONGEST_SECONDS = 4.0  # within which an erasing is killed


def words(hands: Hands) -> str:
    """Some that were not said before, with a token that stands in no other text."""
    hands.number += 1
    return f"{hands.dice.choice(WORDS)} {token(hands.dice.randrange(16**10))} {hands.number}."


def token(number: int) -> str:
    """A token of its own: no letters that a text has besides."""
    return f"zq{number:010x}qz"


def tokens_of(values: Any) -> set[str]:
    """Every token in some texts."""
    found = (word.strip(".") for text in strings(values) for word in text.split())
    return {word for word in found if word.startswith("zq") and word.endswith("qz")}


class Run:
    """One café, and what was erased in it."""

    def __init__(self, db: Database, settings: Settings, seed: int, seen: Counter[str]) -> None:
        """A café by random acts."""
        self.db, self.settings, self.dice, self.seen = db, settings, Random(f"run {seed}"), seen
        self.here, _done = day.live(db, seed, ACTS_BEFORE)
        self.gone: set[str] = set()
        if self.dice.random() < 0.4:
            self.keep()

    def keep(self) -> None:
        """The document as it stands, if it may."""
        with suppress(CafeError):
            keep(self.db, self.settings, self.here, final=False, by="person:1", operation=new_id())
            self.seen["versions kept"] += 1

    def erase_something(self) -> None:
        """Something of a random kind, wherever its words stand; whole or cut off by a kill."""
        with self.db.reading() as session:
            workshop = session.get_one(Workshop, self.here)
            request = self._request(session)
            if request is None:
                return
            texts = subject_of(session, workshop, request).texts
            found = places(session, workshop, passages_of(texts))
            revision = workshop.revision
        names = tuple(place.name for place in found.values())
        wanted = Request(request.kind, request.key, "person", request.words, ticked=names)
        doing = Doing(self.db, self.settings, self.here, wanted, "person:1", new_id())
        if self.dice.random() < 1 / 3:
            self._killed(doing)
        if not self._is_done(revision):
            erase(doing)
        self.seen[request.kind] += 1
        self.seen["places in which the words stood"] += len(found)
        self.gone |= tokens_of(texts)

    def _request(self, db: Any) -> Request | None:
        kind = self.dice.choice(["note", "note", "elaboration", "asked", "words", "host", "words"])
        notes = [
            note
            for note in db.scalars(select(Note), execution_options=EVERY_STATE)
            if not note.erased
        ]
        if kind == "note" and notes:
            return Request("note", self.dice.choice(notes).uid, "person")
        if kind == "elaboration":
            some = [note for note in notes if note.elaborations]
            note = self.dice.choice(some) if some else None
            at = self.dice.randrange(len(note.elaborations)) if note else 0
            return Request("elaboration", f"{note.uid}.{at}", "person") if note else None
        if kind == "asked":
            asked = [one for one in db.scalars(select(VisitorQuestion)) if not one.erased]
            return Request("asked", self.dice.choice(asked).uid, "person") if asked else None
        if kind == "host":
            hosted = [table for table in db.scalars(select(CafeTable)) if table.hosts]
            table = self.dice.choice(hosted) if hosted else None
            name = self.dice.choice(table.hosts) if table else ""
            return Request("host", str(table.id), "person", name) if table else None
        said = sorted(tokens_of([one.text for one in db.scalars(select(Entry))]))
        return Request("words", "", "person", self.dice.choice(said)) if said else None

    def _killed(self, doing: Doing) -> None:
        """The server's own job, killed at a random moment; then as the next start finds it."""
        here, operation, scope = self.here, doing.operation, f"erasing-{self.here}"
        keep_request(queue.place_for(self.settings, scope, operation), doing.request)
        command = ("erase-words", here, "--by", doing.by, "--act", operation)
        queue.begin(self.settings, operation, queue.Job(scope, command, name="erasing"))
        folder = jobs_folder(self.settings.data_dir, scope) / operation
        seconds = self.dice.uniform(0.05, LONGEST_SECONDS)
        with suppress(AssertionError):  # most take longer
            wait_for(lambda: not is_alive(folder), what="its end", seconds=seconds)
        if is_alive(folder):
            kill(folder)
            self.seen["killed"] += 1
        self.seen["of them after it was begun"] += abandoned(self.settings)
        finish(self.db, self.settings)

    def _is_done(self, revision: int) -> bool:
        here = Change.workshop_id == self.here, Change.revision > revision, Change.what == "erased"
        with self.db.reading() as session:
            return session.scalars(select(Change.revision).where(*here)).first() is not None

    def go_on(self) -> None:
        """People go on, and undo what they did before."""
        with self.db.writing() as tx:
            hands = Hands(tx, tx.get_one(Workshop, self.here), self.dice.randrange(2**32))
            for name in [*self.dice.choices(sorted(ACTS), k=ACTS_AFTER), "undo", "redo", "undo"]:
                if name != "erase":
                    self.seen["acts afterwards"] += day.attempt(hands, name)

    def left(self) -> Iterator[str]:
        """What is wrong: a token that still stands, accounts or a history that do not hold."""
        folder = self.settings.data_dir
        with self.db.reading() as session:
            workshop = session.get_one(Workshop, self.here)
            if not accounts_of_workshop(session, workshop).balance:
                yield "the accounts do not balance"
            for finding in check_history(archive_of(session, workshop)):
                yield f"history: {finding}"
        for word in sorted(self.gone):
            yield from (f"{word} in {name}" for name in holding(folder, word))
        if not self.db.is_sqlite and self.gone:
            yield from (f"in a row of {name}" for name in rows_with(self.db, tuple(self.gone)))
        yield from (f"{word} exported in {name}" for name, word in self._exported())
        yield from (f"verify: {one}" for one in self._accused())
        if list(folder.glob("makings/*.erasing")) or list(folder.glob("versions/*/.*")):
            yield "something half done is left"

    def _exported(self) -> list[tuple[str, str]]:
        return tokens_in_exports(self.db, self.settings, self.here, sorted(self.gone))

    def _accused(self) -> list[str]:
        """What `verify` finds in the café's zip, and in its kept versions, which lost words."""
        file = self.settings.data_dir.parent / f"{self.here}.zip"
        try:
            export_to(self.db, self.settings, self.here, "zip", file)
            return wrong(list(checks(file)))
        finally:
            file.unlink(missing_ok=True)


def one_cafe(seed: int, server: str, seen: Counter[str]) -> list[str]:
    """What is wrong in the café of this seed."""
    folder = Path(tempfile.mkdtemp(prefix="cafe-erasing-"))
    try:
        of_its_own = fresh_database(server) if server else nullcontext("")
        with of_its_own as url, a_house(folder, url) as (db, settings):
            run = Run(db, settings, seed, seen)
            for _time in range(ERASURES):
                run.erase_something()
                run.go_on()
            seen["tokens looked for"] += len(run.gone)
            return list(run.left())
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> int:
    """Print what was done and what was found; 1 when a word is left."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else CAFES
    kind = sys.argv[2] if len(sys.argv) > 2 else "sqlite"
    first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    Hands.words = words  # type: ignore[method-assign, assignment]
    seen, wrong = Counter[str](), list[str]()
    with a_server(*QUICK) if kind == "postgresql" else nullcontext("") as server:
        for seed in range(first, first + count):
            found = one_cafe(seed, server, seen)
            seen["cafés"] += 1
            wrong += [f"café {seed}: {one}" for one in found]
            if found or not seen["cafés"] % 20:
                print(seen["cafés"], "cafés", *found, sep="\n  ", flush=True)
    print(machine())
    show(f"erasing, {kind}", [(name, str(number)) for name, number in sorted(seen.items())])
    print("\n".join(wrong[:40]) or "no word is left anywhere")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
