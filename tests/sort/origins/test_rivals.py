"""Several bring notes in and sort at once: each row is there once, and none is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from cafe.core.i18n import speaking
from cafe.errors import CafeError
from cafe.model import Base, Category, Database, Entry, Note, Origin, Question, Workshop, locked
from cafe.model.note import SORTED_TOO
from cafe.sort import actions
from cafe.sort.origins.actions import origin_named, take_in
from cafe.sort.origins.rules import Row
from cafe.sort.queries import accounts_of_workshop
from tests.sort.world import Operation, build, new_id, operation

SLICES, ROWS = 4, 5
ROUNDS = 12


@pytest.fixture(params=["sqlite", "postgresql"])
def base(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    if request.param == "postgresql":
        found: Database = request.getfixturevalue("postgres_db")
        return found
    database = Database(f"sqlite:///{tmp_path / 'cafe.db'}")
    Base.metadata.create_all(database.engine)
    return database


def tried(work: Callable[[], int]) -> int:
    """As whoever is told that the café is busy: nothing was changed, and they try again."""
    while True:
        try:
            return work()
        except OperationalError as error:
            if "locked" not in str(error):
                raise


class Hall:
    """A café in the stage of sorting, for threads that each act as somebody."""

    def __init__(self, base: Database) -> None:
        self.base = base
        with base.writing() as tx:
            world = build(tx)
            self.id, self.question = world.workshop.id, world.question.id

    def bring_in(self, name: str) -> int:
        """In slices, each sent twice, as a page does whose answer was lost; how many came in."""
        act, taken = operation(f"person:{name}"), 0
        for at in range(0, SLICES * ROWS, ROWS):
            rows = [Row(f"{name} {n}", heading="Felles") for n in range(at, at + ROWS)]
            sent = partial(self._slice, rows, at, act)
            taken += tried(sent) + tried(sent)
        return taken

    def _slice(self, rows: list[Row], first: int, act: Operation) -> int:
        with speaking("en"), self.base.writing() as tx:
            locked(tx, self.id)
            question = tx.get_one(Question, self.question)
            target = origin_named(tx, question=question, name="Skjema", **act)
            return len(take_in(tx, target=target, rows=rows, first=first, **act).taken)

    def sort(self, name: str) -> int:
        """Set aside and take back what is there; how often."""
        return sum(tried(partial(self._there_and_back, name)) for _round in range(ROUNDS))

    def _there_and_back(self, name: str) -> int:
        with speaking("en"), self.base.writing() as tx:
            locked(tx, self.id)
            here = select(Entry).join(Category).where(Category.question_id == self.question)
            entries = list(tx.scalars(here.order_by(Entry.position)))
            if not entries:
                return 0
            actions.unplace(tx, entry=entries[-1], **operation(f"person:{name}"))
            workshop = tx.get_one(Workshop, self.id)
            actions.undo(tx, workshop=workshop, **operation(f"person:{name}"))
            return 1


def test_nothing_is_lost_and_nothing_is_there_twice(base: Database) -> None:
    hall = Hall(base)
    work: list[Callable[[], int]] = [
        lambda: hall.bring_in("2"),
        lambda: hall.bring_in("3"),
        lambda: hall.sort("4"),
    ]
    with ThreadPoolExecutor(len(work)) as pool:
        first, second, _sorted = [each.result() for each in [pool.submit(one) for one in work]]
    assert first == second == SLICES * ROWS
    with base.reading() as db:
        workshop = db.get_one(Workshop, hall.id)
        texts = db.scalars(select(Note.text).where(Note.gathered), execution_options=SORTED_TOO)
        assert sorted(texts) == sorted(f"{n} {at}" for n in (2, 3) for at in range(SLICES * ROWS))
        assert len(list(db.scalars(select(Origin)))) == 1
        assert len(list(db.scalars(select(Category)))) == 1
        piles = accounts_of_workshop(db, workshop)
        assert piles.balance
        assert len(piles.printed) == 2 * SLICES * ROWS


def test_who_undoes_while_another_brings_in_takes_out_the_own_alone(base: Database) -> None:
    hall = Hall(base)
    hall.bring_in("2")

    def undo() -> int:
        with speaking("en"), base.writing() as tx:
            workshop = locked(tx, hall.id)
            assert workshop is not None
            actions.undo(tx, workshop=workshop, by="person:2", operation=new_id())
        return 0

    with ThreadPoolExecutor(2) as pool:
        other, mine = pool.submit(hall.bring_in, "3"), pool.submit(tried, undo)
        assert other.result() == SLICES * ROWS
        refused = mine.exception()
    # The heading that came with it may have the other's sentences by then: said in words.
    assert refused is None or isinstance(refused, CafeError)
    with base.reading() as db:
        texts = db.scalars(select(Note.text).where(Note.gathered), execution_options=SORTED_TOO)
        whose = {text.split()[0] for text in texts}
        assert whose == ({"3"} if refused is None else {"2", "3"})
        assert accounts_of_workshop(db, db.get_one(Workshop, hall.id)).balance
