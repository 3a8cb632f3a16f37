"""A café with pairs and plenary goes out and comes in equal."""

import json

from cafe.archive.queries import archive_of
from cafe.archive.schema import as_json
from cafe.model import Database, Question, Workshop
from cafe.plan.actions import lay_tables
from cafe.table.actions.pairs import say
from tests.report.samples import brought_in
from tests.support.pairs import a_talk, question
from tests.support.world import KEY, new_id


def exported(db: Database, workshop_id: str) -> bytes:
    with db.reading() as session:
        return as_json(archive_of(session, session.get_one(Workshop, workshop_id)))


def test_forms_notes_and_sub_questions_come_back(db: Database) -> None:
    workshop = a_talk(db)
    gathered = question(db, workshop, 2).tables[0]
    with db.writing() as tx:
        table = tx.merge(gathered)
        for text, part in (("lys", "A"), ("Vi må begynne med skolen.", "B")):
            say(
                tx, table=table, uid=new_id(), text=text, part=part, by="pair:1", operation=new_id()
            )
    first = exported(db, workshop.id)
    again = brought_in(db, first)
    assert exported(db, again) == first
    asked = json.loads(first)["questions"]
    assert [one["form"] for one in asked] == ["tables", "pairs", "plenary"]
    (pairs,) = asked[1]["tables"]
    assert pairs["split"] is True
    assert [(note["part"], note["text"]) for note in pairs["notes"]] == [
        ("A", "lys"),
        ("B", "Vi må begynne med skolen."),
    ]


def test_one_from_elsewhere_with_other_numbers_can_be_planned_on(db: Database) -> None:
    archive = json.loads(exported(db, a_talk(db, stage="planning").id))
    archive["questions"][1]["tables"][0]["number"] = 3
    here = brought_in(db, archive)
    assert json.loads(exported(db, here)) == archive
    with db.writing() as tx:
        workshop = tx.get_one(Workshop, here)
        lay_tables(tx, workshop=workshop, counts=[3], secret_key=KEY, by="p", operation=new_id())
    with db.reading() as session:
        asked = session.query(Question).filter_by(workshop_id=here).order_by(Question.number)
        assert [[t.number for t in one.tables] for one in asked] == [[1, 2, 3], [901], [902]]
