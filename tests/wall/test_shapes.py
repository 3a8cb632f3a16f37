"""What the wall's routes answer to a phone, key by key: nothing is published that is not here."""

import gzip
import json
from typing import Any

import pytest
from flask import Flask

from cafe.evaluation.actions import make_form, open_form
from cafe.live.audience import FIELDS
from cafe.model import Workshop
from cafe.plan.actions import move_stage
from cafe.web.state import cafe
from tests.support.app import Visitor
from tests.support.pairs import a_talk, question, token
from tests.support.world import new_id

Shape = set[str] | dict[str, Any]
PUBLIC = {what: set(fields) for what, fields in FIELDS["v"].items()}
OWN = PUBLIC["note"] | {"revision", "late", "off"}
DOTS: dict[str, Any] = {"dots": {}, "left": {}}
SHAPES: dict[str, Shape] = {
    "wall.snapshot_wall": {
        "revision": {},
        "mark": {},
        "workshop": {key: {} for key in PUBLIC["workshop"]},
        "questions": PUBLIC["question"],
        "tables": PUBLIC["table"],
        "notes": PUBLIC["note"],
        "asked": PUBLIC["asked"],
        "dots": PUBLIC["dots"],
        "late": {},
        "origins": {},
        "categories": {},
        "entries": {},
        "opposed": {},
        "wordings": PUBLIC["wording"],
        "cuts": PUBLIC["cut"],
        "screen": {},
    },
    "wall.changes_wall": {
        "since": {},
        "revision": {},
        "mark": {},
        "now_ms": {},
        "changes": {"revision", "what", "key", "item"},
    },
    "wall.mine": {**DOTS, "asked": {"id", "text", "answered", "answer", "held", "reason"}},
    "wall.ask": {
        key: {} for key in (PUBLIC["asked"] - {"hidden"}) | {"decided", "revision", "receipt"}
    },
    "wall.put_dot": {**DOTS, "id": {}, "count": {}, "revision": {}},
    "wall.take_dot": {**DOTS, "id": {}, "count": {}, "revision": {}},
    "report.became": {
        "words": {},
        "address": {},
        "follow": {},
        "came": {"about", "status", "day", "words"},
    },
    "evaluation.say": {"act": {}, "revision": {}},
    "evaluation.own_answers": {
        "act": {},
        "settled": {},
        "answers": {"question", "text", "number"},
    },
    "table.own_notes": {"notes": OWN},
    "table.say": {key: {} for key in OWN},
    "table.reword": {key: {} for key in OWN},
    "table.strike_own": {key: {} for key in OWN},
}
# The big screen's: the wall's, and what the remote says.
PICTURE = SHAPES["wall.snapshot_wall"]
assert isinstance(PICTURE, dict)
SHAPES["wall.snapshot_wall_projector"] = PICTURE | {"screen": set(FIELDS["p"]["screen"])}
SHAPES["wall.changes_wall_projector"] = SHAPES["wall.changes_wall"]
# Pages and pictures, which other tests read.
DRAWN = {"wall.show", "wall.one", "wall.projector", "wall.seat", "wall.photo", "table.show_pairs"}
DRAWN |= {"seal.on_the_wall", "people.privacy_at_wall", "evaluation.form"}


