"""Two processes write in one café at once: one chain, on both databases."""

import subprocess
import sys
from pathlib import Path

import pytest

from cafe.archive.history.check import check_history, counts
from cafe.migrations import upgrade
from cafe.model import Database
from tests.house.sources import ROOT
from tests.report.samples import brought_in
from tests.sealed.beside import archive_in
from tests.sealed.day import live
from tests.support.world import a_workshop, tables_of

NOTES = 25


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_two_workers_make_one_chain(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sqlite = f"sqlite:///{tmp_path}/cafe.db"
    url = sqlite if kind == "sqlite" else request.getfixturevalue("postgres_url")
    db = Database(url)
    upgrade(db.engine)
    workshop = a_workshop(db, counts=(1, 1), stage="open")
    program = [sys.executable, "-m", "tests.sealed.writer", url]
    workers = [
        subprocess.Popen(
            [*program, str(table.id), str(NOTES)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for table in tables_of(db, workshop)
    ]
    assert [worker.stdout and worker.stdout.readline() for worker in workers] == [b"ready\n"] * 2
    for worker in workers:
        assert worker.stdin
        worker.stdin.close()  # they begin
    assert [worker.wait(timeout=60) for worker in workers] == [0, 0]
    for worker in workers:
        assert worker.stdout
        worker.stdout.close()
    with db.reading() as session:
        archive = archive_in(session, workshop.id)
    assert check_history(archive) == []
    authors = [line["by"] for line in archive["history"] if line["what"] == "note"]
    assert [authors.count(one) for one in set(authors)] == [NOTES, NOTES]
    assert counts(archive).sealed > 2 * NOTES
    db.engine.dispose()


def test_a_day_on_postgresql_is_whole_and_comes_out_equal(postgres_db: Database) -> None:
    here, _done = live(postgres_db, 9, 30)
    with postgres_db.reading() as session:
        first = archive_in(session, here)
    assert check_history(first) == []
    again = brought_in(postgres_db, first)
    with postgres_db.reading() as session:
        assert archive_in(session, again) == first
