"""The programme's page, sheet and calendar, and its starts on the day's page."""

import gzip
import json
import re
import time
from typing import Any

import icalendar
import pytest
from werkzeug.test import TestResponse

from tests.support.app import Visitor
from tests.support.world import new_id

ODD = "אבג \u200fe\u0301🍲 <b>&amp;"


class Planning:
    """What the programme's page sends."""

    def __init__(self, organiser: Visitor) -> None:
        """For a new café."""
        self.organiser = organiser
        made = organiser.post("/workshops/new")
        self.at = f"/w/{str(made.location).split('/')[2]}"

    def put(self, path: str, **body: Any) -> TestResponse:
        return self.organiser.send("PUT", f"{self.at}/plan/{path}", {"act": new_id(), **body})

    def add(self, title: str, kind: str = "own", **more: Any) -> str:
        uid = new_id()
        body = {"act": new_id(), "id": uid, "kind": kind, "title": title, "minutes": "10"}
        sent = body | {"before": None} | more
        answer = self.organiser.send("POST", f"{self.at}/plan/programme", sent)
        assert answer.status_code == 200, answer.text
        return uid

    def workshop(self) -> Any:
        """As the organiser's screens have it."""
        answer = self.organiser.get(f"{self.at}/snapshot")
        return json.loads(gzip.decompress(answer.data))["workshop"]

    def day(self) -> str:
        """The day's page as words, the whole programme left out."""
        page = self.organiser.get(f"{self.at}/day").text
        now = re.search(r'<div class="programme-now">(.*?)<details', page, re.DOTALL)
        return " ".join(re.sub(r"<[^>]*>", " ", now[1]).split()) if now else ""

    def press(self, do: str, block: str, **more: Any) -> TestResponse:
        form = {"do": do, "block": block, "form": "programme", **more}
        return self.organiser.post(f"{self.at}/blocks", **form)


@pytest.fixture
def planning(organiser: Visitor) -> Planning:
    return Planning(organiser)


def test_what_was_written_is_printed_and_in_the_calendar(planning: Planning) -> None:
    get = planning.organiser.get
    assert get(f"{planning.at}/programme.ics").status_code == 409
    assert "has no blocks yet" in get(f"{planning.at}/programme?print").text
    planning.add("Velkommen")
    planning.add(ODD, minutes="0")
    assert planning.put("facts/goal", was="", text="At alle vet").status_code == 200
    assert get(f"{planning.at}/programme.ics").status_code == 409, "it has no time yet"
    assert planning.put("facts/starts", was="", text="23.55").status_code == 200
    assert planning.put("facts/language", was="en", text="nb").status_code == 200
    sheet = get(f"{planning.at}/programme?print").text
    assert re.findall(r'programme-time">([\d:]+)<', sheet) == ["23:55", "00:05"]
    assert "At alle vet" in sheet
    assert re.findall(r'quiet">(\d+ \w+)</span></li>', sheet) == ["10 minutter", "0 minutter"], (
        "it is for the hall, whoever prints it"
    )
    assert "&lt;b&gt;" in sheet
    answer = get(f"{planning.at}/programme.ics")
    assert answer.content_type == "text/calendar; charset=utf-8"
    found = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    assert [str(one["SUMMARY"]) for one in found] == ["Velkommen", ODD]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("programme/{uid}/minutes", {"was": "10", "text": "et kvarter"}, 422),
        ("programme/{uid}/minutes", {"was": "10", "text": "1441"}, 422),
        ("programme/{uid}/minutes", {"was": "10", "text": 12}, 422),
        ("programme/{uid}/pinned", {"was": "", "text": "25:00"}, 422),
        ("programme/{uid}/kind", {"was": "own", "text": "lunch"}, 422),
        ("programme/{uid}/title", {"was": "Mat", "text": ""}, 422),
        ("programme/{uid}/title", {"was": "Mat", "text": "x" * 10_000}, 422),
        ("programme/{uid}/title", {"was": "Sang", "text": "Kaffe"}, 409),
        ("programme/{uid}/began", {"was": "", "text": "1"}, 404),
        ("programme/{uid}/nothing", {"was": "", "text": "1"}, 404),
        ("programme/nobody/title", {"was": "", "text": "x"}, 404),
        ("programme/rounds/began", {"was": "", "text": "1"}, 404),
        ("programme/rounds/divided", {"was": "", "text": "mange"}, 422),
        ("programme/rounds/divided", {"was": "", "text": "99 12 2"}, 422),
        ("programme/rounds/count", {"was": "3", "text": "4"}, 409),
        ("programme", {"was": [], "blocks": [], "rounds": None}, 409),
    ],
)
def test_what_is_not_taken_changes_nothing(
    planning: Planning, path: str, body: Any, status: int
) -> None:
    uid = planning.add("Mat")
    before = planning.workshop()
    answer = planning.put(path.format(uid=uid), **body)
    assert answer.status_code == status, answer.text
    assert planning.workshop() == before
    if status == 409:
        assert json.loads(answer.text)["now"]["programme"][0]["title"] == "Mat"


