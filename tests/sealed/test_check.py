"""What is changed, taken away or added beside the history is found in the archive alone."""

from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from cafe.archive.history.check import Counts, check_history, counts
from cafe.model import (
    Apart,
    CafeTable,
    Category,
    Change,
    Database,
    Dot,
    Entry,
    Note,
    Opposed,
    Poster,
    Question,
    Source,
    VisitorQuestion,
    Workshop,
    locked,
)
from cafe.model.sealing import erase_lines
from tests.archive.archives import with_origins
from tests.report.samples import brought_in
from tests.sealed.beside import after, archive_in
from tests.sealed.day import fresh, live
from tests.support.world import new_id


def test_a_whole_history_is_whole(sealed: tuple[Database, str]) -> None:
    assert after(sealed, Session.flush) == []


def _first(kind: type[Any]) -> Any:
    """The key of some row."""
    return sa.select(*kind.__table__.primary_key).limit(1).scalar_subquery()


TRIED: set[str] = set()  # columns of a change


def _set(kind: type[Any], where: str = "", **values: Any) -> Callable[[Session], Any]:
    table = kind.__table__
    if kind is Change:
        TRIED.update(values)
    return lambda tx: tx.execute(sa.update(table).where(sa.text(where or "true")).values(**values))


def _gone(kind: type[Any]) -> Callable[[Session], Any]:
    def change(tx: Session) -> None:
        tx.delete(tx.scalars(sa.select(kind), execution_options={"every_state": True}).first())

    return change


BESIDE: dict[str, Callable[[Session], Any]] = {
    "another introduction": _set(Workshop, intro=["Everybody is content."]),
    "other options": _set(Workshop, report_options={"marks": True}),
    "no elaborations": _set(Workshop, print_elaborations=False),
    "another abbreviation": _set(Workshop, abbreviations={"HB": "the mayor"}),
    "another summary": _set(Question, summary="Everybody is content."),
    "no summary": _set(Question, summary=None),
    "another picture": _set(Poster, alt="content people"),
    "another programme": _set(Workshop, programme=[]),
    "all under one heading": lambda tx: tx.execute(
        sa.update(Entry).values(category_id=_first(Category))
    ),
    "all at one table": lambda tx: tx.execute(
        sa.update(Note).values(
            table_id=sa.select(sa.func.max(CafeTable.__table__.c.id)).scalar_subquery()
        )
    ),
    "another order": lambda tx: tx.execute(
        sa.update(Category).values(position=-Category.__table__.c.position)
    ),
    "absorbed": _set(Source, absorbed=True),
    "printed": _set(Source, absorbed=False),
    "a source less": _gone(Source),
    "a sentence less": _gone(Entry),
    "a note less": lambda tx: tx.execute(sa.delete(Note).where(Note.__table__.c.text == "soup")),
    "a note withdrawn": _set(Note, "text = 'soup'", state="withdrawn", aside_reason=None),
    "a question less": _gone(VisitorQuestion),
    "a dot less": _gone(Dot),
    "no longer apart": _gone(Apart),
    "no longer opposed": _gone(Opposed),
    "a note more": lambda tx: tx.add(
        Note(
            uid=new_id(),
            workshop_id=tx.scalars(sa.select(Workshop.id)).one(),
            table_id=tx.scalars(sa.select(CafeTable.id)).first(),
            kind="keyword",
            text="all is well",
        )
    ),
    "a sentence more": lambda tx: tx.add(
        Entry(
            id=new_id(),
            category_id=tx.scalars(sa.select(Category.id)).first(),
            text="All is well.",
            position=99.0,
        )
    ),
    "a heading more": lambda tx: tx.add(
        Category(
            id=new_id(),
            question_id=tx.scalars(sa.select(Question.id)).first(),
            heading="All",
            position=9.0,
        )
    ),
    "another seal": _set(Workshop, seal=bytes(32)),
    "a line less": lambda tx: tx.execute(sa.delete(Change).where(Change.__table__.c.revision == 3)),
    "the last line less": lambda tx: tx.execute(
        sa.delete(Change).where(
            Change.__table__.c.revision
            == sa.select(sa.func.max(Change.__table__.c.revision)).scalar_subquery()
        )
    ),
    "a line in another place": _set(Change, "revision = 3", revision=300),
    "called erased": _set(Change, "revision = 3", erased=True, item=sa.null(), salt=None),
    "no leaf": _set(Change, "revision = 3", leaf=None, salt=None),
    "by another": _set(Change, "revision = 3", by="table:1"),
    "at another time": _set(Change, "revision = 3", at=sa.func.datetime("2001-01-01")),
    "another operation": _set(Change, "revision = 3", act=new_id()),
    "as an undo": _set(Change, "revision = 3", undoes=new_id()),
    "of another thing": _set(Change, "revision = 3", key=new_id()),
    "of another kind": _set(Change, "what = 'dots'", what="gathered"),
    "in other words": _set(Change, "what = 'note'", item={"text": "content"}),
    "with another salt": _set(Change, "revision = 3", salt=bytes(16)),
    "with another leaf": _set(Change, "revision = 3", leaf=bytes(32)),
}


