"""A file takes its time to be made. What happens to the café meanwhile is not overlooked."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select

from cafe.archive.erase import erase_hidden
from cafe.config import Settings, load_settings
from cafe.core.files import versions_folder
from cafe.errors import Conflict, NotFound
from cafe.migrations.newest import migrated
from cafe.model import CafeTable, Database, Version, Workshop
from cafe.model.erase import hide
from cafe.report.versions.keep import keep
from cafe.table.actions.notes import add_note, write_note
from tests.archive.ground import sorted_out
from tests.report.samples import brought_in
from tests.support.app import quiet_at_the_end
from tests.support.waiting import wait_for
from tests.support.world import new_id

Meanwhile = Callable[[Database, Settings, str], object]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings({"CAFE_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def db(settings: Settings) -> Iterator[Database]:
    """On a disk: the colleague has a line of their own."""
    house = migrated(settings)
    with quiet_at_the_end():
        yield house
    house.engine.dispose()


@pytest.fixture
def here(db: Database) -> str:
    return brought_in(db, sorted_out())


def hidden(db: Database, _settings: Settings, here: str) -> None:
    with db.writing() as tx:
        hide(tx, tx.get_one(Workshop, here))


def deleted(db: Database, settings: Settings, here: str) -> None:
    """By a process of its own: it waits with the last step until nobody reads any more."""
    hidden(db, settings, here)
    threading.Thread(target=erase_hidden, args=(db, settings)).start()
    wait_for(partial(is_gone, db, here), what="the café to go")


def is_gone(db: Database, here: str) -> bool:
    with db.reading() as session:
        return session.get(Workshop, here) is None


def write(db: Database, here: str, action: Callable[..., object], **more: object) -> None:
    with db.writing() as tx:
        tx.get_one(Workshop, here).stage = "open"
        table = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == here)).first()
        words = {"uid": new_id(), "kind": "keyword", "text": "enda en"}
        action(tx, table=table, by="v:1", operation=new_id(), **words, **more)


def held(db: Database, _settings: Settings, here: str) -> None:
    write(db, here, add_note, state="held")


def late(db: Database, _settings: Settings, here: str) -> None:
    write(db, here, write_note)


def noted(db: Database, _settings: Settings, here: str) -> None:
    write(db, here, add_note)


def kept(
    db: Database, settings: Settings, here: str, meanwhile: Meanwhile, *, final: bool, at: str
) -> None:
    """Keep a version; `meanwhile` happens once, when it is `at` something."""
    left = [meanwhile]

    def progress(what: str, _done: int, _of: int) -> None:
        if what == at and left:
            left.pop()(db, settings, here)

    keep(db, settings, here, final=final, by="person:1", operation=new_id(), progress=progress)


def versions(db: Database, here: str) -> list[bool]:
    with db.reading() as session:
        return list(session.scalars(select(Version.final).where(Version.workshop_id == here)))


def files(settings: Settings, here: str) -> list[Path]:
    return list(versions_folder(settings.data_dir, here).glob("*"))


@pytest.mark.parametrize("meanwhile", [held, late, noted])
def test_what_comes_while_a_final_version_is_made_keeps_it_from_being_final(
    db: Database, settings: Settings, here: str, meanwhile: Meanwhile
) -> None:
    with pytest.raises(Conflict) as refused:
        kept(db, settings, here, meanwhile, final=True, at="pages")
    assert refused.value.where == "final"
    assert (versions(db, here), files(settings, here)) == ([], [])
    kept(db, settings, here, meanwhile, final=False, at="pages")
    assert (versions(db, here), len(files(settings, here))) == ([False], 1)


@pytest.mark.parametrize("meanwhile", [hidden, deleted])
@pytest.mark.parametrize("at", ["notes", "pages"])
def test_a_cafe_deleted_while_it_is_kept_is_said_and_leaves_no_file(
    db: Database, settings: Settings, here: str, at: str, meanwhile: Meanwhile
) -> None:
    with pytest.raises(NotFound):
        kept(db, settings, here, meanwhile, final=False, at=at)
    assert (versions(db, here), files(settings, here)) == ([], [])


def test_who_cancels_when_it_is_kept_already_leaves_its_files(
    db: Database, settings: Settings, here: str
) -> None:
    def cancel(_changes: object) -> None:
        raise KeyboardInterrupt  # as a job that is cancelled hears of it (jobs/worker.py)

    db.listeners.append(cancel)
    with pytest.raises(KeyboardInterrupt):
        keep(db, settings, here, final=False, by="person:1", operation=new_id())
    assert (versions(db, here), len(files(settings, here))) == ([False], 1)
