"""Started as the café starts, a slow query of one person holds up nobody else."""

import os
import subprocess
import sys

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


def _ticks(url: str, **environment: str) -> int:
    answer = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env={**os.environ, "URL": url, "CAFE_ASYNC_MODE": "eventlet", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Deprecat" not in answer.stderr
    return int(answer.stdout)


def test_the_hub_goes_on_during_a_query(postgres_url: str) -> None:
    # psycopg 3 knows gevent, not eventlet; left to itself it waits in C and stops the whole hub.
    assert _ticks(postgres_url) > TICKS / 2
    assert _ticks(postgres_url, PSYCOPG_WAIT_FUNC="wait_c") < TICKS / 5
