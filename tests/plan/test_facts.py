"""The facts of a gathering: who writes over whom, and the header line that follows them."""

from datetime import date

import pytest

from cafe.errors import Conflict
from cafe.model import Change, Database, Person, Workshop
from cafe.plan import actions
from cafe.plan.actions.facts import facts_of
from cafe.plan.rules_facts import FACTS, header_line, unnamed
from tests.support.world import a_workshop, new_id


def set_fact(db: Database, workshop: Workshop, name: str, was: str, text: str, **by: str) -> str:
    """The header line after it."""
    who = {"by": "person:1", "operation": new_id(), **by}
    with db.writing() as tx:
        here = tx.get_one(Workshop, workshop.id)
        return actions.set_fact(tx, workshop=here, name=name, was=was, text=text, **who).title


def facts(db: Database, workshop: Workshop) -> dict[str, str]:
    with db.reading() as session:
        return facts_of(session.get_one(Workshop, workshop.id))


def test_every_fact_is_kept_and_taken_back(db: Database) -> None:
    workshop = a_workshop(db)
    for name in FACTS.keys() - {"date", "language", "starts", "ends", "silent"}:
        was = facts(db, workshop)[name]
        set_fact(db, workshop, name, was, f"nå {name}")
        assert facts(db, workshop)[name] == f"nå {name}"
        set_fact(db, workshop, name, f"nå {name}", was or "igjen")
    set_fact(db, workshop, "silent", "", "5")
    assert facts(db, workshop)["silent"] == "5"
    was = facts(db, workshop)["date"]
    set_fact(db, workshop, "date", was, "2014-09-05")
    with db.reading() as session:
        assert session.get_one(Workshop, workshop.id).date == date(2014, 9, 5)


def test_the_header_line_follows_the_facts_until_somebody_words_it(db: Database) -> None:
    workshop = a_workshop(db, language="nb")
    set_fact(db, workshop, "title", facts(db, workshop)["title"], unnamed("nn"))
    set_fact(db, workshop, "date", facts(db, workshop)["date"], "2014-09-05")
    assert set_fact(db, workshop, "name", "", "Et godt  sted") == "ET GODT STED, 5. SEPTEMBER 2014"
    line = set_fact(db, workshop, "network", "", "nettverkssamling")
    assert line == "ET GODT STED, NETTVERKSSAMLING 5. SEPTEMBER 2014"
    assert line == header_line(facts(db, workshop))
    set_fact(db, workshop, "title", line, "VÅR EGEN LINJE")
    assert set_fact(db, workshop, "name", "Et godt  sted", "Bedre") == "VÅR EGEN LINJE"
    assert header_line(facts(db, workshop) | {"name": " "}) == ""


def test_who_wrote_meanwhile_is_named_and_not_written_over(db: Database) -> None:
    workshop = a_workshop(db)
    with db.writing() as tx:
        siri = Person(email="siri@example.org", name="Siri Solli", password_hash="x")
        tx.add(siri)
        tx.flush()
        label = f"person:{siri.id}"
    set_fact(db, workshop, "place", "", "Skolen", by=label)
    with pytest.raises(Conflict, match="Siri Solli") as refused:
        set_fact(db, workshop, "place", "", "Kirken")
    assert refused.value.now["place"] == "Skolen"  # type: ignore[index]
    set_fact(db, workshop, "place", "Kirken", "Skolen")  # it is that already
    with db.reading() as session:
        told = session.query(Change).filter_by(workshop_id=workshop.id, what="workshop").all()
        assert [change.item["place"] for change in told if change.item][-2:] == ["Skolen"] * 2
