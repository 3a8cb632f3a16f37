"""The demo café, one click away."""

from tests.support.app import Visitor


def test_another_process_builds_it(organiser: Visitor) -> None:
    """It took seconds in which no wall and no table of this process was answered."""
    answer = organiser.post("/workshops/demo", stage="planning")
    assert answer.status_code == 303
    address = answer.headers["Location"]
    assert address.startswith("/w/")
    with organiser.get(f"{address}/archive.json") as archive:
        assert archive.json is not None
        assert archive.json["workshop"]["stage"] == "planning"
        assert len(archive.json["questions"]) == 8


def test_a_stage_that_is_none_begins_nothing(organiser: Visitor) -> None:
    assert organiser.post("/workshops/demo", stage="tea").status_code == 422
    assert "Nothing is planned yet." in organiser.get("/workshops").text
