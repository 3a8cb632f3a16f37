"""Workers of one café share queue, folder and key, or the later one does not start; and so much of
the database as it allows."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import text

from cafe.config import Settings
from cafe.errors import Conflict, Unavailable
from cafe.model import Database
from cafe.model.database.engine import most_connections
from cafe.server.workers import Workers, what_it_has
from tests.support.server import StartServer
from tests.support.waiting import free_port
from tests.support.world import KEY

QUEUE = "redis://127.0.0.1:6379/0"


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Of a worker that has all there is to share."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else ""
    return Settings(data_dir=tmp_path, database_url=url, secret_key=KEY, redis_url=QUEUE)


@pytest.fixture
def joined(settings: Settings) -> Iterator[Workers]:
    """The first worker, which runs."""
    one = Workers(settings)
    one.join()
    yield one
    one.leave()


def why(settings: Settings, **other: object) -> str:
    """What is said to one more worker with some `other` setting; "" when it may run."""
    one = Workers(settings.model_copy(update=other))
    try:
        one.join(patience=0)
    except Conflict as refused:
        return str(refused.message)
    finally:
        one.leave()
    return ""


@pytest.mark.usefixtures("joined")
def test_workers_with_one_queue_run_together(settings: Settings) -> None:
    assert why(settings) == ""
    # The same queue, by another account of it.
    assert why(settings, redis_url=QUEUE.replace("//", "//name:word@")) == ""


@pytest.mark.usefixtures("joined")
def test_without_the_queue_it_says_what_is_missing(settings: Settings) -> None:
    assert "CAFE_REDIS_URL" in why(settings, redis_url="")


def test_nobody_runs_beside_one_without_a_queue(settings: Settings) -> None:
    alone = Workers(settings.model_copy(update={"redis_url": ""}))
    alone.join()
    assert "CAFE_REDIS_URL" in why(settings)
    assert "CAFE_REDIS_URL" in why(settings, redis_url="")
    alone.leave()
    assert why(settings) == ""


@pytest.mark.usefixtures("joined")
def test_on_postgresql_queue_folder_and_key_are_the_same(
    settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if settings.database.startswith("sqlite"):  # its workers share a disk already
        assert why(settings, redis_url=QUEUE.replace("6379", "6380")) == ""
        return
    assert "CAFE_REDIS_URL" in why(settings, redis_url=QUEUE.replace("6379", "6380"))
    assert "CAFE_DATA_DIR" in why(settings, data_dir=tmp_path_factory.mktemp("another"))
    assert "CAFE_SECRET_KEY" in why(settings, secret_key=KEY[::-1])


def test_a_folder_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    first = what_it_has(Settings(data_dir=here, secret_key=KEY))
    here.rename(there)
    assert what_it_has(Settings(data_dir=there, secret_key=KEY)) == first
    assert first.queue == 0


def test_after_the_database_was_away_it_joins_again(tmp_path: Path, postgres_url: str) -> None:
    settings = Settings(data_dir=tmp_path, database_url=postgres_url, secret_key=KEY)
    one, told, rounds = Workers(settings), list[str](), iter(range(3))
    one.join()

    def cut(_seconds: float) -> None:
        next(rounds)
        with psycopg.connect(postgres_url, autocommit=True) as admin:
            admin.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )

    with pytest.raises(StopIteration):
        one.keep(cut, told.append)
    assert "CAFE_REDIS_URL" in why(settings)
    assert told == []
    one.leave()


def test_a_second_process_says_why_it_does_not_start(server: StartServer) -> None:
    with pytest.raises(AssertionError, match="CAFE_REDIS_URL"):
        server().command("run", "--port", str(free_port()))


@pytest.mark.parametrize(("allowed", "most"), [(12, 2), (52, 10), (1000, None)])
def test_a_worker_takes_a_share_of_what_the_database_allows(
    postgres_url: str, allowed: int, most: int | None
) -> None:
    name = postgres_url.rsplit("/", 1)[1]
    with psycopg.connect(postgres_url, autocommit=True) as admin:
        admin.execute(f'ALTER DATABASE "{name}" CONNECTION LIMIT {allowed}'.encode())
        [[server]] = admin.execute("SHOW max_connections").fetchall()
    assert most_connections(postgres_url) == (most or min((int(server) - 3 - 12) // 4, 20))


def test_who_writes_leaves_connections_to_who_reads(postgres_url: str) -> None:
    db = Database(postgres_url, most=4)
    with ExitStack() as writers:
        for _writer in range(2):
            writers.enter_context(db.writing())
        with pytest.raises(Unavailable), db.writing(patience=0.01):
            pass
        with db.reading() as session:
            assert session.scalar(text("SELECT 1")) == 1
    db.engine.dispose()
