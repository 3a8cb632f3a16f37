"""Planning by forms: what goes wrong leaves the words in the field."""

import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from cafe.people.links import token_of
from cafe.people.queries import links_of
from cafe.plan import rules
from cafe.plan.queries import with_uid
from tests.people.colleagues import give
from tests.support.app import Visitor
from tests.support.world import new_id

TITLE = "ET GODT STED"


class Outline:
    """What the plan's page sends."""

    def __init__(self, organiser: Visitor, workshop_id: str) -> None:
        """For this café."""
        self._send, self._at = organiser.send, f"/w/{workshop_id}/plan"

    def ask(self, text: str, **more: Any) -> str:
        """One more question; its id."""
        uid = new_id()
        assert self.post("questions", id=uid, text=text, **more).status_code == 200
        return uid

    def post(self, path: str, **body: Any) -> TestResponse:
        return self._send("POST", f"{self._at}/{path}", {"act": new_id(), **body})

    def put(self, path: str, **body: Any) -> TestResponse:
        return self._send("PUT", f"{self._at}/{path}", {"act": new_id(), **body})


def test_a_question_that_comes_again_after_it_was_taken_away_stays_away(
    organiser: Visitor, planned: str
) -> None:
    outline, body = Outline(organiser, planned), {"act": new_id(), "id": new_id(), "text": "Hva?"}
    address = f"/w/{planned}/plan/questions"
    assert organiser.send("POST", address, body).status_code == 200
    assert outline.put(f"questions/{body['id']}/gone", was="Hva?").status_code == 200
    again = organiser.send("POST", address, body)
    assert (again.status_code, (again.json or {})["gone"]) == (200, True)


def test_a_question_that_comes_again_brings_no_table_back(organiser: Visitor, planned: str) -> None:
    outline, hosts = Outline(organiser, planned), {"hosts": [{"name": "Ada"}]}
    body = {"act": new_id(), "id": new_id(), "text": "Hva?", "tables": [hosts, hosts]}
    assert outline.post("questions", **body).status_code == 200
    away = {"was": 2, "count": 0, "seen": ["Ada"]}
    assert outline.put(f"questions/{body['id']}/tables", **away).status_code == 200
    assert outline.post("questions", **body).status_code == 200
    assert outline.put(f"questions/{body['id']}/tables", **{**away, "was": 0}).status_code == 200


@pytest.fixture
def planned(organiser: Visitor) -> str:
    """The id of a café with two questions and four tables."""
    made = organiser.post("/workshops/new")
    workshop_id = str(made.location).split("/")[2]
    outline = Outline(organiser, workshop_id)
    for text in ("Hva er bra?", "Hva kan bli bedre?"):
        uid = outline.ask(text)
        assert outline.put(f"questions/{uid}/tables", was=0, count=2).status_code == 200
    assert outline.post("numbers").status_code == 200
    assert outline.put("facts/title", was="NEW DIALOGUE CAFÉ", text=TITLE).status_code == 200
    return workshop_id


def test_a_whole_plan(organiser: Visitor, planned: str) -> None:
    page = organiser.get(f"/w/{planned}/day").text
    assert re.findall(r'table-number">Table (\d)</span>', page) == ["1", "2", "3", "4"]
    assert organiser.post(f"/w/{planned}/stage", stage="open").status_code == 303
    assert organiser.post(f"/w/{planned}/timer", minutes="12,5", do="start").status_code == 303
    assert "poster-4-blank.pdf" in organiser.get(f"/w/{planned}/kit").text


@pytest.mark.parametrize(
    ("address", "form", "words"),
    [
        ("delete", {"form": "delete", "title": "ja"}, "exactly as it stands"),
        ("stage", {"stage": "party"}, "not a stage"),
        ("timer", {"do": "start", "minutes": "mange"}, "as a number"),
        ("timer", {"do": "start", "minutes": "1000"}, "between 1 and 240"),
        ("step", {"do": "dance"}, "not a step"),
        ("step", {"do": "round", "round": "en"}, "not a number"),
        ("step", {"do": "round", "round": "1"}, "Open the tables first"),
        ("rounds", {"form": "rounds", "count": "3", "minutes": "", "change": "2"}, "not a number"),
        ("rounds", {"form": "rounds", "count": "99", "minutes": "9", "change": "2"}, "1 and 20"),
    ],
)
def test_bad_forms(
    organiser: Visitor, planned: str, address: str, form: dict[str, str], words: str
) -> None:
    answer = organiser.post(f"/w/{planned}/{address}", **form)
    assert answer.status_code in (404, 409, 422)
    assert words in answer.text
    typed = form.get("text") or form.get("email") or form.get("minutes") or ""
    assert typed[:100] in answer.text


