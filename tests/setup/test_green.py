"""Started as the café starts, a slow query of one person holds up nobody else."""

import os
import subprocess
import sys
from pathlib import Path

from cafe.migrations import upgrade
from cafe.model import Database
from tests.report.samples import brought_in, sample
from tests.setup.conftest import ROOT

TICKS = 50
SCRIPT = """
from cafe.__main__ import make_green
make_green()
import os, eventlet
from sqlalchemy import create_engine, text

engine = create_engine(os.environ["URL"])
def query():
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_sleep(1)"))

rest, ticks, asking = eventlet.sleep, 0, eventlet.spawn(query)
while not asking.dead:
    rest(0.02)
    ticks += 1
asking.wait()
print(ticks)
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


def _ticks(url: str, **environment: str) -> int:
    return int(_said(SCRIPT, url, **environment))


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
    assert _ticks(postgres_url) > TICKS / 2
    assert _ticks(postgres_url, PSYCOPG_WAIT_FUNC="wait_c") < TICKS / 5


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
