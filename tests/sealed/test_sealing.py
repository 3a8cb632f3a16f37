"""A café's history is sealed when its tables open, and each change of it from then on."""

import ast
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select, update

from cafe.model import CafeTable, Change, Database, Note, Workshop, locked, record
from cafe.model.canonical import FIRST, HOME, SEALED, chained, leaf_of, portable
from cafe.model.change import NEXT_SALT, uids_in
from cafe.model.sealing import erase_lines
from cafe.plan.actions import move_stage
from cafe.table.actions.notes import write_note
from tests.archive.archives import an_archive
from tests.house.sources import files
from tests.report.samples import brought_in
from tests.support.world import a_workshop, new_id


def opened(db: Database) -> Workshop:
    """A café whose tables have just been opened."""
    return a_workshop(db, counts=(1, 1), stage="open")


def write(db: Database, workshop: Workshop, text: str, salt: bytes | None = None) -> None:
    """A host types a note."""
    with db.writing() as tx:
        table = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == workshop.id)).first()
        assert table is not None
        assert locked(tx, workshop.id)
        if salt:
            tx.info[NEXT_SALT] = salt
        words: dict[str, Any] = {"uid": new_id(), "text": text, "kind": "keyword"}
        write_note(tx, table=table, by=f"table:{table.id}", operation=new_id(), **words)


def check(db: Database, workshop: Workshop) -> list[Change]:
    """The café's lines, after asking that each leaf and the chain hold."""
    with db.reading() as session:
        here = session.get_one(Workshop, workshop.id)
        query = select(Change).where(Change.workshop_id == here.id).order_by(Change.revision)
        lines, seal, uids = list(session.scalars(query)), FIRST, uids_in(session, here.id)
        for change in lines:
            if change.leaf is None:
                continue
            seal = chained(seal, change.leaf)
            if not change.erased:
                assert change.salt is not None
                assert leaf_of(change.salt, portable(change, uids)) == change.leaf
        assert here.seal == seal
        return lines


def test_nothing_is_sealed_before_the_tables_open(db: Database) -> None:
    workshop = a_workshop(db, counts=(1, 1))
    with db.reading() as session:
        assert session.get_one(Workshop, workshop.id).seal is None
        assert set(session.scalars(select(Change.leaf))) == {None}


def test_what_is_there_has_a_line_when_the_tables_open(db: Database) -> None:
    workshop = opened(db)
    sealed = [change for change in check(db, workshop) if change.leaf]
    assert {"workshop", "question", "table"} == {change.what for change in sealed}
    assert len([change for change in sealed if change.what == "table"]) == 2


def test_what_came_with_an_archive_has_a_line_too(db: Database) -> None:
    workshop_id = brought_in(db, an_archive())
    with db.writing() as tx:
        workshop = locked(tx, workshop_id)
        assert workshop is not None
        move_stage(tx, workshop=workshop, stage="open", by="person:1", operation=new_id())
    sealed = [change for change in check(db, workshop) if change.leaf]
    with db.reading() as session:
        notes = set(session.scalars(select(Note.uid).where(Note.workshop_id == workshop_id)))
    assert notes <= {change.key for change in sealed if change.what == "note"}
    assert {"category", "entry", "late", "asked"} <= {change.what for change in sealed}


def test_opening_again_seals_nothing_anew(db: Database) -> None:
    workshop = opened(db)
    before = len(check(db, workshop))
    for stage in ("vernissage", "open"):
        with db.writing() as tx:
            here = locked(tx, workshop.id)
            assert here is not None
            move_stage(tx, workshop=here, stage=stage, by="person:1", operation=new_id())
    assert len(check(db, workshop)) == before + 2


def test_every_change_is_part_of_the_chain(db: Database) -> None:
    workshop = opened(db)
    write(db, workshop, "ro 🐟")
    write(db, workshop, "tid", salt=bytes(16))
    lines = check(db, workshop)
    assert [change.what for change in lines[-2:]] == ["note", "note"]
    assert lines[-1].salt == bytes(16), "whoever typed it has made its salt"
    assert len({change.salt for change in lines if change.salt}) == sum(
        change.salt is not None for change in lines
    )


def test_an_update_beside_the_history_is_found(db: Database) -> None:
    workshop = opened(db)
    write(db, workshop, "ro")
    with db.writing() as tx:
        tx.execute(update(Change).where(Change.what == "note").values(by="person:2"))
    with pytest.raises(AssertionError):
        check(db, workshop)


def test_erasing_drops_words_and_salt_and_keeps_the_leaf(db: Database) -> None:
    workshop = opened(db)
    write(db, workshop, "Kari Nordmann")
    there = check(db, workshop)[-1]
    with db.writing() as tx:
        here = locked(tx, workshop.id)
        assert here is not None
        doing: dict[str, Any] = {
            "kind": "note",
            "reason": "name",
            "by": "person:1",
            "operation": new_id(),
        }
        assert erase_lines(tx, here, [there.revision], **doing) == 1
        assert erase_lines(tx, here, [there.revision], **doing) == 0, "it is gone already"
    *_rest, line, said, again = check(db, workshop)
    assert (line.item, line.salt, line.erased, line.leaf) == (None, None, True, there.leaf)
    assert said.item == {
        "kind": "note",
        "reason": "name",
        "lines": [there.revision],
        "versions": {},
    }
    assert again.item == {**said.item, "lines": []}


def test_a_change_that_is_not_placed_is_not_taken(db: Database) -> None:
    workshop = opened(db)
    with db.writing() as tx:
        here = locked(tx, workshop.id)
        assert here is not None
        with pytest.raises(LookupError):
            record(tx, here, what="secret", key="x", item={}, by="person:1", operation=new_id())


def _named(node: ast.AST) -> Iterator[str]:
    """The text that a call of `record` has as its `what`."""
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "record":
        for word in node.keywords:
            if word.arg == "what" and isinstance(word.value, ast.Constant):
                yield str(word.value.value)


def test_every_change_that_the_code_names_is_placed() -> None:
    found = {
        what
        for path in files("cafe/**/*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for what in _named(node)
    }
    assert {"workshop", "table", "dots"} <= found
    assert found <= SEALED.keys() | HOME
