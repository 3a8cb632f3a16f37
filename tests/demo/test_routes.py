"""The demo café, one click away."""

from tests.support.app import Visitor
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
