"""A copy has what was planned, all of it, and nothing of what was said or sent."""

from datetime import date

import pytest
from sqlalchemy import inspect, select

from cafe.core.i18n import speaking
from cafe.model import (
    Base,
    CafeTable,
    Database,
    Link,
    Note,
    Organiser,
    Person,
    Question,
    Workshop,
)
from cafe.model.erase import belongings
from cafe.plan import actions
from cafe.plan.programme.ready import ready_programmes
from cafe.plan.queries import questions_of
from cafe.plan.rules_copies import COPIED, NOT_COPIED
from cafe.plan.shipped import SHIPPED
from cafe.table.actions.notes import add_note
from tests.support.world import KEY, a_workshop, new_id, tables_of

DAY = date(2027, 1, 15)
KINDS: dict[str, type[Base]] = {"workshop": Workshop, "question": Question, "table": CafeTable}
# The tables of a café that a copy has rows of its own in, and those that it has none in.
MADE = {"workshop", "question", "cafe_table", "link", "organiser", "change"}
EMPTY = {
    *("note", "poster", "category", "entry", "source", "apart", "opposed", "dot"),
    *(
        "asked",
        "version",
        "invitation",
        "host_address",
        "hall_message",
        "letter_sent",
        "account_link",
    ),
    *("evaluation_answer", "evaluation_sheet"),
    *("api_token", "webhook", "webhook_delivery", "audit", "document_link"),
    *("reading", "remark"),
    *("followup", "followup_answer", "follower", "followup_letter", "series_letter"),
}


@pytest.fixture
def owner(db: Database) -> Person:
    with db.writing() as tx:
        person = Person(email="a@b.c", name="Ada", password_hash="x")
        tx.add(person)
    return person


@pytest.fixture
def source(db: Database, owner: Person) -> Workshop:
    """A café in which everything that can be planned is."""
    workshop = a_workshop(db, counts=[2, 1], parts=["Nå", "Da"], owner=owner, stage="open")
    tables = tables_of(db, workshop)
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        for name in COPIED["workshop"]:
            column = Workshop.__table__.c[name]
            if isinstance(getattr(here, name), str) and name not in ("language", "phones"):
                setattr(here, name, "17:00" if column.type.length == 5 else f"noe om {name}")  # type: ignore[attr-defined]
        here.rounds, here.dots, here.codes = {"count": 3, "minutes": 12, "change": 2}, 3, False
        here.phones, here.abbreviations = "held", {"LMS": "læring"}
        here.report_options, here.print_elaborations = {"lists": True}, True
        here.signature = {"name": "Ada", "position": "Leder", "month": "november 2026"}
        here.intro, here.seating = ["Velkommen."], {"people": 1, "rounds": [[1]]}
        for table in tables:
            row = tx.get_one(CafeTable, table.id)
            row.hosts, row.roles = ["Kari"], [{"host": "Kari", "role": "user"}]
            row.meeting, row.tags, row.by_parts = "https://x.y/1", ["Ternøy"], True
            row.cafe_name, row.main_statement = "KAFÉ KAI", "Det viktigste"
            add_note(
                tx, table=row, uid=new_id(), text="tid", kind="keyword", part=None,
                by="table:1", operation=new_id(),
            )  # fmt: skip
    return workshop


def copied(
    db: Database, source: Workshop, owner: Person, operation: str = "", **how: bool
) -> Workshop:
    with db.writing() as tx:
        return actions.copy_workshop(
            tx,
            source=tx.get_one(Workshop, source.id),
            day=DAY,
            owner=tx.get_one(Person, owner.id),
            secret_key=KEY,
            by="person:1",
            operation=operation or new_id(),
            **how,
        )


def test_each_column_is_copied_or_named() -> None:
    for what, kind in KINDS.items():
        columns = {one.key for one in inspect(kind).column_attrs}
        named = set(COPIED[what]) | NOT_COPIED[what]
        assert columns <= named, f"is it planned, or of that day? (rules_copies.py): {what}"
        assert not set(COPIED[what]) & NOT_COPIED[what]
    tables = {table.name for table in belongings()}
    assert tables == MADE | EMPTY, "say whether a copy has rows of it"


def test_what_is_planned_comes_along(db: Database, source: Workshop, owner: Person) -> None:
    copy = copied(db, source, owner)
    with db.reading() as session:
        here, there = session.get_one(Workshop, copy.id), session.get_one(Workshop, source.id)
        for name in COPIED["workshop"]:
            assert getattr(here, name) == getattr(there, name), name
        assert (here.stage, here.date, here.intro, here.seating) == ("planning", DAY, None, None)
        assert (here.phones, here.report_options) == ("held", {"lists": True})
        assert here.signature == {"name": "Ada", "position": "Leder", "month": ""}
        assert here.series is there.series
        assert here.series is not None
        assert here.series.name == "noe om network"
        old, new = questions_of(session, there), questions_of(session, here)
        assert [one.origin for one in new] == [one.uid for one in old]
        for was, now in zip(old, new, strict=True):
            for name in COPIED["question"]:
                assert getattr(now, name) == getattr(was, name)
            assert now.uid != was.uid
            for laid, before in zip(now.tables, was.tables, strict=True):
                for name in COPIED["table"]:
                    assert getattr(laid, name) == getattr(before, name)
                assert (laid.hosts, laid.roles, laid.meeting) == ([], [], "")
                assert (laid.cafe_name, laid.main_statement, laid.notes) == (None, None, [])


