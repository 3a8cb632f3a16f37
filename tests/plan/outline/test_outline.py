"""Questions and tables as commands: each carries what was seen, and loses nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from cafe.errors import Conflict, Invalid
from cafe.model import CafeTable, Database, Question, Reading, Remark, Workshop
from cafe.plan import actions, queries
from cafe.table.actions.notes import add_note
from tests.support.world import KEY, a_workshop, new_id, tables_of

TEXTS = ("Hva er bra?", "Hva kan bli bedre?", "Hvem?", "Når?")


class Outline:
    """A café's plan, and hands for it."""

    def __init__(self, db: Database, texts: tuple[str, ...] = TEXTS) -> None:
        """With these questions and no tables."""
        self.db, self.workshop = db, a_workshop(db, questions=(), counts=())
        with db.writing() as tx:
            for text in texts:
                self.add(tx, text)

    def do(self, work: Callable[[Session], Any]) -> Any:
        with self.db.writing() as tx:
            return work(tx)

    def add(self, tx: Session, text: str, **more: Any) -> Question:
        here = tx.get_one(Workshop, self.workshop.id)
        return actions.add_question(tx, workshop=here, text=text, **more, **by())

    def one(self, tx: Session, number: int) -> Question:
        return tx.query(Question).filter_by(workshop_id=self.workshop.id, number=number).one()

    def texts(self) -> list[str]:
        with self.db.reading() as db:
            found = db.query(Question).filter_by(workshop_id=self.workshop.id)
            rows = found.order_by(Question.number).all()
            assert [row.number for row in rows] == list(range(1, len(rows) + 1))
            return [row.text for row in rows]


def by() -> dict[str, Any]:
    return {"by": "person:1", "operation": new_id()}


@pytest.fixture
def outline(db: Database) -> Outline:
    return Outline(db)


@pytest.mark.parametrize("at", [1, 3, None])
def test_a_question_before_another(outline: Outline, at: int | None) -> None:
    def work(tx: Session) -> None:
        before = outline.one(tx, at) if at else None
        outline.add(tx, "Midt i?", before=before)

    outline.do(work)
    row = list(TEXTS)
    row.insert(at - 1 if at else len(row), "Midt i?")
    assert outline.texts() == row


@pytest.mark.parametrize("moved", [1, 2, 4])
@pytest.mark.parametrize("before", [1, 2, 4, None])
def test_a_question_is_moved(outline: Outline, moved: int, before: int | None) -> None:
    def work(tx: Session) -> None:
        one = outline.one(tx, moved)
        other = outline.one(tx, before) if before else None
        if one is not other:
            actions.place_question(tx, question=one, before=other, **by())

    outline.do(work)
    row = [text for at, text in enumerate(TEXTS, 1) if at != moved]
    place = row.index(TEXTS[before - 1]) if before and before != moved else len(row)
    if before == moved:
        place = moved - 1
    row.insert(place, TEXTS[moved - 1])
    assert outline.texts() == row


def test_the_same_id_is_the_same_question(outline: Outline) -> None:
    uid = new_id()
    first = outline.do(lambda tx: outline.add(tx, "En gang?", uid=uid).id)
    assert outline.do(lambda tx: outline.add(tx, "En gang?", uid=uid).id) == first
    assert outline.texts() == [*TEXTS, "En gang?"]


def test_words_are_not_written_over(outline: Outline) -> None:
    def reword(was: str, text: str, **more: Any) -> Any:
        words = {"was": was, "text": text, **more}
        return outline.do(
            lambda tx: actions.reword_question(tx, question=outline.one(tx, 1), **words, **by())
        )

    reword(TEXTS[0], "Hva virker?")
    with pytest.raises(Conflict) as refused:
        reword(TEXTS[0], "Hva er best?")
    assert refused.value.now["text"] == "Hva virker?"  # type: ignore[index]
    with pytest.raises(Invalid):
        reword("Hva virker?", " ")
    with outline.db.writing() as tx:
        tx.get_one(Workshop, outline.workshop.id).stage = "open"
    with pytest.raises(Conflict) as refused:
        reword("Hva virker?", "Hva er best?")
    assert refused.value.where == "why"
    reword("Hva virker?", "Hva er best?", why="det var uklart")
    with pytest.raises(Conflict), outline.db.writing() as tx:
        actions.remove_question(tx, question=outline.one(tx, 1), was="Hva virker?", **by())
    assert outline.texts() == ["Hva er best?", *TEXTS[1:]]


