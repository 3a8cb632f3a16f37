"""Two organisers at a café half sorted, all commands aimed at the same things; what is seen."""

import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from cafe.model import Apart, Category, Entry, Note, Opposed, Source
from cafe.sort import actions
from cafe.sort.routes.commands import perform
from tests.sort.world import Operation, as_sent, build, new_id, organiser

Body = dict[str, Any]
Fact = tuple[Any, ...]
Picture = set[Fact]
TEXTS = ("alfa", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota")
PART = "Hva?"
NAMES = {"a": "Anna Ask", "b": "Bo Berg"}

NAME_OF = {"undo": "redo", "redo": "undo"}


class Two:
    """A café half sorted, and two organisers: every kind of thing stands there once or more."""

    def __init__(self, tx: Session) -> None:
        self.tx, self.world = tx, build(tx, texts=TEXTS)
        self.by = {
            who: f"person:{organiser(tx, name, f'{who}@example.org').id}"
            for who, name in NAMES.items()
        }
        notes = self.world.notes
        self.world.question.parts = [{"letter": "A", "text": PART}]
        self.n = dict(zip(TEXTS, (note.uid for note in notes), strict=True))
        self.head, self.other = self._head("Tid"), self._head("Rom")
        one, two, three = (self._placed(notes[i], self.head) for i in (0, 1, 3))
        do = self.setup
        actions.join_note(tx, into=two, note=notes[2], text="Beta og gamma.", **do())
        actions.absorb_note(tx, note=notes[4], entry=three, **do())
        actions.set_aside(tx, note=notes[6], reason="hører til et annet spørsmål", **do())
        actions.use_in_main(tx, note=notes[7], **do())
        actions.oppose(tx, note=notes[0], other=notes[3], **do())
        self.alfa, self.beta, self.delta = one.id, two.id, three.id
        tx.flush()
        for who, entry, category in (("a", three, self.other), ("b", one, self.head)):
            # What each can undo, and redo, touches what the other's acts touch.
            words = {"entry": entry.id, "was": entry.text, "text": f"Sagt av {who}."}
            self.did(who, {"do": "reword_entry", **words})
            named = {"category": category.id, "was": category.heading, "heading": f"Av {who}"}
            self.did(who, {"do": "rename_category", **named})
            self.did(who, {"do": "undo"})

    def setup(self) -> Operation:
        return {"by": "person:999", "operation": new_id()}

    def _head(self, text: str) -> Category:
        return actions.add_category(
            self.tx, question=self.world.question, heading=text, **self.setup()
        )

    def _placed(self, note: Note, category: Category) -> Entry:
        return actions.place_note(self.tx, note=note, category=category, **self.setup())

    def did(self, who: str, body: Body, saw: int | None = None) -> str:
        """`who` acts, having seen revision `saw` (None: all there is); the operation's id."""
        seen = {} if saw is None or body["do"] in ("undo", "redo") else {"saw": saw}
        operation = as_sent(self.world.workshop, **{**body, **seen})
        with self.tx.begin_nested():
            perform(self.tx, self.world.workshop, operation, by=self.by[who])
        self.tx.flush()
        return operation.operation

    @contextmanager
    def once(self) -> Iterator[None]:
        """What is done inside is as if it had never been."""
        inner = self.tx.begin_nested()
        try:
            yield
        finally:
            inner.rollback()
            self.tx.expire_all()


def bodies(two: Two, who: str) -> dict[str, Body]:
    """Every operation, aimed at the same few things; `who` writes its own words."""
    n, one, two_, three = two.n, two.alfa, two.beta, two.delta
    head, other = two.head.id, two.other.id
    text = f"Skrevet av {who}."

    def id_(name: str) -> str:
        return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{who} {name}"))

    return {
        "add_category": {"question": 1, "heading": text, "id": id_("head")},
        "rename_category": {"category": head, "was": "Tid", "heading": text},
        "list_category": {"category": head, "listed": False},
        "move_category": {"category": other, "before": head},
        "remove_category": {"category": head},
        "place_note": {"note": n["zeta"], "category": head, "id": id_("place")},
        "place_note above": {"note": n["iota"], "category": head, "before": one, "id": id_("up")},
        "add_own_entry": {"category": head, "text": text, "id": id_("own")},
        "move_entry": {"entry": one, "category": other},
        "join_entries": {"into": one, "other": two_, "text": text},
        "join_entries back": {"into": two_, "other": one, "text": text},
        "join_note": {"into": one, "note": n["zeta"], "text": text},
        "split_entry": {"entry": two_, "note": n["gamma"], "id": id_("split")},
        "split_entry double": {"entry": three, "note": n["epsilon"], "id": id_("apart")},
        "absorb_note": {"note": n["zeta"], "entry": one},
        "absorb_note placed": {"note": n["delta"], "entry": two_},
        "unplace": {"entry": one},
        "unplace joined": {"entry": two_},
        "reword_entry": {"entry": one, "was": "Sagt av b.", "text": text},
        "reword_entry joined": {"entry": two_, "was": "Beta og gamma.", "text": text},
        "set_aside": {"note": n["zeta"], "reason": text},
        "set_aside placed": {"note": n["alfa"], "reason": text},
        "set_aside double": {"note": n["epsilon"], "reason": text},
        "set_aside again": {"note": n["eta"], "reason": text},
        "take_back": {"note": n["eta"]},
        "take_back main": {"note": n["theta"]},
        "use_in_main": {"note": n["zeta"]},
        "not_same": {"note": n["alfa"], "double": n["zeta"]},
        "oppose": {"note": n["alfa"], "other": n["zeta"]},
        "not_opposed": {"note": n["alfa"], "other": n["delta"]},
        "take_same": {"pairs": [{"note": n["alfa"], "double": n["zeta"], "id": id_("same")}]},
        "take_same placed": {"pairs": [{"note": n["beta"], "double": n["zeta"], "id": id_("b")},
                                       {"note": n["iota"], "double": n["alfa"], "id": id_("i")}]},
        "place_all": {"notes": [{"note": n["zeta"], "category": other, "id": id_("all")}]},
        "take_part": {"question": 1, "letter": "A", "id": id_("part")},
        "refuse_part": {"question": 1, "letter": "A"},
        "undo": {},
        "redo": {},
        "together": {"deeds": [{"do": "unplace", "entry": one},
                               {"do": "set_aside", "note": n["zeta"], "reason": text}]},
        "together many": {"deeds": [
            {"do": "set_aside", "note": n["zeta"], "reason": text},
            {"do": "set_aside", "note": n["epsilon"], "reason": text},
            {"do": "move_entry", "entry": two_, "category": other}]},
    }  # fmt: skip


def cases(two: Two, who: str) -> dict[str, Body]:
    return {name: {"do": name.split()[0], **body} for name, body in bodies(two, who).items()}


READ: dict[str, Select[*tuple[Any, ...]]] = {
    "heading": select(Category.id, Category.heading),
    "text": select(Entry.id, Entry.text),
    "behind": select(Source.entry_id, Source.note_id, Source.absorbed),
    "aside": select(Note.uid, Note.aside_reason),
    "main": select(Note.uid, Note.in_main),
    "opposed": select(Opposed.first_id, Opposed.second_id),
    "apart": select(Apart.first_id, Apart.second_id),
    "listed": select(Category.id, Category.listed, Category.position),
    "under": select(Entry.id, Entry.category_id, Entry.position),
}
ONLY_PLACES = ("listed", "under")
WORDED = {kind: str(query.compile(dialect=sqlite.dialect())) for kind, query in READ.items()}


def picture(tx: Session) -> Picture:
    """All that sorting decides, as the database has it: this is looked at very often."""
    tx.flush()
    raw = tx.connection().connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    return {(kind, *row) for kind, words in WORDED.items() for row in raw.execute(words)}


def facts(seen: Picture) -> set[Fact]:
    """What may not be lost without a word: wordings, what stands behind them, reasons, links."""
    return {fact for fact in seen if fact[0] not in ONLY_PLACES}


def texts(seen: Picture) -> set[str]:
    pairs = {f"{one} – {other}" for one in TEXTS for other in TEXTS}
    return {*TEXTS, PART, *pairs, *(fact[2] for fact in seen if fact[0] in ("heading", "text"))}
