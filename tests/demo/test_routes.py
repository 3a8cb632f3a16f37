"""The demo café, one click away."""

from flask import Flask
from sqlalchemy.orm import Session

from cafe.model import DocumentLink, Person, Version, Workshop
from cafe.people.document_links import document_token
from cafe.plan.actions import move_stage
from cafe.report.actions.publishing import show_version
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.links import Doors
from tests.support.world import new_id


def test_another_process_builds_it(organiser: Visitor) -> None:
    """It took seconds in which no wall and no table of this process was answered. One for each
    press, however often that comes."""
    press = {"stage": "planning", "act": new_id()}
    answer, again = (organiser.post("/workshops/demo", **press) for _twice in range(2))
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert again.headers["Location"] == address
    assert address.startswith("/w/")
    with organiser.get(f"{address}/archive.json") as archive:
        assert archive.json is not None
        assert archive.json["workshop"]["stage"] == "planning"
        assert len(archive.json["questions"]) == 8


def test_a_stage_that_is_none_begins_nothing(organiser: Visitor) -> None:
    assert organiser.post("/workshops/demo", stage="tea").status_code == 422
    assert "Nothing is planned yet." in organiser.get("/workshops").text


def test_nothing_leads_to_a_document_that_is_taken_back(
    organiser: Visitor, cafe_app: Flask
) -> None:
    parts = cafe(cafe_app)
    with parts.db.reading() as db:
        doors = Doors(cafe_app, db.query(Person).one(), stage="open")
    doors.does(lambda tx, here: move_stage(tx, workshop=here, stage="sorting", anyway=True, **by()))
    with doors.db.reading() as db:
        nonce = db.query(DocumentLink).one().nonce
    known, lasting = doors.secrets(), f"/d/{document_token(doors.key, nonce)}"
    places = [f"/w/{doors.id}/{name}" for name in ("walk", "followup", "report")]
    places += [f"/f/{known.follower}", f"/s/{known.series}"]
    assert [lasting in organiser.get(place).text for place in places] == [True] * len(places)

    def hide(tx: Session, workshop: Workshop) -> None:
        version = tx.query(Version).one()
        how = {"workshop": workshop, "version": version, "secret_key": doors.key}
        show_version(tx, shown=False, **how, **by())  # type: ignore[arg-type]

    doors.does(hide)
    assert organiser.get(lasting).status_code == 410
    assert [place for place in places if lasting in organiser.get(place).text] == []


def by() -> dict[str, str]:
    return {"by": "person:1", "operation": new_id()}