def test_the_day_says_what_is_on_and_how_late_it_is(planning: Planning) -> None:
    assert planning.day() == ""
    assert "No programme is written." in planning.organiser.get(f"{planning.at}/day").text
    starts = time.strftime("%H:%M", time.localtime(time.time() - 20 * 60))
    today = time.strftime("%Y-%m-%d", time.localtime(time.time() - 20 * 60))
    first, _second = planning.add("Velkommen"), planning.add(ODD)
    was = planning.workshop()["date"]
    assert planning.put("facts/date", was=was, text=today).status_code == 200
    assert planning.put("facts/starts", was="", text=starts).status_code == 200
    assert re.match(r"2[01] minutes behind Next: Velkommen", planning.day())
    assert planning.press("begin", first).status_code == 303
    now = planning.day()
    assert re.match(r"Now: Velkommen planned [\d:–]+, begun [\d:]+ 2[01] minutes behind Next:", now)
    assert planning.press("back", first).status_code == 303
    assert "Now" not in planning.day()
    assert planning.put("facts/date", was=today, text="2014-09-05").status_code == 200
    assert "behind" not in planning.day(), "on another day nothing is late"
    question = {"act": new_id(), "id": new_id(), "text": "Hva?", "tables": [{"hosts": []}]}
    sent = planning.organiser.send("POST", f"{planning.at}/plan/questions", question)
    assert sent.status_code == 200, sent.text
    moved = planning.organiser.post(
        f"{planning.at}/stage", stage="sorting", anyway="1", sure="planning"
    )
    assert moved.status_code == 303, moved.text
    assert planning.day() == "", "when the day is over nothing comes next"


def test_a_start_that_is_refused_says_so_at_the_programme(planning: Planning) -> None:
    rounds = planning.add("Samtale", "rounds")
    refused = planning.press("begin", rounds)
    assert (refused.status_code, "Open the tables first." in refused.text) == (409, True)
    assert planning.press("begin", new_id()).status_code == 404
    assert planning.press("dance", rounds).status_code == 422


def test_what_was_typed_in_other_signs_is_no_others_words(planning: Planning) -> None:
    """Whoever types on before the café has answered, or takes back, saw what they typed."""
    block, question = planning.add("Mat"), new_id()
    body = {"act": new_id(), "id": question, "text": "Hva?", "tables": [{"hosts": []}]}
    planning.organiser.send("POST", f"{planning.at}/plan/questions", body)
    found = json.loads(gzip.decompress(planning.organiser.get(f"{planning.at}/snapshot").data))
    table = f"tables/{found['tables'][0]['id']}"
    assert planning.put("programme/rounds/divided", was="", text="3 12 2").status_code == 200
    typed: list[tuple[str, str, Any, Any, Any]] = [
        ("facts/starts", "text", "", "17", ""),
        ("facts/ends", "text", "", "9.50", "10"),
        ("facts/silent", "text", "", "05", ""),
        (f"programme/{block}/pinned", "text", "", "17", "1730"),
        (f"programme/{block}/minutes", "text", "10", " 015", "20"),
        ("programme/rounds/count", "text", "3", "04", "5"),
        (f"{table}/hosts", "hosts", [], [{"name": " Ada"}], []),
        (f"{table}/tags", "tags", [], ["Nes", "Nes "], ["Vik"]),
        (f"{table}/meeting", "text", "", " https://a.b", "https://c.d"),
    ]
    for path, name, was, first, then in typed:
        saw = [one["name"] for one in first] if name == "hosts" else first
        for seen, text in ((was, first), (saw, then)):
            answer = planning.put(path, was=seen, **{name: text})
            assert answer.status_code == 200, (path, text, answer.text)


def test_what_a_block_of_pairs_talks_over_is_the_part_that_was_seen(planning: Planning) -> None:
    question, uid = new_id(), planning.add("To og to", kind="pairs")
    asked = {"id": question, "text": "Hva?", "form": "pairs", "parts": ["Nå?", "Da?"]}
    here, body = f"{planning.at}/plan/questions", {"act": new_id(), **asked}
    assert planning.organiser.send("POST", here, body).status_code == 200
    parts = {"was": ["Nå?", "Da?"], "parts": ["Da?", "Siden?", "Så?"]}
    assert planning.put(f"questions/{question}/parts", **parts).status_code == 200
    words = {"was": "", "text": f"{question}/B", "part_said": "Da?"}
    assert planning.put(f"programme/{uid}/prompt", **words).status_code == 200
    assert planning.workshop()["programme"][0]["prompt"] == f"{question}/A"
    gone = planning.put(f"programme/{uid}/prompt", **{**words, "part_said": "Før?"})
    assert (gone.status_code, (gone.json or {})["where"]) == (409, "prompt")
    # So does a block that comes with its prompt: one that was refused, or is taken back.
    block = {"kind": "pairs", "title": "Igjen", "minutes": "8", "before": None}
    came = {**block, "id": new_id(), "act": new_id(), "prompt": words["text"]}
    blocks = f"{planning.at}/plan/programme"
    answer = planning.organiser.send("POST", blocks, {**came, "part_said": "Da?"})
    assert answer.status_code == 200, answer.text
    assert planning.workshop()["programme"][-1]["prompt"] == f"{question}/A"
    # And the day's button opens the part that stood on it.
    pressed = {"question": question, "do": "B", "form": "prompts"}
    for said, status in (("Da?", 303), ("Før?", 409)):
        press = {**pressed, "part_said": said, "act": new_id()}
        assert planning.organiser.post(f"{planning.at}/prompts", **press).status_code == status
    snapshot = json.loads(gzip.decompress(planning.organiser.get(f"{planning.at}/snapshot").data))
    (now,) = (one for one in snapshot["questions"] if one["uid"] == question)
    assert [one["letter"] for one in now["prompts"]] == ["A"]
