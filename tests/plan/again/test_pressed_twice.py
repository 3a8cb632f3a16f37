"""A button that begins a café, pressed twice at once, begins one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from cafe.model import Database, Person, Workshop
from cafe.plan.actions import plan_shipped
from cafe.plan.shipped import BLANK
from tests.support.waiting import wait_for
from tests.support.world import KEY, new_id

WAITING = text("SELECT count(*) FROM pg_locks WHERE NOT granted")


def test_two_that_come_at_once_make_one_cafe(postgres_db: Database) -> None:
    db, operation = postgres_db, new_id()
    with db.writing() as tx:
        tx.add(Person(email="berit@example.org", name="Berit", password_hash="x"))

    def begin(tx: Session) -> str:
        owner = tx.scalars(select(Person)).one()
        doing = {"by": f"person:{owner.id}", "operation": operation, "secret_key": KEY}
        day = date(2026, 11, 29)
        made = plan_shipped(tx, shipped=BLANK, language="nb", day=day, owner=owner, **doing)
        return made.id

    def press() -> str:
        with db.writing() as tx:
            return begin(tx)

    def waits() -> bool:
        with db.reading() as session:
            return bool(session.scalar(WAITING))

    with ThreadPoolExecutor(1) as pool:
        with db.writing() as tx:
            first = begin(tx)
            other = pool.submit(press)
            wait_for(
                lambda: other.done() or waits(), what="the second press to be done, or to wait"
            )
        assert other.result() == first
    with db.reading() as session:
        assert session.scalars(select(Workshop.id)).all() == [first]
