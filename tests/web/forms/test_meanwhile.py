"""Something ended between the question who asks and the doing: by another tab, or somebody else."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from traceback import walk_stack

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from cafe.errors import Conflict
from cafe.model import Database, Organisation, Person
from cafe.people.actions import add_person
from cafe.people.colleagues.actions import reset_link, use
from cafe.people.organisations.actions import set_admin
from cafe.people.organisations.inviting import invite_member
from cafe.people.routes.login import KNOWN
from tests.people.colleagues import account, enter
from tests.support.app import PASSWORD, Visitor
from tests.support.waiting import wait_for
from tests.support.world import new_id

KEY = "a key for tests"


@contextmanager
def waiting_for_its_turn(post: Callable[[], TestResponse]) -> Iterator[Future[TestResponse]]:
    """What is posted has got as far as the password's turn, and goes on after the block."""
    free = KNOWN._place._value
    with ThreadPoolExecutor(1) as pool:
        with KNOWN.turn():
            answer = pool.submit(post)
            wait_for(lambda: free - KNOWN._place._value == 2, what="the form to wait")
            yield answer
        answer.result()


def a_writer_waits() -> bool:
    """Whether some thread stands before the one that writes now."""
    stacks = (walk_stack(frame) for frame in sys._current_frames().values())
    return any(frame.f_code.co_name == "_turn" for stack in stacks for frame, _line in stack)


def test_a_link_that_another_tab_used_meanwhile_says_so(
    cafe_app: Flask, organiser: Visitor, visitor: Visitor
) -> None:
    db = cafe_app.extensions["cafe"].db
    per = account(db, "per@example.org")
    with db.writing() as tx:
        home = tx.scalars(select(Organisation)).one()
        joins = invite_member(
            tx,
            organisation=home,
            admin=False,
            name="",
            email="",
            made_by=1,
            secret_key=KEY,
            mails=False,
            operation=new_id(),
        )
        resets = reset_link(tx, person=tx.get_one(Person, per), made_by=None, secret_key=KEY)
    new = {"name": "Kari", "email": "kari@example.org", "password": "en lang liten setning"}
    for number, (address, form) in enumerate(
        ((f"/join/{joins}", {"form": "new", **new}), (f"/reset/{resets}", {"form": "reset", **new}))
    ):
        visitor.token()
        sent = waiting_for_its_turn(partial(visitor.post, address, **form))
        with sent as answer, db.writing() as tx:
            use(tx, number + 1)
        assert answer.result().status_code == 410, address
        assert "used" in answer.result().text, address


def test_an_account_that_was_deleted_meanwhile_is_logged_out(
    cafe_app: Flask, organiser: Visitor
) -> None:
    db = cafe_app.extensions["cafe"].db
    per = account(db, "per@example.org")
    for form in ("delete", "password", "email"):
        known = enter(cafe_app, per)
        known.token()
        post = partial(known.post, f"/account/{form}", form=form, password=PASSWORD)
        with waiting_for_its_turn(post) as answer, db.writing() as tx:
            tx.delete(tx.get_one(Person, per))
        assert answer.result().location.startswith("/login"), form
        per = account(db, "per@example.org")


def test_who_runs_the_organisation_no_longer_changes_nothing_there(
    cafe_app: Flask, organiser: Visitor
) -> None:
    db = cafe_app.extensions["cafe"].db
    per = account(db, "per@example.org")
    with db.writing() as tx:
        tx.get_one(Person, per).admin_of_organisation = True
    known = enter(cafe_app, per)
    known.token()
    said = {"form": "name", "was": "", "name": "Per sitt"}
    with ThreadPoolExecutor(1) as pool, db.writing() as tx:
        answer = pool.submit(lambda: known.post("/organisation/name", **said))
        wait_for(a_writer_waits, what="the form to come in")
        tx.get_one(Person, per).admin_of_organisation = False
        tx.commit()
    assert answer.result().status_code == 403


def test_of_two_at_once_on_postgresql_one_is_refused(postgres_db: Database) -> None:
    """Admins who act on each other, and two accounts with one address."""
    with postgres_db.writing() as tx:
        home = tx.scalars(select(Organisation)).one()
        for name in ("ada", "bo", "kari"):
            add_person(tx, email=f"{name}@example.org", name=name, password_hash="x")
        tx.flush()
        people = dict(tx.execute(select(Person.email, Person.id)).all())
        ada, bo = (people[f"{name}@example.org"] for name in ("ada", "bo"))
        tx.get_one(Person, bo).admin_of_organisation = True
        assert tx.get_one(Person, ada).organisation_id == home.id

    def no_admin(tx: Session, by: int, person: int) -> None:
        asks = tx.get_one(Person, by)  # as every route does
        assert asks.organisation_id
        set_admin(tx, person=tx.get_one(Person, person), admin=False)

    def new(tx: Session, *_who: int) -> None:
        add_person(tx, email="ola@example.org", name="Ola", password_hash="x")

    def beside(what: Callable[..., None], by: int, person: int) -> None:
        with postgres_db.writing() as tx:
            what(tx, by, person)

    def stands_or_is_done(answer: Future[None]) -> bool:
        """Whether it waits for what another has not committed yet."""
        with postgres_db.engine.connect() as asked:
            waits = asked.scalar(text("SELECT count(*) FROM pg_locks WHERE NOT granted"))
        return answer.done() or bool(waits)

    for what, one, other in ((no_admin, ada, bo), (new, 0, 0)):
        with ThreadPoolExecutor(1) as pool:
            with postgres_db.writing() as tx:
                what(tx, one, other)
                answer = pool.submit(beside, what, other, one)
                wait_for(partial(stands_or_is_done, answer), what="the second to come")
            with pytest.raises(Conflict):
                answer.result()