def test_as_many_tables_as_are_asked_for(outline: Outline) -> None:
    def count(number: int, was: int, wanted: int) -> None:
        def work(tx: Session) -> None:
            asked = outline.one(tx, number)
            doer = {"secret_key": KEY, **by()}
            actions.set_count(tx, question=asked, was=was, count=wanted, **doer)

        outline.do(work)

    for number in (1, 2, 3):
        count(number, 0, 2)
    with pytest.raises(Conflict):
        count(1, 0, 3)
    count(3, 2, 1)
    assert [table.number for table in tables_of(outline.db, outline.workshop)] == [1, 2, 3, 4, 5]
    outline.do(
        lambda tx: actions.number_tables(
            tx, workshop=tx.get_one(Workshop, outline.workshop.id), **by()
        )
    )
    with outline.db.reading() as db:
        here = db.get_one(Workshop, outline.workshop.id)
        laid = [[t.number for t in q.tables] for q in queries.questions_of(db, here)]
    assert laid == [[1, 3], [2, 4], [5], []]
    with outline.db.writing() as tx:
        last = outline.one(tx, 1).tables[-1]
        add_note_at(tx, last)
    with pytest.raises(Conflict):
        count(1, 2, 1)
    with pytest.raises(Invalid):
        count(2, 2, 999)


def add_note_at(tx: Session, table: CafeTable) -> None:
    table.question.workshop.stage = "open"
    add_note(tx, table=table, uid=new_id(), kind="keyword", text="lys", **by())


@pytest.mark.parametrize("text", ["http://example.org", "https://to adresser", "zoom"])
def test_a_meeting_link_is_safe(db: Database, text: str) -> None:
    workshop = a_workshop(db, counts=[1, 1])
    with db.writing() as tx:
        table = tx.merge(tables_of(db, workshop)[0])
        with pytest.raises(Invalid):
            actions.set_meeting(tx, table=table, was="", text=text, **by())


def test_hosts_keep_their_roles_and_take_them_along(db: Database) -> None:
    workshop = a_workshop(db, counts=[1, 1])

    def hosts(was: list[str], names: list[str], **more: Any) -> list[dict[str, str]]:
        with db.writing() as tx:
            table = tx.get_one(CafeTable, tables_of(db, workshop)[0].id)
            doer = {**more, **by()}
            return actions.set_hosts(tx, table=table, was=was, hosts=names, **doer).roles

    ada = {"host": "Ada", "role": "user"}
    assert hosts([], ["Ada", "Bo"], roles={"Ada": "user"}) == [ada]
    assert hosts(["Ada", "Bo"], ["Ada", "Per"]) == [ada]
    with pytest.raises(Conflict):
        hosts(["Ada", "Bo"], ["Siri"])
    with pytest.raises(Invalid):
        hosts(["Ada", "Per"], ["Ada"], roles={"Ada": "queen"})
    assert hosts(["Ada", "Per"], ["Per"]) == []


def test_two_who_choose_roles_at_once_lose_nothing_silently(db: Database) -> None:
    workshop, names = a_workshop(db, counts=[1, 1]), ["Ada", "Bo"]

    def chosen(saw: dict[str, str], roles: dict[str, str]) -> dict[str, str]:
        with db.writing() as tx:
            table = tx.get_one(CafeTable, tables_of(db, workshop)[0].id)
            doer: dict[str, Any] = {"was": table.hosts, "hosts": names, "roles": roles, **by()}
            actions.set_hosts(tx, table=table, saw=saw, **doer)
            return {one["host"]: one["role"] for one in table.roles}

    assert chosen({}, {}) == {}
    assert chosen({}, {"Ada": "user"}) == {"Ada": "user"}
    assert chosen({}, {"Bo": "other"}) == {"Ada": "user", "Bo": "other"}
    with pytest.raises(Conflict):
        chosen({}, {"Ada": "professional"})
    both = {"Ada": "professional", "Bo": "other"}
    assert chosen({"Ada": "user"}, {"Ada": "professional"}) == both
    assert chosen({"Ada": "user", "Bo": "other"}, {"Ada": "user"}) == {"Ada": "professional"}


