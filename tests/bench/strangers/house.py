"""The house that is attacked: a hall's café, and another organiser's own cafés beside it."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from sqlalchemy import select

from cafe.config import load_settings
from cafe.demo.build import build_demo
from cafe.migrations import upgrade
from cafe.model import CafeTable, Database, Link, Person, Question, Workshop
from cafe.people.actions import add_person, hash_password
from cafe.people.links import token_of
from cafe.plan.actions import add_question, move_stage
from cafe.table.actions.notes import add_note
from tests.bench.parts.cafe import COUNTS, QUESTION, TEXT
from tests.support.server import COMMAND, Server
from tests.support.world import KEY, a_workshop, new_id

NOTES = 400
MOST_MEMORY_KB = 8_000_000
RIVAL = ("rival@example.org", "en helt vanlig dag 1937")


class House(NamedTuple):
    """Where everything is, for whoever writes, reads or attacks. Goes from process to process."""

    folder: str
    port: int
    wall: str
    tables: list[str]
    pairs: int  # the id of a question that pairs talk about
    rivals: str  # a finished café of the other organiser
    long: str  # another of theirs, with 10,000 notes; "" where it is not wanted
    source: str  # the address that attackers come from


def build(folder: Path, *, notes: int = NOTES, long: bool = True) -> House:
    """Fill the data folder `folder`."""
    settings = load_settings({"CAFE_DATA_DIR": str(folder), "CAFE_SECRET_KEY": KEY})
    db = Database(settings.database)
    upgrade(db.engine)
    people = [_person(db, "berit@example.org", "Berit Bakke"), _person(db, RIVAL[0], "Rival")]
    workshop, pairs = _hall(db, people[0], notes)
    rivals = build_demo(db, settings=settings, stage="finished", owner=people[1])
    archive = _long(db, people[1]) if long else ""
    with db.reading() as session:
        links = session.scalars(select(Link).where(Link.workshop_id == workshop)).all()
    tokens = {link.table_id: token_of(KEY, link.nonce) for link in links}
    db.engine.dispose()
    wall = tokens.pop(None)
    tables = list(tokens.values())[: sum(COUNTS)]
    return House(str(folder), 0, wall, tables, pairs, rivals, archive, "")


def _person(db: Database, email: str, name: str) -> Person:
    with db.writing() as tx:
        return add_person(tx, email=email, name=name, password_hash=hash_password(RIVAL[1]))


def _hall(db: Database, owner: Person, notes: int) -> tuple[str, int]:
    asked = [f"{QUESTION} ({number})" for number, _count in enumerate(COUNTS, 1)]
    made = a_workshop(db, questions=asked, counts=COUNTS, owner=owner)
    with db.writing() as tx:
        workshop, by = tx.get_one(Workshop, made.id), "person:1"
        more = {"form": "pairs", "parts": [], "secret_key": KEY}
        question: Question = add_question(
            tx,
            workshop=workshop,
            text=QUESTION,
            by=by,
            operation=new_id(),
            **more,  # type: ignore[arg-type]
        )
        move_stage(tx, workshop=workshop, stage="open", by=by, operation=new_id())
        tables = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == made.id)).all()
        for at in range(notes):
            table, uid = tables[at % sum(COUNTS)], str(uuid4())
            add_note(
                tx, table=table, uid=uid, kind="statement", text=TEXT, by="t", operation=new_id()
            )
        return made.id, question.id


def _long(db: Database, owner: Person) -> str:
    from cafe.archive.actions import import_archive
    from cafe.archive.schema import read
    from tests.bench.strangers.files import long_archive

    with db.writing() as tx:
        archive = read(long_archive())
        return import_archive(tx, archive=archive, by_person=owner, secret_key=KEY).id


@contextmanager
def running(
    template: House, folder: Path, *, source: str, files: int = 0, address: str = "127.0.0.1"
) -> Iterator[tuple[House, Server]]:
    """A server of its own on a copy of `template`; `files` is how many it may have open."""
    shutil.copytree(template.folder, folder)
    settings = {"CAFE_SECRET_KEY": KEY, "CAFE_HOST": address}
    server = Server(folder, settings, program=_with(files))
    server.start()
    try:
        yield template._replace(folder=str(folder), port=server.port, source=source), server
    finally:
        server.stop()


def _with(files: int) -> Sequence[str]:
    """The server's command. Its memory has an end, for the sake of the machine it shares."""
    limits = f"ulimit -v {MOST_MEMORY_KB}" + (f" -n {files}" if files else "")
    return ("/bin/bash", "-c", f'{limits}; exec "$@"', "bash", *COMMAND)
