"""Started as the café starts, a slow query of one person holds up nobody else."""

import os
import subprocess
import sys
from pathlib import Path

from cafe.migrations import upgrade
from cafe.model import Database
from tests.report.samples import brought_in, sample
from tests.setup.conftest import ROOT

# One waits for a lock that another of the same process lets go when it sees that it is waited for.
SCRIPT = """
from cafe.__main__ import make_green
make_green()
import os, eventlet
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

engine = create_engine(os.environ["URL"])
def query():
    with engine.connect() as connection:
        connection.execute(text(f"SET lock_timeout = {os.environ['PATIENCE_MS']}"))
        try:
            connection.execute(text("SELECT pg_advisory_lock(1)"))
        except OperationalError:
            return "held up"
        return "went on"

with engine.connect() as holder:
    holder.execute(text("SELECT pg_advisory_lock(1)"))
    rest, asking = eventlet.sleep, eventlet.spawn(query)
    waits = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
    while not asking.dead and not holder.execute(text(waits)).scalar():
        rest(0.02)
    holder.execute(text("SELECT pg_advisory_unlock(1)"))
    print(asking.wait())
"""
READING = """
from cafe.__main__ import make_green
make_green()
import os, eventlet
from sqlalchemy import select
from cafe.archive.queries import archive_of
from cafe.model import Database, Workshop
from cafe.report.queries import material_of

rest, turns = eventlet.sleep, 0
def wall():
    global turns
    while True:
        rest(0)
        turns += 1
eventlet.spawn(wall)
with Database(os.environ["URL"]).reading() as db:
    workshop = db.scalars(select(Workshop)).one()
    for read in (material_of, archive_of):
        turns = 0
        read(db, workshop)
        print(turns)
"""


def _said(script: str, url: str, **environment: str) -> str:
    answer = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "URL": url, "CAFE_ASYNC_MODE": "eventlet", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Deprecat" not in answer.stderr
    return answer.stdout


def test_the_hub_goes_on_during_a_query(postgres_url: str) -> None:
    # psycopg 3 knows gevent, not eventlet; left to itself it waits in C and stops the whole hub.
    assert _said(SCRIPT, postgres_url, PATIENCE_MS="60000").strip() == "went on"
    stopped = {"PSYCOPG_WAIT_FUNC": "wait_c", "PATIENCE_MS": "1000"}
    assert _said(SCRIPT, postgres_url, **stopped).strip() == "held up"


def test_the_hub_goes_on_between_the_questions_of_a_document(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'cafe.db'}"
    db = Database(url)
    upgrade(db.engine)
    _file, archive = sample()
    brought_in(db, archive)
    db.engine.dispose()
    document, file = (int(line) for line in _said(READING, url).split())
    questions = len(archive["questions"])
    assert document > questions  # read one by one, and put together one by one
    assert file > questions
