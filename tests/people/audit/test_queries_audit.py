"""A page of the audit log, and who is in it, on a database alone."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from cafe.core.i18n import speaking
from cafe.model import Audit, Database, Workshop
from cafe.people.audit import queries
from cafe.people.audit.rules import Asked
from tests.people.colleagues import account
from tests.support.world import a_workshop, tables_of

NOON = datetime(2026, 2, 1, 12, tzinfo=UTC)


def written(
    tx: Session, workshop: Workshop, what: str, by: str, about: str = "", *, days: int = 0
) -> None:
    at = NOON + timedelta(days=days)
    row = Audit(workshop_id=workshop.id, what=what, by=by, about=about)
    row.at, row.last, row.times = at, at + timedelta(hours=1), 2
    tx.add(row)
    tx.flush()


@pytest.fixture
def cafes(db: Database) -> tuple[Workshop, Workshop]:
    """One that is asked for, and another, with rows of Zara, Anna, a program and the house."""
    zara, anna = account(db, "zara@example.org"), account(db, "anna@example.org")
    here, other = a_workshop(db, counts=(1,), questions=("Hva?",)), a_workshop(db)
    [table] = tables_of(db, here)
    with db.writing() as tx:
        written(tx, here, "code", f"person:{zara}", f"table:{table.id}")
        written(tx, here, "link", "person:99", "table:99", days=1)
        written(tx, here, "downloaded", f"person:{anna}", "pdf", days=2)
        written(tx, here, "downloaded", "house", "zip", days=3)
        written(tx, here, "link", "terminal", "wall", days=4)
        written(tx, other, "downloaded", "person:98", "docx")
    return here, other


def page(db: Database, cafe: Workshop, asked: Asked) -> list[str]:
    with db.reading() as session, speaking("en"):
        rows, more = queries.page_of(session, cafe, asked)
    assert more is None
    return [f"{row.who} {row.words}" for row in rows]


WHOLE = [
    "The server's terminal renewed a link (the wall)",
    "The program itself took away a file (zip)",
    "Anna took away a file (pdf)",
    "A former organiser renewed a link (a table)",
    "Zara renewed a short code (Table 1)",
]


def test_each_row_says_who_did_what_the_newest_first(
    db: Database, cafes: tuple[Workshop, Workshop]
) -> None:
    here, other = cafes
    assert page(db, here, Asked()) == WHOLE
    assert page(db, other, Asked()) == ["A former organiser took away a file (docx)"]


def test_what_is_asked_for_is_what_comes(db: Database, cafes: tuple[Workshop, Workshop]) -> None:
    here, _other = cafes
    day = date(2026, 2, 3)
    for asked, rows in (
        (Asked(kind="files"), WHOLE[1:3]),
        (Asked(by="terminal"), WHOLE[:1]),
        (Asked(since=day), WHOLE[:3]),
        (Asked(until=day), WHOLE[2:]),
        (Asked(since=day, until=day), WHOLE[2:3]),
        (Asked(before=3), WHOLE[3:]),
    ):
        assert page(db, here, asked) == rows, asked
    with db.reading() as session, speaking("en"):
        first = queries.page_of(session, here, Asked(kind="files"))[0][-1]
        assert (first.id, first.times, first.last - first.at) == (3, 2, timedelta(hours=1))
        assert first.at == NOON + timedelta(days=2)


def test_a_page_is_so_long_and_the_next_begins_after_it(
    db: Database, cafes: tuple[Workshop, Workshop], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "A_PAGE", 2)
    found, before = [], None
    with db.reading() as session:
        for _page in range(3):
            rows, before = queries.page_of(session, cafes[0], Asked(before=before))
            found.append([row.id for row in rows])
        assert before is None
        assert found == [[5, 4], [3, 2], [1]]
        assert queries.page_of(session, cafes[0], Asked(before=3))[1] is None, "two, and no more"


def test_who_is_in_the_log_is_listed_by_name(
    db: Database, cafes: tuple[Workshop, Workshop]
) -> None:
    with db.reading() as session, speaking("en"):
        names = queries.everybody_in(session, cafes[0])
    assert list(names.values()) == [
        *("A former organiser", "Anna", "The program itself", "The server's terminal", "Zara"),
    ]
    assert names["person:99"] == "A former organiser"
