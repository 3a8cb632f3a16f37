"""A café that comes or goes is seen whole or not at all, whatever is killed in between."""

import json
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from cafe.archive import slices
from cafe.archive.commands import import_file
from cafe.archive.erase import erase_hidden, held, hidden
from cafe.archive.queries import archive_of
from cafe.config import Settings, load_settings
from cafe.core.files import letterhead_file, letterhead_page, photo_folder, versions_folder
from cafe.jobs import queue
from cafe.migrations.newest import migrated
from cafe.model import Base, Database, Link, Note, Organiser, Workshop
from cafe.model.database import clearing
from cafe.model.database.clearing import owe
from cafe.model.erase import belongings, hide
from cafe.people.actions import add_person
from cafe.plan.actions import delete_workshop
from cafe.server.rounds import hourly
from tests.archive.archives import an_archive
from tests.support.programs.jobs import command, environment
from tests.support.server import StartServer
from tests.support.waiting import wait_for

WORDS = "Et helt særegent ord: fjellkveldsro"
LONG_SECONDS = 60


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"CAFE_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def house(settings: Settings) -> Iterator[Database]:
    db = migrated(settings)
    yield db
    db.engine.dispose()


def test_what_went_out_of_the_tables_is_cleared_by_the_next_round(
    settings: Settings, house: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever deletes an account may be killed before its job begins, and somebody may read all
    the time while one clears."""
    begun: list[tuple[str, ...]] = []
    monkeypatch.setattr(queue, "begin", lambda _settings, _id, job: begun.append(job.command))
    owe(settings.data_dir)
    with house.reading() as session, monkeypatch.context() as hasty:
        session.scalar(select(func.count()).select_from(Workshop))
        hasty.setattr(clearing, "LOG_SECONDS", 0)
        with house.writing() as tx:
            add_person(tx, email="a@example.org", name="A", password_hash="x")
        erase_hidden(house, settings)
    for step in hourly(settings, house):
        step()
    assert begun == [("erase",)]
    erase_hidden(house, settings)
    for step in hourly(settings, house):
        step()
    assert begun == [("erase",)]


def long_archive(notes: int) -> dict[str, Any]:
    """The archive of a café with so many notes, each beside a sentence, a question and dots."""
    archive = an_archive()
    first = archive["questions"][0]
    for at in range(notes):
        id = f"00000000-0000-4000-8000-{at:012}"
        question = {"id": f"00000000-0000-4000-9000-{at:012}", "text": "Why?"}
        note = {"id": id, "kind": "keyword", "part": None, "text": f"{WORDS} {at}"}
        first["tables"][0]["notes"].append({**note, "asked": [question], "dots": 2})
        first["categories"][0]["entries"].append({"text": f"{WORDS} {at}", "notes": [id]})
    return archive


def written(settings: Settings, archive: dict[str, Any]) -> Path:
    path = settings.data_dir / "archive.json"
    path.write_text(json.dumps(archive), encoding="utf-8")
    return path


def rows(db: Database) -> int:
    """All rows that belong to any café."""
    with db.reading() as session:
        counts = (select(func.count()).select_from(table) for table in belongings())
        return sum(session.scalars(count).one() for count in counts)


def traces(settings: Settings) -> list[str]:
    """The files in which the words still stand."""
    return [
        path.relative_to(settings.data_dir).as_posix()
        for path in settings.data_dir.rglob("*")
        if path.is_file() and b"fjellkveldsro" in path.read_bytes()
    ]


def test_every_table_is_placed() -> None:
    """A new table whose rows belong to a café goes with it; the others are named here."""
    others = {table.name for table in Base.metadata.tables.values()} - {
        table.name for table in belongings()
    }
    assert "note" not in others
    assert {name for name in others if "workshop_id" in Base.metadata.tables[name].c} == set()


@pytest.mark.parametrize("pause", [-1.0, 60.0])
def test_in_pieces_or_at_once_it_is_the_same_cafe(
    house: Database, settings: Settings, pause: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "HELD_SECONDS", pause)
    monkeypatch.setattr(slices, "REST_SECONDS", 0)
    archive = long_archive(250)
    here = import_file(house, settings, written(settings, archive))
    with house.reading() as session:
        workshop = session.get_one(Workshop, here)
        again = archive_of(session, workshop)
    assert again == archive
    (settings.data_dir / "archive.json").write_text(json.dumps(again), encoding="utf-8")
    other = import_file(house, settings, settings.data_dir / "archive.json")
    with house.reading() as session:
        assert archive_of(session, session.get_one(Workshop, other)) == archive


def test_nobody_sees_it_before_it_is_whole(
    house: Database, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slices, "HELD_SECONDS", -1.0)
    monkeypatch.setattr(slices, "REST_SECONDS", 0)
    with house.writing() as tx:
        add_person(tx, email="berit@example.org", name="Berit", password_hash="x")
    seen: list[tuple[int, int]] = []

    def progress(_what: str, _done: int, _of: int) -> None:
        with house.reading() as session:
            notes = session.scalars(select(func.count()).select_from(Note)).one()
            seen.append((notes, session.query(Organiser).where(Organiser.person_id == 1).count()))

    import_file(house, settings, written(settings, long_archive(250)), progress=progress)
    assert max(notes for notes, _there in seen) > 250
    assert {there for _notes, there in seen} == {0}
    with house.reading() as session:
        assert session.query(Organiser).where(Organiser.person_id == 1).count() == 1


@contextmanager
def importing(settings: Settings, path: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        command("import", str(path)), env=environment(settings), stdout=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def half_there(db: Database) -> bool:
    with db.reading() as session:
        return session.scalars(select(func.count()).select_from(Note)).one() > 100


def test_a_killed_import_leaves_no_cafe(
    house: Database, settings: Settings, server: StartServer
) -> None:
    with importing(settings, written(settings, long_archive(4000))) as process:
        wait_for(lambda: half_there(house), what="half of it", seconds=LONG_SECONDS)
        [coming] = hidden(house)
        # Alive, it is left alone, by whoever looks for what is left of others.
        erase_hidden(house, settings)
        assert hidden(house) == [coming]
        assert process.poll() is None
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert hidden(house) == [coming]
    (settings.data_dir / "archive.json").unlink()
    server(data_dir=settings.data_dir)
    wait_for(lambda: not hidden(house), what="the rest to go", seconds=LONG_SECONDS)
    assert rows(house) == 0


def test_a_deleted_cafe_leaves_nothing(house: Database, settings: Settings) -> None:
    here = import_file(house, settings, written(settings, long_archive(300)))
    (settings.data_dir / "archive.json").unlink()
    photo_folder(settings.data_dir, here).mkdir(parents=True)
    (photo_folder(settings.data_dir, here) / "3-1.jpg").write_bytes(WORDS.encode())
    assert traces(settings)
    with house.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        assert not delete_workshop(tx, workshop=workshop, title=workshop.title)
    with house.reading() as session:
        for kind in (Link, Organiser):
            assert session.scalars(select(func.count()).select_from(kind)).one() == 0
    assert rows(house) > 1000
    house.engine.dispose()  # as in the job's own process: nobody holds an old moment
    erase_hidden(house, settings)
    assert rows(house) == 0
    house.engine.dispose()
    assert traces(settings) == []
    assert not photo_folder(settings.data_dir, here).exists()


def test_a_killed_delete_goes_on_at_the_next_start(
    house: Database, settings: Settings, server: StartServer
) -> None:
    here = import_file(house, settings, written(settings, long_archive(4000)))
    with house.writing() as tx:
        hide(tx, tx.get_one(Workshop, here))
    before = rows(house)
    process = subprocess.Popen(command("erase"), env=environment(settings))
    wait_for(lambda: rows(house) < before, what="the first to go", seconds=LONG_SECONDS)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert 0 < rows(house) < before
    server(data_dir=settings.data_dir)
    wait_for(lambda: rows(house) == 0, what="the rest to go", seconds=LONG_SECONDS)


def test_what_became_whole_meanwhile_is_not_erased(house: Database, settings: Settings) -> None:
    """The list of hidden cafés is old when the lock is had: it is asked again."""
    here = import_file(house, settings, written(settings, an_archive()))
    with house.writing() as tx:
        tx.get_one(Workshop, here).stage = "arriving"
    with held(settings, here) as mine:
        assert mine
        erase_hidden(house, settings)  # another is at it
    with house.writing() as tx:
        tx.get_one(Workshop, here).stage = "sorting"
    erase_hidden(house, settings)
    assert rows(house) > 1


def test_files_of_a_cafe_whose_rows_went_alone_go_at_the_next_start(
    house: Database, settings: Settings, server: StartServer
) -> None:
    """The server dies between the commit that takes a café away and its files."""
    gone, stays = (import_file(house, settings, written(settings, an_archive())) for _ in range(2))
    kept = [
        [
            photo_folder(settings.data_dir, id) / "3-1.jpg",
            versions_folder(settings.data_dir, id) / "v" / "document.docx",
            letterhead_file(settings.data_dir, id),
            letterhead_page(settings.data_dir, id),
        ]
        for id in (gone, stays)
    ]
    for file in (*kept[0], *kept[1]):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(WORDS.encode())
    with house.writing() as tx:
        workshop = tx.get_one(Workshop, gone)
        assert delete_workshop(tx, workshop=workshop, title=workshop.title)
    server(data_dir=settings.data_dir)
    wait_for(
        lambda: not any(file.exists() for file in kept[0]),
        what="the files to go",
        seconds=LONG_SECONDS,
    )
    assert all(file.exists() for file in kept[1])