class Talk:
    """A phone that does everything a phone can, and what it was answered."""

    def __init__(self, app: Flask) -> None:
        """It has written a note, asked about it and put a dot on it."""
        self.db, self.phone = cafe(app).db, Visitor(app)
        self.workshop = a_talk(self.db, key=cafe(app).settings.secret_key)
        self.wall = f"/v/{token(self.db, self.workshop, key=cafe(app).settings.secret_key)}"
        self.notes = f"{self.wall}/questions/{question(self.db, self.workshop, 2).id}/notes"
        note = new_id()
        self.said: dict[str, Any] = {}
        words = {"text": "lys", "part": "A", "act": new_id()}
        self.did("table.say", "POST", self.notes, {**words, "id": note})
        again = {"was": "lys", "text": "mer lys", "act": new_id()}
        self.did("table.reword", "PUT", f"{self.notes}/{note}", again)
        for struck in (True, False):
            body = {"struck": struck, "act": new_id()}
            self.did("table.strike_own", "PUT", f"{self.notes}/{note}/struck", body)
        self.move("vernissage")
        asked = {"id": new_id(), "note": note, "text": "Hvor?", "act": new_id()}
        receipt = self.did("wall.ask", "POST", f"{self.wall}/asked", asked)["receipt"]
        self.did("wall.put_dot", "PUT", f"{self.wall}/dots/{note}", {})
        self.did("wall.mine", "GET", f"{self.wall}/mine?asked={asked['id']}:{receipt}")
        self.did("table.own_notes", "GET", self.notes)
        self.did("report.became", "GET", f"{self.wall}/became/{note}")
        sheet = f"{self.wall}/evaluation/answers"
        said = [{"question": self.asks(), "text": "Alt"}]
        self.did("evaluation.say", "PUT", sheet, {"answers": said, "act": new_id()})
        self.did("evaluation.own_answers", "GET", sheet)
        self.did("wall.snapshot_wall", "GET", f"{self.wall}/snapshot")
        self.did("wall.changes_wall", "GET", f"{self.wall}/changes?since=1")
        self.did("wall.snapshot_wall_projector", "GET", f"{self.wall}/projector/snapshot")
        changes = f"{self.wall}/projector/changes?since=1"
        self.did("wall.changes_wall_projector", "GET", changes)
        self.did("wall.take_dot", "DELETE", f"{self.wall}/dots/{note}", {})

    def move(self, stage: str) -> None:
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, self.workshop.id)
            here.dots = 2
            move_stage(
                tx, workshop=here, stage=stage, anyway=True, by="person:1", operation=new_id()
            )

    def asks(self) -> str:
        """The evaluation is open; its first question, which is answered in words."""
        with self.db.writing() as tx:
            here = tx.get_one(Workshop, self.workshop.id)
            for act in (make_form, open_form):
                act(tx, workshop=here, audience="participants", by="person:1", operation=new_id())
            return str(here.evaluation["participants"]["questions"][0]["uid"])

    def did(self, endpoint: str, method: str, address: str, body: Any = None) -> Any:
        """Ask, and remember the answer."""
        reads = method == "GET"
        answer = self.phone.get(address) if reads else self.phone.send(method, address, body)
        assert answer.status_code == 200, answer.text
        packed = answer.headers.get("Content-Encoding") == "gzip"
        self.said[endpoint] = json.loads(gzip.decompress(answer.data) if packed else answer.data)
        return self.said[endpoint]


@pytest.fixture
def talk(cafe_app: Flask) -> Talk:
    return Talk(cafe_app)


def test_every_route_of_the_wall_is_placed(cafe_app: Flask) -> None:
    rules = [rule for rule in cafe_app.url_map.iter_rules() if str(rule).startswith("/v/")]
    assert {rule.endpoint for rule in rules} == SHAPES.keys() | DRAWN


def test_phones_get_these_keys_and_no_others(talk: Talk) -> None:
    assert talk.said.keys() == SHAPES.keys()
    for endpoint, shape in SHAPES.items():
        answer = talk.said[endpoint]
        assert answer.keys() == set(shape), endpoint
        for key, inside in shape.items() if isinstance(shape, dict) else ():
            things = answer[key] if isinstance(answer[key], list) else [answer[key]]
            for thing in things if inside else ():
                assert thing.keys() == set(inside), f"{endpoint}: {key}"


def test_a_repeat_of_ones_question_does_not_tell_that_it_is_hidden(talk: Talk) -> None:
    assert "hidden" not in talk.said["wall.ask"]
    assert "hidden" not in str(talk.said["wall.mine"])
