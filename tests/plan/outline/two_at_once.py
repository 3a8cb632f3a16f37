"""Two organisers plan at once, by chance: each with a picture of their own, by the real routes."""

import gzip
import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from flask import Flask
from werkzeug.test import TestResponse

from tests.support.app import Visitor
from tests.support.world import new_id

FACTS = ("name", "network", "place", "purpose", "participants", "background", "commissioner")
FORMS = ("tables", "pairs", "plenary")
LOOKS, REPEATS = 0.35, 0.15


@dataclass
class Picture:
    """What one of the two sees: the facts, and by their ids the questions and the tables."""

    facts: dict[str, str]
    questions: dict[str, dict[str, Any]]
    tables: dict[int, dict[str, Any]]

    def words(self) -> set[str]:
        """Every word of it that somebody typed."""
        found = {word for text in self.facts.values() for word in text.split()}
        for one in self.questions.values():
            found |= {*one["text"].split(), *(w for p in one["parts"] for w in p["text"].split())}
        for table in self.tables.values():
            found |= {*table["hosts"], *table["tags"]}
        return {word for word in found if word.startswith("ord")}


@dataclass
class Planner:
    """One of the two, in a browser of their own, with what they saw when they looked last."""

    visitor: Visitor
    token: str
    picture: Picture


