import io
import json

import pytest

from cafe.archive.packing.package import packed
from tests.archive.archives import an_archive
from tests.archive.test_package import picture
from tests.support.app import Visitor
from tests.support.world import new_id


def send(visitor: Visitor, data: bytes, name: str = "café.json", act: str = "") -> tuple[int, str]:
    form = {"form": "import", "file": (io.BytesIO(data), name), "act": act}
    answer = visitor.post("/workshops/import", **form)
    return answer.status_code, answer.headers.get("Location", answer.text)


@pytest.mark.parametrize("photos", [{}, {"3-1.jpg": picture()}])
def test_a_cafe_is_brought_in_and_taken_out(organiser: Visitor, photos: dict[str, bytes]) -> None:
    raw = json.dumps(an_archive()).encode()
    status, address = send(organiser, packed(raw, photos) if photos else raw)
    assert status == 303
    answer = organiser.get(f"{address}/archive.json")
    assert answer.json == an_archive()
    assert "attachment" in answer.headers["Content-Disposition"]
    with organiser.get(f"{address}/posters/3-1.jpg") as photo:
        assert photo.status_code == (200 if photos else 404)


def test_a_press_that_comes_twice_brings_one_cafe_in(organiser: Visitor) -> None:
    raw, act = json.dumps(an_archive()).encode(), new_id()
    first = send(organiser, raw, act=act)
    assert first[0] == 303
    assert send(organiser, raw, act=act) == first
    assert organiser.get("/workshops").text.count('id="cafe-') == 1


def test_what_is_wrong_stands_on_the_page(organiser: Visitor) -> None:
    archive = an_archive()
    archive["questions"][0]["number"] = "one"
    status, text = send(organiser, json.dumps(archive).encode())
    assert status == 422
    assert "questions[0].number: must be a whole number." in text
    assert send(organiser, b"", "")[0] == 422
    assert "Nothing is planned yet." in organiser.get("/workshops").text


def test_only_organisers_come_in(organiser: Visitor, visitor: Visitor) -> None:
    _status, address = send(organiser, json.dumps(an_archive()).encode())
    assert send(visitor, b"{}") == (302, "/login?typed=1&next=/workshops/import")
    assert visitor.get(f"{address}/archive.json").status_code == 302
    assert visitor.get("/workshops/import").status_code == 302
    assert organiser.get("/workshops/import").status_code == 200