@pytest.mark.parametrize("what", BESIDE)
def test_whatever_is_done_beside_the_history_is_found(
    sealed: tuple[Database, str], what: str
) -> None:
    assert after(sealed, BESIDE[what])


def test_every_column_of_a_change_is_tried() -> None:
    assert {column.name for column in Change.__table__.columns} - TRIED == {"workshop_id"}


def test_an_erasure_passes_and_is_counted(sealed: tuple[Database, str]) -> None:
    db, here = sealed

    def older(tx: Session) -> int:
        query = sa.select(Change.revision).where(Change.what == "workshop")
        return tx.scalars(query.order_by(Change.revision)).first() or 0

    def erase(tx: Session, told: bool = True) -> None:
        workshop = locked(tx, here)
        assert workshop is not None
        who: dict[str, Any] = {"by": "person:1", "operation": new_id()}
        line = older(tx)
        if told:
            erase_lines(tx, workshop, [line], kind="fact", reason="name", **who)
        else:
            erase_lines(tx, workshop, [line], kind="fact", reason="name", **who)
            item = {"kind": "fact", "reason": "name", "lines": []}
            tx.execute(sa.update(Change).where(Change.what == "erased").values(item=item))

    assert after(sealed, erase) == []
    assert {one.check for one in after(sealed, lambda tx: erase(tx, told=False))} >= {"erasures"}
    with db.writing() as tx:
        erase(tx)
    with db.reading() as session:
        archive = archive_in(session, here)
    assert counts(archive).erased == 1
    again = fresh()
    with again.reading() as session:
        assert check_history(archive_in(session, brought_in(again, archive))) == []
    again.engine.dispose()
    (line,) = [one for one in archive["history"] if one.get("erased")]
    line |= {"item": {"title": "Kari"}, "salt": "00" * 16}
    del line["erased"]
    assert "erasures" in {one.check for one in check_history(archive)}


def test_a_cafe_that_was_not_sealed_is_accused_of_nothing(db: Database) -> None:
    with db.reading() as session:
        archive = archive_in(session, brought_in(db, with_origins()))
    assert check_history(archive) == []
    assert counts(archive) == Counts(0, 0, 0)


@pytest.mark.parametrize("seed", range(20, 23))
def test_no_honest_cafe_is_accused_nor_its_faithful_copy(seed: int) -> None:
    db, other = fresh(), fresh()
    here, _done = live(db, seed, 60)
    with db.reading() as session:
        archive = archive_in(session, here)
    assert [str(one) for one in check_history(archive)] == []
    copy = brought_in(other, archive)
    with other.reading() as session:
        assert check_history(archive_in(session, copy)) == []
    for database in (db, other):
        database.engine.dispose()