def test_the_day_step_by_step(organiser: Visitor, planned: str) -> None:
    def proposed() -> str:
        page = organiser.get(f"/w/{planned}/day/news").text
        return str(re.findall(r'class="next row">.*?<button[^>]*>([^<]+)<', page, re.DOTALL)[0])

    organiser.post(f"/w/{planned}/rounds", do="agree", count="2", minutes="12", change="2")
    assert proposed() == "Open the tables"
    organiser.post(f"/w/{planned}/stage", stage="open")
    assert proposed() == "Start round 1"
    organiser.post(f"/w/{planned}/step", do="round", round="1")
    assert proposed() == "Change tables"
    organiser.post(f"/w/{planned}/step", do="change", round="1")
    organiser.post(f"/w/{planned}/step", do="round", round="2")
    assert proposed() == "Ask the tables for their main statements"
    organiser.post(f"/w/{planned}/step", do="ask")
    assert proposed() == "Close the tables: vernissage"
    organiser.post(f"/w/{planned}/step", do="unask")
    organiser.post(f"/w/{planned}/rounds", do="none")
    assert proposed() == "Ask the tables for their main statements"


def test_somebody_elses_cafe_is_not_there(
    organiser: Visitor, planned: str, cafe_app: Flask
) -> None:
    from cafe.people.actions import add_person, hash_password

    with cafe_app.extensions["cafe"].db.writing() as tx:
        password_hash = hash_password("en annen setning")
        add_person(tx, email="per@example.org", name="Per", password_hash=password_hash)
    other = Visitor(cafe_app)
    other.log_in("per@example.org", "en annen setning")
    for place in ("plan", "day", "sort", "report", "snapshot"):
        assert other.get(f"/w/{planned}/{place}").status_code == 404
    assert other.post(f"/w/{planned}/stage", stage="open").status_code == 404
    with cafe_app.extensions["cafe"].db.writing() as tx:
        give(tx, planned, 2, "reader")
    assert other.get(f"/w/{planned}/plan").status_code == 200


def test_renewed_link_closes_the_old_door(
    organiser: Visitor, planned: str, cafe_app: Flask
) -> None:
    cafe = cafe_app.extensions["cafe"]
    with cafe.db.reading() as db:
        link = links_of(db, planned)[1]
    old = token_of(cafe.settings.secret_key, link.nonce)
    assert organiser.get(f"/t/{old}").status_code == 200
    assert organiser.post(f"/w/{planned}/links/{link.id}").status_code == 303
    assert organiser.get(f"/t/{old}").status_code == 410


def test_deleting_takes_the_header_line(organiser: Visitor, planned: str) -> None:
    assert organiser.post(f"/w/{planned}/delete", title=TITLE).status_code == 303
    assert organiser.get(f"/w/{planned}/plan").status_code == 404


def test_a_hosts_link_opens_no_wall_and_no_plan(
    organiser: Visitor, planned: str, cafe_app: Flask
) -> None:
    assert organiser.get(f"/w/{planned}/plan").status_code == 200
    cafe = cafe_app.extensions["cafe"]
    with cafe.db.reading() as db:
        wall, table = links_of(db, planned)[:2]
    host = Visitor(cafe_app)
    key = cafe.settings.secret_key
    assert host.get(f"/v/{token_of(key, table.nonce)}").status_code == 403
    assert host.get(f"/t/{token_of(key, wall.nonce)}").status_code == 403
    assert host.get(f"/w/{planned}/plan").status_code == 302


LAID = {"hosts": [{"name": "Ada"}], "tags": ["Nes"], "meeting": "https://a.b"}


