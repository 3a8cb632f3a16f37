"""Whatever happens to a form, the sealed history tells what the archive says, and of no answer."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.archive.history.check import check_history
from cafe.erasure.actions import erase_words
from cafe.erasure.request import Plan
from cafe.evaluation import actions
from cafe.evaluation.rules import Device, Said
from cafe.model import Change, Database, Workshop, locked
from cafe.plan.actions import move_stage
from cafe.verify.past import archive_at
from tests.archive.archives import Item, note_id
from tests.sealed.beside import a_sealed_cafe, archive_in
from tests.support.world import new_id

GOOD, WORD = note_id(60), "Wærtsen"  # what was good? (tests/archive/archives.py)


class Day:
    """A sealed café in which participants were asked, and the form is closed."""

    def __init__(self) -> None:
        """Nothing is wrong with it."""
        self.db, self.here = a_sealed_cafe()
        self.revision()

    def does(self, do: Callable[..., Any], **more: Any) -> None:
        """One thing, of the participants' form unless `more` says otherwise."""
        with self.db.writing() as tx:
            workshop = self.cafe(tx)
            words = {"audience": "participants", "operation": new_id(), **more}
            do(tx, workshop=workshop, **words)

    def cafe(self, tx: Session) -> Workshop:
        workshop = locked(tx, self.here)
        assert workshop is not None
        return workshop

    def sheet(self, *, paper: bool = False) -> None:
        device = Device("key", self.here, new_id())
        said = [Said(GOOD, f"{WORD} sang", 0)]
        self.does(actions.answer, device=device, given=said, was="", paper=paper)

    def archive(self) -> Item:
        with self.db.reading() as session:
            return archive_in(session, self.here)

    def revision(self) -> int:
        """Of now, at which nothing is wrong."""
        found = self.archive()
        assert check_history(found) == []
        return int(found["history"][-1]["n"])

    def known(self, revision: int) -> bool:
        """Whether it is known how the form stood then."""
        then = archive_at(self.archive(), revision)
        assert then is not None
        return then.evaluated


def told(db: Database) -> list[Item | None]:
    with db.reading() as session:
        query = select(Change.item).where(Change.what == "evaluation").order_by(Change.revision)
        return list(session.scalars(query))


def test_a_form_is_held_to_the_history_from_first_to_last() -> None:
    day = Day()
    who: dict[str, Any] = {"by": "person:1"}
    before = day.revision()
    assert day.known(before)
    day.does(actions.open_form, **who)
    day.sheet()
    assert told(day.db)[-1]["answers"] == 5, "while it is open nobody is told who answers"  # type: ignore[index]
    day.revision()
    day.does(actions.close_form, **who)
    closed = day.revision()
    assert [day.known(before), day.known(closed)] == [False, True]
    day.sheet(paper=True)
    day.does(actions.add_asked, kind="text", text="Else?", choices="", **who)
    now = day.revision()
    assert [day.known(closed), day.known(now)] == [False, True]
    assert [one and one["answers"] for one in told(day.db)] == [5, 6, 7, 7]
    day.does(actions.open_form, **who)
    day.sheet()
    with day.db.writing() as tx:  # the forms close with the café
        move_stage(tx, workshop=day.cafe(tx), stage="finished", operation=new_id(), **who)
    day.revision()
    with day.db.writing() as tx:
        plan = Plan((WORD.casefold(),), frozenset({("answer", GOOD)}))
        why: dict[str, Any] = {"kind": "words", "reason": "person", "operation": new_id()}
        erase_words(tx, workshop=day.cafe(tx), plan=plan, **why, **who)
    day.revision()
    assert WORD not in str(day.archive())
    # Who has a digest of all, and all but one word, could try out words: those lines went too.
    assert [one and one["answers"] for one in told(day.db)] == [*[None] * 5, 8]
    day.db.engine.dispose()
