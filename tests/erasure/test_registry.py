"""No place where words lie is forgotten: every column and file says what reaches it, and nothing
else is reached."""

from sqlalchemy import String, select

from cafe.archive.queries import archive_of
from cafe.erasure.job import Doing, erase
from cafe.erasure.queries import _CAFES, _THING, places, searched
from cafe.erasure.registry import SHREDDERS
from cafe.erasure.request import Request
from cafe.erasure.rules import passages_of
from cafe.model import Base, CafeTable, Question, Workshop
from cafe.model.database.columns import Json
from tests.archive.ground import sorted_out
from tests.erasure.conftest import House
from tests.erasure.ground import erased
from tests.report.samples import brought_in
from tests.support.world import new_id


def test_every_column_that_can_hold_words_names_its_shredder() -> None:
    tables = Base.metadata.tables.values()
    texts = {
        f"{table.name}.{column.name}"
        for table in tables
        for column in table.columns
        if isinstance(column.type, (String, Json))  # Text is a String
    }
    assert texts == set(SHREDDERS), "say in erasure/registry.py what reaches the column"


def test_what_is_looked_through_is_some_thing_s() -> None:
    assert set(searched()) == _CAFES | _THING.keys()


def test_names_of_ours_stay_and_the_archive_comes_in_again(house: House) -> None:
    """What only this program reads is nobody's word: without it nobody could read what is left."""
    db, settings, here = house
    with db.writing() as tx:
        table = tx.scalars(select(CafeTable).where(CafeTable.workshop_id == here)).first()
        cafe = tx.get_one(Workshop, here)
        assert table is not None
        assert cafe.checklist
        table.roles, table.meeting = [{"host": "Ada", "role": "other"}], "https://meet.example/Ada"
        cafe.abbreviations = {"Zed Z.": "somebody", "HB": "health board"}
        prompt = next(one["prompt"] for one in cafe.programme if one["prompt"])
        kept = (cafe.checklist, cafe.programme, table.roles)
    for words in ("done", "other", "17:30", prompt[:6], "https", "Zed Z."):
        erased(db, settings, here, "words", words=words)
    with db.reading() as session:
        cafe = session.get_one(Workshop, here)
        [table] = session.scalars(select(CafeTable).where(CafeTable.meeting == "").limit(1))
        assert (cafe.checklist, cafe.programme, table.roles) == kept
        assert cafe.abbreviations == {"HB": "health board"}
        assert places(session, cafe, passages_of(["Zed Z."])) == {}
        archive = archive_of(session, cafe)
    brought_in(db, archive)


def test_what_is_ticked_is_this_cafe_s_and_may_be_gone(house: House) -> None:
    db, settings, here = house
    other = brought_in(db, sorted_out())
    with db.reading() as session:
        theirs = select(Question.id).where(Question.workshop_id == other)
        number, was = session.scalars(theirs).first(), session.get_one(Workshop, other).revision
    ticked = (
        f"question:{number}",
        f"question:{new_id()}",
        "table:" + "9" * 30,
        "no:such",
        "entry:",
    )
    request = Request("words", "", "person", "chair", ticked=ticked)
    erase(Doing(db, settings, here, request, "person:1", new_id()))
    with db.reading() as session:
        assert session.get_one(Workshop, other).revision == was