def test_what_is_taken_back_comes_with_all_words_of_its_tables(
    organiser: Visitor, planned: str, cafe_app: Flask
) -> None:
    def tables(uid: str) -> list[tuple[list[str], list[str], str]]:
        with cafe_app.extensions["cafe"].db.reading() as db:
            question = with_uid(db, planned, uid)
            assert question is not None
            return [(table.hosts, table.tags, table.meeting) for table in question.tables]

    outline, seated = Outline(organiser, planned), (["Ada"], ["Nes"], "https://a.b")
    many = outline.ask("Hva?", tables=[LAID] * 30)
    assert tables(many) == [seated] * 30
    fewer = {"was": 30, "count": 2, "seen": ["Ada", "Nes", "https://a.b"]}
    assert outline.put(f"questions/{many}/tables", **fewer).status_code == 200
    more = {"act": new_id(), "was": 2, "count": 4, "tables": [LAID]}
    for _twice in range(2):
        assert outline.put(f"questions/{many}/tables", **more).status_code == 200
        assert tables(many) == [*[seated] * 3, ([], [], "")]
    pairs = outline.ask("Hvem?", form="pairs", tables=[LAID])
    assert tables(pairs) == [seated]
    # To another form and back again, as undo and redo send it.
    seen, forms = ["Ada", "Nes", "https://a.b"], f"questions/{pairs}/form"
    bare = {"act": new_id(), "was": "pairs", "form": "tables", "seen": seen, "tables": [LAID] * 2}
    back = {"act": new_id(), "was": "tables", "form": "pairs", "seen": seen, "tables": [LAID]}
    for way, there in ((bare, [seated] * 2), (back, [seated])):
        for _twice in range(2):
            assert outline.put(forms, **way).status_code == 200
            assert tables(pairs) == there
    stays = {"was": "pairs", "form": "plenary", "tables": [LAID]}
    assert outline.put(forms, **stays).status_code == 200
    assert tables(pairs) == [seated]


def test_tables_that_are_taken_back_have_the_numbers_that_are_printed(
    organiser: Visitor, planned: str, cafe_app: Flask
) -> None:
    def numbers(uid: str) -> list[int]:
        with cafe_app.extensions["cafe"].db.reading() as db:
            question = with_uid(db, planned, uid)
            assert question is not None
            return [table.number for table in question.tables]

    def count(uid: str, was: int, to: int, *had: int | None) -> list[int]:
        laid = [{"hosts": [], **({"number": number} if number else {})} for number in had]
        answer = outline.put(f"questions/{uid}/tables", was=was, count=to, tables=laid)
        assert answer.status_code == 200, answer.text
        return numbers(uid)

    outline, bare = Outline(organiser, planned), {"hosts": list[str]()}
    one, other = (outline.ask(text, tables=[bare] * 2) for text in ("Hva?", "Hvem?"))
    (first, second), (third, fourth) = numbers(one), numbers(other)
    assert count(one, 2, 0) == []
    assert count(one, 0, 2, None, None) == [fourth + 1, fourth + 2], "as new ones are numbered"
    count(one, 2, 0)
    assert count(one, 0, 2, first, second) == [first, second]
    # New ones are numbered from `third` on: each stands where the other is to be.
    count(other, 2, 0)
    assert count(other, 0, 2, fourth, third) == [third, fourth]
    # Another table has one of the numbers by now; the question itself goes and comes back too.
    assert outline.put(f"questions/{one}/gone", was="Hva?").status_code == 200
    assert count(other, 2, 3, second) == [second, third, fourth]
    laid = [{"hosts": [], "number": number} for number in (first, second)]
    back = {"id": one, "text": "Hva?", "tables": laid}
    assert outline.post("questions", **{**back, "id": (anew := new_id())}).status_code == 200
    assert numbers(anew) == [first, fourth + 1]


def test_a_question_with_all_tables_of_a_large_cafe_goes(
    organiser: Visitor, cafe_app: Flask
) -> None:
    made = organiser.post("/workshops/new")
    outline = Outline(organiser, str(made.location).split("/")[2])
    names = [f"Vert {number}" for number in range(rules.MOST_HOSTS)]
    tags = [f"Sted {number}" for number in range(rules.MOST_TAGS)]
    full = {"hosts": [{"name": name} for name in names], "tags": tags, "meeting": "https://a.b"}
    many = outline.ask("Hva?", tables=[full] * rules.MOST_TABLES)
    seen = [*names, *tags, "https://a.b"] * rules.MOST_TABLES
    answer = outline.put(f"questions/{many}/gone", was="Hva?", seen=seen)
    assert answer.status_code == 200, answer.text