def test_words_that_came_unseen_do_not_go_with_their_table(outline: Outline) -> None:
    def hosted(tx: Session) -> None:
        question = outline.one(tx, 1)
        actions.set_count(tx, question=question, was=0, count=2, secret_key=KEY, **by())
        table = question.tables[-1]
        actions.set_hosts(tx, table=table, was=[], hosts=["Kari"], **by())
        actions.set_tags(tx, table=table, was=[], tags=["Ternøy"], **by())
        actions.set_parts(tx, question=question, was=[], parts=["nå", "siden"], **by())

    outline.do(hosted)
    ways: dict[str, Callable[[Session, list[str]], Any]] = {
        "count": lambda tx, seen: actions.set_count(
            tx, question=outline.one(tx, 1), was=2, count=1, seen=seen, secret_key=KEY, **by()
        ),
        "form": lambda tx, seen: actions.set_form(
            tx, question=outline.one(tx, 1), was="tables", form="pairs", seen=seen,
            secret_key=KEY, **by(),
        ),
        "gone": lambda tx, seen: actions.remove_question(
            tx, question=outline.one(tx, 1), was=TEXTS[0], seen=seen, **by()
        ),
    }  # fmt: skip
    words = {"count": {"Kari", "Ternøy"}, "form": {"Kari", "Ternøy"}}
    for name, way in ways.items():
        with pytest.raises(Conflict) as refused, outline.db.writing() as tx:
            way(tx, ["Kari"])
        assert seen_in(refused.value) == words.get(name, {"nå", "siden", "Kari", "Ternøy"})
        assert refused.value.where == "was"
    outline.do(lambda tx: ways["gone"](tx, ["Kari", "Ternøy", "nå", "siden"]))
    assert outline.texts() == list(TEXTS[1:])


def seen_in(refused: Conflict) -> set[str]:
    now: Any = refused.now
    return set(now["seen"])


def test_a_count_that_is_another_is_told(outline: Outline) -> None:
    def count(tx: Session, was: int, to: int) -> None:
        actions.set_count(
            tx, question=outline.one(tx, 1), was=was, count=to, secret_key=KEY, **by()
        )

    outline.do(lambda tx: count(tx, 0, 3))
    with pytest.raises(Conflict) as refused:
        outline.do(lambda tx: count(tx, 0, 2))
    now: Any = refused.value.now
    assert now["count"] == 3


def test_a_table_behind_the_last_number_gets_one_that_is_free(outline: Outline) -> None:
    def count(tx: Session, was: int, to: int) -> list[int]:
        question, doer = outline.one(tx, 1), {"secret_key": KEY, **by()}
        return [
            table.number
            for table in actions.set_count(tx, question=question, was=was, count=to, **doer).tables
        ]

    def last(tx: Session) -> None:
        actions.set_form(
            tx, question=outline.one(tx, 2), was="tables", form="pairs", secret_key=KEY, **by()
        )
        table = outline.one(tx, 1).tables[-1]
        actions.number_table(tx, table=table, was=2, number=900, **by())

    outline.do(lambda tx: count(tx, 0, 2))
    outline.do(last)
    assert outline.do(lambda tx: count(tx, 2, 4)) == [1, 2, 3, 900]


def test_before_itself_a_question_stands_where_it_is(outline: Outline) -> None:
    def place(tx: Session) -> None:
        one = outline.one(tx, 2)
        seen = one.workshop.revision
        actions.place_question(tx, question=one, before=one, **by())
        assert one.workshop.revision == seen

    outline.do(place)
    assert outline.texts() == list(TEXTS)


def test_a_question_that_readers_have_remarked_on_stays(outline: Outline) -> None:
    def remark(tx: Session) -> None:
        here = {"workshop_id": outline.workshop.id}
        reading = Reading(uid=new_id(), number=1, **here)
        tx.add(reading)
        tx.flush()
        about = {"about": "question", "words": "x", "kind": "missing", "text": "Bussen"}
        at = {"reading_id": reading.id, "question_id": outline.one(tx, 1).id, **here}
        tx.add(Remark(uid=new_id(), **at, **about))

    outline.do(remark)
    with pytest.raises(Conflict) as refused:
        outline.do(lambda tx: actions.remove_question(tx, question=outline.one(tx, 1), **by()))
    assert refused.value.where == "gone"
    assert outline.texts() == list(TEXTS)