def test_what_was_of_that_day_alone_stays_there(
    db: Database, source: Workshop, owner: Person
) -> None:
    with db.writing() as tx:
        there = tx.get_one(Workshop, source.id)
        there.phones, there.report_options = "paused", {"lists": True, "only": [1]}
        asked = questions_of(tx, there)[0]
        asked.summary, asked.summary_words = "Tid", [[0, 3, "organiser"]]
        asked.prompts = [{"letter": "A", "at_ms": 1}]
        asked.tables[0].cells = [{"cell": "1/7", "said": "illegible"}]
    copy = copied(db, source, owner)
    with db.reading() as session:
        here = session.get_one(Workshop, copy.id)
        assert (here.phones, here.report_options) == ("open", {"lists": True})
        for one in questions_of(session, here):
            assert (one.summary, one.summary_words, one.prompts) == (None, None, [])
            assert [table.cells for table in one.tables] == [[] for _table in one.tables]


def test_nothing_that_was_said_or_sent_comes_along(
    db: Database, source: Workshop, owner: Person
) -> None:
    copy = copied(db, source, owner, hosts=True)
    with db.reading() as session:
        digests = dict.fromkeys((source.id, copy.id))
        for id in digests:
            links = session.scalars(select(Link).where(Link.workshop_id == id)).all()
            digests[id] = {word for link in links for word in (link.token_digest, link.code_digest)}
        assert len(digests[copy.id] or ()) == 8
        assert not (digests[source.id] or set()) & (digests[copy.id] or set())
        assert session.scalars(select(Note).where(Note.workshop_id == copy.id)).all() == []
        assert session.get(Organiser, (copy.id, owner.id))
    assert [table.hosts for table in tables_of(db, copy)] == [["Kari"]] * 3
    assert tables_of(db, copy)[0].roles == [{"host": "Kari", "role": "user"}]


def test_done_twice_it_is_the_same_cafe(db: Database, source: Workshop, owner: Person) -> None:
    operation = new_id()
    first, again = (copied(db, source, owner, operation) for _time in range(2))
    assert first.id == again.id
    assert copied(db, source, owner).id != first.id
    # The copy of a copy is known by where it came from first.
    third = copied(db, first, owner)
    with db.reading() as session:
        origins = [
            [one.origin for one in questions_of(session, session.get_one(Workshop, id))]
            for id in (first.id, third.id)
        ]
        assert origins[0] == origins[1]
        names = {session.get_one(Workshop, id).series_id for id in (source.id, first.id, third.id)}
        assert len(names) == 1


def test_a_template_has_no_day_and_is_never_opened(
    db: Database, source: Workshop, owner: Person
) -> None:
    with db.writing() as tx:
        tx.get_one(Workshop, source.id).title = "ET GODT STED, 12. NOVEMBER 2026"
    template = copied(db, source, owner, template=True)
    with db.writing() as tx:
        here = tx.get_one(Workshop, template.id)
        assert here.template
        assert here.series is None
        assert here.title == "ET GODT STED"
        with pytest.raises(Exception, match="template"), speaking("en"):
            actions.move_stage(tx, workshop=here, stage="open", by="person:1", operation=new_id())
    cafe = copied(db, template, owner)
    with db.reading() as session:
        made = session.get_one(Workshop, cafe.id)
        assert (made.template, made.series, made.date) == (False, None, DAY)
        assert "15. JANUAR 2027" in made.title  # its name and its day make it


@pytest.mark.parametrize("key", SHIPPED)
def test_a_shipped_template_is_a_cafe_in_its_language(
    db: Database, owner: Person, key: str
) -> None:
    shape, operation = SHIPPED[key], new_id()
    made = []
    for _time in range(2):
        with db.writing() as tx:
            workshop = actions.plan_shipped(
                tx, shipped=shape, language="nn", day=DAY, owner=tx.get_one(Person, owner.id),
                secret_key=KEY, by="person:1", operation=operation,
            )  # fmt: skip
            made.append(workshop.id)
    assert made[0] == made[1]
    with db.reading() as session, speaking("nn"):
        here = session.get_one(Workshop, made[0])
        asked = questions_of(session, here)
        assert [one.text for one in asked] == [one.text() for one in shape.questions]
        ready = ready_programmes("nn")[shape.programme or 0]
        assert here.rounds == ready["rounds"]
        blocks = [(one["kind"], one["title"], one["minutes"]) for one in here.programme]
        assert blocks == ready["blocks"]
        letters = [one["prompt"][-2:] for one in here.programme if one["kind"] == "pairs"]
        assert letters == (["/A", "/B", "/C"] if key == "pairs" else [])
        numbers = sorted(t.number for one in asked if one.form == "tables" for t in one.tables)
        assert numbers == list(range(1, shape.tables + 1))