class TwoAtOnce:
    """One café, two planners, and what has become of each word that was typed."""

    def __init__(self, one: Visitor, other: Visitor, plan: str, seed: int) -> None:
        """`plan`: the page's address, of a café that both organise."""
        self.random, self.typed = random.Random(seed), 0
        self.plan, self.one = plan, one
        self.now = self._look()
        self.two = [Planner(visitor, visitor.token(), self.now) for visitor in (one, other)]
        self.sent: list[tuple[Planner, str, str, dict[str, Any]]] = []
        self.refused = 0

    def _look(self) -> Picture:
        """The café as it is."""
        answer = self.one.get(f"{self.plan.removesuffix('/plan')}/snapshot")
        packed = answer.headers.get("Content-Encoding") == "gzip"
        found = json.loads(gzip.decompress(answer.data) if packed else answer.data)
        return Picture(
            {name: found["workshop"][name] for name in FACTS},
            {one["uid"]: one for one in found["questions"]},
            {one["id"]: one for one in found["tables"]},
        )

    def _send(self, who: Planner, method: str, path: str, body: dict[str, Any]) -> TestResponse:
        headers = {"X-CSRFToken": who.token}
        to = f"{self.plan}/{path}"
        return who.visitor.client.open(to, method=method, json=body, headers=headers)

    def word(self) -> str:
        """One that nobody has typed before."""
        self.typed += 1
        return f"ord{self.typed}"

    def step(self) -> None:
        """One of them does something, on what they saw when they looked last."""
        who = self.random.choice(self.two)
        if self.random.random() < LOOKS:
            who.picture = self.now
        if self.sent and self.random.random() < REPEATS:
            self._again()
            return
        method, path, body = self._chosen(who)
        body = {"act": new_id(), **body}
        self.sent.append((who, method, path, body))
        answer = self._judged(who, method, path, body, who.picture.words())
        if answer.status_code == 409 and self.random.random() < 0.5:
            now = (answer.json or {}).get("now")
            if now:  # "Use mine", by somebody who has seen what is there
                fresh = {**body, "act": new_id(), **_was(path, body, now)}
                self._judged(who, method, path, fresh, _words_in(now) | who.picture.words())

    def _judged(
        self, who: Planner, method: str, path: str, body: dict[str, Any], seen: set[str]
    ) -> TestResponse:
        """Send it: what goes with it must be what its author has `seen`; refused, nothing goes."""
        before = self.now
        answer = self._send(who, method, path, body)
        if answer.status_code != 200:
            assert answer.status_code in (404, 409, 422), (path, body, answer.text)
            self.refused += 1
            return answer
        self.now = self._look()
        lost = before.words() - self.now.words()
        assert lost <= seen, f"{path} {body} took {lost - seen} unseen"
        return answer

    def _again(self) -> None:
        """What was sent before comes once more: done before, it does nothing."""
        who, method, path, body = self.random.choice(self.sent[-6:])
        before = self.now.words()
        answer = self._send(who, method, path, body)
        if answer.status_code == 200:
            self.now = self._look()
            lost = before - self.now.words()
            assert lost <= _words_in(body), f"{path} {body} took {lost} when it came again"

    def _chosen(self, who: Planner) -> tuple[str, str, dict[str, Any]]:
        picture, pick = who.picture, self.random.choice
        ways = ["fact", "add"]
        if picture.questions:
            ways += ["reword", "parts", "form", "place", "gone", "count", "count"]
        if picture.tables:
            ways += ["hosts", "hosts", "hosts", "tags", "number"]
        way = pick(ways)
        if way == "fact":
            name = pick(FACTS)
            was = picture.facts[name]
            return "PUT", f"facts/{name}", {"was": was, "text": self._edited(was)}
        if way == "add":
            before = pick([None, *picture.questions])
            return "POST", "questions", {"id": new_id(), "text": self.word(), "before": before}
        if way in ("hosts", "tags", "number"):
            return self._at_table(way, pick(list(picture.tables.values())))
        return self._at_question(way, picture, pick(list(picture.questions.values())))

    def _edited(self, was: str) -> str:
        return self.random.choice([self.word(), f"{was} {self.word()}".strip()])

    def _at_table(self, way: str, table: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
        path = f"tables/{table['id']}/{way}"
        if way == "number":
            body = {"was": table["number"], "number": self.random.randint(1, 9)}
        elif way == "tags":
            body = {"was": table["tags"], "tags": [*table["tags"], self.word()][-3:]}
        else:
            names = [*table["hosts"], self.word()][-3:]
            body = {"was": table["hosts"], "hosts": [{"name": name} for name in names]}
        return "PUT", path, body

    def _at_question(
        self, way: str, picture: Picture, one: dict[str, Any]
    ) -> tuple[str, str, dict[str, Any]]:
        uid, pick = one["uid"], self.random.choice
        mine = [t for t in picture.tables.values() if t["question"] == one["id"]]
        parts = [part["text"] for part in one["parts"]]
        if way == "reword":
            return (
                "PUT",
                f"questions/{uid}",
                {"was": one["text"], "text": self._edited(one["text"])},
            )
        body: dict[str, Any]
        if way == "parts":
            body = {"was": parts, "parts": [*parts, self.word()][-2:]}
            return "PUT", f"questions/{uid}/parts", body
        if way == "place":
            before = pick([None, *picture.questions])
            return "PUT", f"questions/{uid}/place", {"before": before if before != uid else None}
        if way == "form":
            body = {"was": one["form"], "form": pick(FORMS), "seen": _seen(mine)}
            return "PUT", f"questions/{uid}/form", body
        if way == "count":
            count = max(0, len(mine) + pick([-1, 1, 2]))
            goes = sorted(mine, key=lambda table: table["number"])[count:]
            body = {"was": len(mine), "count": count, "seen": _seen(goes)}
            return "PUT", f"questions/{uid}/tables", body
        body = {"was": one["text"], "seen": [*parts, *_seen(mine)]}
        return "PUT", f"questions/{uid}/gone", body


def _words_in(thing: object) -> set[str]:
    """Every word that somebody typed, wherever it stands in it."""
    return set(re.findall(r"ord\d+", str(thing)))


def _seen(tables: list[dict[str, Any]]) -> list[str]:
    return [word for table in tables for word in [*table["hosts"], *table["tags"]]]


def _was(path: str, body: dict[str, Any], now: dict[str, Any]) -> dict[str, Any]:
    """What the refusal showed, as what was seen (static/js/outline/refused.js)."""
    what, *rest = path.split("/")
    last = rest[-1] if rest else ""
    if what == "facts":
        found: dict[str, Any] = {"was": now[last]}
    elif what == "tables":
        found = {"was": now[last]}
    elif last == "parts":
        found = {"was": [part["text"] for part in now["parts"]]}
    elif last == "form":
        found = {"was": now["form"]}
    elif last == "tables":
        found = {"was": now.get("count", body["was"])}
    else:
        found = {"was": now["text"]}
    return found | ({"seen": now["seen"]} if "seen" in now else {})


class Tried(NamedTuple):
    """How many words were typed and commands refused in all runs, none of them lost."""

    typed: int
    refused: int


def runs(app: Flask, one: Visitor, seeds: Iterable[int], steps: int) -> Tried:
    """A café for each seed, planned by `one` and the same organiser in another browser.

    Raises AssertionError for the first word that is lost.
    """
    other = Visitor(app)
    assert other.log_in().status_code == 302
    typed = refused = 0
    for seed in seeds:
        run = TwoAtOnce(one, other, one.post("/workshops/new").headers["Location"], seed)
        for _step in range(steps):
            run.step()
        typed, refused = typed + run.typed, refused + run.refused
    return Tried(typed, refused)
