"""What goes into a backup comes out of it, in whichever database, whatever is killed on the way."""

from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from cafe.backup import rows
from cafe.backup.make import back_up
from cafe.backup.restore import restore
from cafe.backup.target import check_whole
from cafe.backup.zipped import Reader
from cafe.errors import CafeError
from cafe.migrations import NEWEST, alembic_config, is_current
from cafe.model import LoginSession, Person
from tests.backup.ground import ODD, House, english, first, house, killed

__all__ = ["english", "first", "house"]
GONE = "ugjenkallelig"


def test_everything_comes_back_by_either_database(
    house: House, tmp_path: Path, postgres_url: str
) -> None:
    with house.db.writing() as tx:
        tx.add(Person(email="b@example.org", name="B", password_hash="x"))
        tx.execute(text("UPDATE note SET taken = 'null' WHERE id = 1"))
    with house.db.writing() as tx:  # a number that was given out is never given out again
        tx.execute(text("DELETE FROM person WHERE email = 'b@example.org'"))
    one = house.back_up(tmp_path / "one.zip")
    there = House(tmp_path / "b", postgres_url).restored(one)
    two = there.back_up(tmp_path / "two.zip")
    again = House(tmp_path / "c").restored(two)
    assert again.texts() == there.texts() == house.texts() == list(ODD)
    assert again.there() == there.there() == house.there()
    members, others = (Reader(path, NEWEST).manifest.members for path in (one, two))
    differ = {name for name in members if members[name] != others[name]}
    assert differ == {"tables/login_session.jsonl"}, "rows are written alike from either"
    for place in (there, again):
        with place.db.writing() as tx:
            new = Person(email="c@example.org", name="C", password_hash="x")
            tx.add(new)
            tx.flush()
            assert new.id == 3
            assert tx.scalar(select(func.count()).select_from(LoginSession)) == 0
            nulls = text("SELECT CAST(taken AS TEXT) FROM note ORDER BY id LIMIT 2")
            assert list(tx.scalars(nulls)) == ["null", None]


def test_an_older_backup_is_brought_to_the_newest_shape_without_free_pages(
    tmp_path: Path,
) -> None:
    from alembic import command

    old = House(tmp_path / "a")
    old.folder.mkdir()
    config = alembic_config()
    config.attributes["engine"] = old.db.engine
    command.upgrade(config, "0025")
    with old.db.engine.connect() as raw:
        raw.exec_driver_sql("PRAGMA secure_delete=OFF").close()
        raw.exec_driver_sql("INSERT INTO retired VALUES ('" + GONE * 200 + "')")
        raw.exec_driver_sql("DELETE FROM retired")
        raw.exec_driver_sql("COMMIT")
    assert GONE.encode() in (old.folder / "cafe.db").read_bytes()
    place = House(tmp_path / "b").restored(old.back_up(tmp_path / "one.zip"))
    assert GONE.encode() not in (place.folder / "cafe.db").read_bytes()
    with place.db.engine.connect() as connection:
        assert rows.shape_of(connection) == NEWEST


def test_a_killed_backup_leaves_the_older_one(house: House, tmp_path: Path) -> None:
    file = house.back_up(tmp_path / "one.zip")
    before, at = file.read_bytes(), 0
    while killed(lambda progress: back_up(house.db, house.settings, file, progress=progress), at):
        assert file.read_bytes() == before
        at += 24
    assert at > 24
    house.back_up(file)
    assert {path.name for path in tmp_path.iterdir()} == {"a", "one.zip"}


def looked_at(place: House) -> None:
    """As each start does."""
    check_whole(place.settings)
    is_current(place.db.engine)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_killed_restore_is_not_begun_or_done_again(
    house: House, tmp_path: Path, kind: str, request: pytest.FixtureRequest
) -> None:
    one = house.back_up(tmp_path / "one.zip")
    url = request.getfixturevalue("postgres_url") if kind == "postgresql" else ""
    place = House(tmp_path / "b", url)
    assert killed(lambda progress: restore(one, place.environ, progress), 20)
    with pytest.raises(CafeError, match="cut off"):
        looked_at(place)
    assert restore(one, place.environ).erased == 0
    assert place.texts() == house.texts()
    assert place.there() == house.there()
