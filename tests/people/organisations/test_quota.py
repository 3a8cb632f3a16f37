"""What there is room for in an organisation, and what its list costs."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, select

from cafe.core.files import photo_folder
from cafe.errors import Conflict
from cafe.model import Database, Person, Poster, Workshop
from cafe.people.actions import add_person
from cafe.people.organisations import queries, quota
from cafe.plan.actions import copy_workshop, put_in_bin, take_back
from cafe.plan.queries_cafes import cafes_of
from cafe.table.actions.paper import add_photo
from tests.archive.archives import an_archive
from tests.people.organisations.town import Town
from tests.report.samples import brought_in
from tests.support.world import KEY, new_id, tables_of

BY: Any = {"secret_key": KEY, "by": "person:1"}


def test_no_more_cafes_than_the_quota_however_they_come(lier: Town) -> None:
    ola = lier.person("Ola")
    first, second = lier.cafe(ola), lier.cafe(ola)
    lier.bound(cafes="2")
    with lier.db.writing() as tx:
        source = tx.get_one(Workshop, first.id)
        words: Any = {"secret_key": KEY, "by": "x", "operation": new_id(), "day": first.date}
        with pytest.raises(Conflict, match=r"Lier has 2 cafés.*Berit"):
            copy_workshop(tx, source=source, owner=ola, **words)
    with pytest.raises(Conflict):
        lier.cafe(ola)
    with pytest.raises(Conflict):
        brought_in(lier.db, an_archive(), by_person=ola)
    with lier.db.writing() as tx:
        put_in_bin(tx, workshop=tx.get_one(Workshop, second.id), now=1)
    third = lier.cafe(ola)
    with lier.db.writing() as tx, pytest.raises(Conflict):
        take_back(tx, workshop=tx.get_one(Workshop, second.id))
    with lier.db.reading() as db:
        assert db.get_one(Workshop, second.id).binned
        assert queries.used(db, lier.id)[lier.id].cafes == 2
        cafes = db.scalars(select(Workshop.id).where(Workshop.organisation_id == lier.id))
        assert set(cafes) == {first.id, second.id, third.id}, "nothing half-done is left"


def test_photographs_are_counted_in_their_organisation(lier: Town, asker: Town) -> None:
    ola, eva = lier.person("Ola"), asker.person("Eva")
    lier.bound(megabytes="1")
    here, there = lier.cafe(ola), asker.cafe(eva)
    words: Any = {"alt": "", "by": "table:1"}
    for cafe, size, fits in (
        (there, 9_000_000, True),
        (here, 1_000_000, True),
        (here, 50_000, False),
    ):
        with lier.db.writing() as tx:
            table = tx.merge(tables_of(lier.db, cafe)[0])
            more: Any = {"file": f"{size}.jpg", "size": size, "operation": new_id()}
            tx.get_one(Workshop, cafe.id).stage = "open"
            if fits:
                assert add_photo(tx, table=table, **more, **words)
            else:
                with pytest.raises(Conflict, match=r"Lier has used its 1 MB.*Berit"):
                    add_photo(tx, table=table, **more, **words)
    with lier.db.reading() as db:
        assert {id: one.bytes for id, one in queries.used(db).items() if one.bytes} == {
            lier.id: 1_000_000,
            asker.id: 9_000_000,
        }


def test_photographs_that_came_before_sizes_were_noted_are_looked_up(
    lier: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "MOST_AT_ONCE", 1)
    cafe = lier.cafe(lier.person("Ola"))
    photo_folder(tmp_path, cafe.id).mkdir(parents=True)
    (photo_folder(tmp_path, cafe.id) / "a.jpg").write_bytes(b"x" * 77)
    with lier.db.writing() as tx:
        table = tables_of(lier.db, cafe)[0]
        tx.add_all(Poster(table_id=table.id, file=file) for file in ("a.jpg", "gone.jpg"))
    with lier.db.writing() as tx:
        assert [quota.look_up_sizes(tx, tmp_path) for _each in range(3)] == [1, 1, 0]
        assert list(tx.scalars(select(Poster.size).order_by(Poster.id))) == [77, 0]


def test_the_list_asks_as_much_of_a_hundred_organisations_as_of_one(db: Database) -> None:
    with db.writing() as tx:
        add_person(tx, email="berit@example.org", name="Berit", password_hash="x")
    town = Town(db, "Lier")
    ola = town.person("Ola")
    day = town.cafe(ola).date
    counts = [questions_asked(db, ola, day)]
    for number in range(3):
        other = Town(db, f"Nr{number}")
        eva = other.person("Eva")
        for _each in range(4):
            other.cafe(eva)
        town.cafe(ola)
    counts.append(questions_asked(db, ola, day))
    assert counts[0] == counts[1] == 3


def questions_asked(db: Database, person: Person, day: Any) -> int:
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        asked.extend([statement] if statement.startswith("SELECT") else [])

    event.listen(db.engine, "before_cursor_execute", note)
    with db.reading() as session:
        cafes_of(session, person.id, day)
    event.remove(db.engine, "before_cursor_execute", note)
    return len(asked)
