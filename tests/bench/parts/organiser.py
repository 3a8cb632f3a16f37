"""A scripted organiser: knows how one question was sorted, and sorts it again from the raw notes.

Everything is read and done by what the desk's page calls: `offers` and `perform`, in a database.
"""

import json
from collections.abc import Iterable
from random import Random
from typing import Any, NamedTuple
from uuid import uuid4

from sqlalchemy.orm import Session

import cafe.model  # noqa: F401 - every table is known once this is read
from cafe.archive.actions import import_archive
from cafe.archive.schema import read
from cafe.model.base import Base, Database
from cafe.sort import offers
from cafe.sort.offers import Board
from cafe.sort.queries import the_question
from cafe.sort.routes.bodies import Command
from cafe.sort.routes.commands import perform
from tests.bench.parts.sample import Asked, Place

BY = "person:1"
ASIDE = "bare på plakaten"
LINE = 0.7  # where the page's line lies at first (static/js/sort/offers/likely.js)


class Way(NamedTuple):
    """How somebody sorts.

    `patience`: pairs are judged until so many in a row are not the same; `first`: the share of the
    notes placed by hand before suggestions are taken; `lines`: down to which line, one after the
    other.
    """

    patience: int = 0
    first: float = 1.0
    lines: tuple[float, ...] = ()


class Organiser:
    """One question on the desk, and what sorting it has cost so far."""

    def __init__(self, tx: Session, asked: Asked, raw: dict[str, Any]) -> None:
        """`raw` is an archive of which only the notes are taken."""
        archive = read(json.dumps(_unsorted(raw)).encode())
        self.workshop = import_archive(tx, archive=archive, by_person=None, secret_key="x" * 40)
        self.tx, self.asked, self.acts, self.presses = tx, asked, 0, 0
        self._board: Board | None = None
        self.headings = {heading: str(uuid4()) for heading in asked.headings}
        for heading, key in self.headings.items():
            self._do("add_category", 0, 0, question=asked.number, heading=heading, id=key)

    def board(self) -> Board:
        """As the page reads it, again after each change."""
        if self._board is None:
            question = the_question(self.tx, self.workshop, self.asked.number)
            self._board = offers.board_of(self.tx, self.workshop, question)
        return self._board

    def _do(self, command: str, operations: int, presses: int, **words: object) -> None:
        saw = {"act": str(uuid4()), "saw": self.workshop.revision}
        body = Command.model_validate({**saw, "do": command, **words}).root
        perform(self.tx, self.workshop, body, by=BY)
        self.tx.flush()
        self._board = None
        self.acts, self.presses = self.acts + operations, self.presses + presses

    def judge(self, patience: int) -> None:
        """Likely doubles, best first, until `patience` in a row are none."""
        wrong = 0
        while wrong < patience and (pairs := offers.doubles(self.board())):
            wrong = 0 if self._judged(pairs[0]) else wrong + 1

    def _judged(self, pair: offers.Item) -> bool:
        one, other = pair["left"], pair["right"]
        if self._home(one) is None or self._home(one) != self._home(other):
            self._do("not_same", 1, 1, note=one, double=other)
            return False
        note, double = (other, one) if pair["may"] == "right" else (one, other)
        there = self.board().behind
        homeless = note not in there and double not in there
        # Place neither stands yet the heading is chosen by its digit.
        same = {"note": note, "double": double, "id": str(uuid4())}
        same |= {"category": self._heading(note)} if homeless else {}
        self._do("take_same", 1, 1 + homeless, pairs=[same])
        return True

    def put_right(self, note: str) -> None:
        """One note from wherever it is to where it belongs, with at most one operation."""
        board, home = self.board(), self._home(note)
        standing = next(iter(board.behind.get(note, {})), None)
        if home is None:
            if note not in board.aside:  # a key, a reason from the list, Enter
                self._do("set_aside", 1, 3, note=note, reason=ASIDE)
        elif entry := self._companions(board, note, home, standing):  # a key, a sentence
            self._do("absorb_note", 1, 2, note=note, entry=entry)
        elif self._heading(note) in board.under.get(note, ()):
            pass
        elif standing:
            self._do("move_entry", 1, 1, entry=standing, category=self._heading(note))
        else:
            self._do("place_note", 1, 1, note=note, category=self._heading(note), id=_id())

    def _companions(self, board: Board, note: str, home: Place, own: str | None) -> str | None:
        """The sentence of a note that belongs with this one, where it stands rightly elsewhere."""
        for other in sorted(home[1] - {note}):
            entry = next(iter(board.behind.get(other, {})), None)
            right = self.headings[home[0]] in board.under.get(other, ())
            if entry and right and entry != own and self._home(other) == home:
                return entry
        return None

    def take_above(self, line: float) -> None:
        """All suggestions at least so likely, in one operation; then what is wrong is mended."""
        sure = {n: h for n, (h, share) in offers.likely(self.board()).items() if share >= line}
        if not sure:
            return
        notes = [{"note": note, "category": at, "id": _id()} for note, at in sure.items()]
        self._do("place_all", 1, 2 + (line != LINE), notes=notes)
        for note in sure:
            self.put_right(note)

    def place_again(self) -> None:
        """Notes that stand in several places get those they do not have yet."""
        for note, (_first, *others) in self.asked.places.items():
            for heading, notes in others:
                category, entry = self.headings[heading], _id()
                self._do("place_note", 1, 2, note=note, category=category, again=True, id=entry)
                for into in self._standing(notes - {note}):
                    text = self.asked.text
                    self._do("join_entries", 1, 3, into=into, other=entry, text=text)

    def _standing(self, notes: Iterable[str]) -> list[str]:
        behind = self.board().behind
        return list(dict.fromkeys(entry for note in notes for entry in behind.get(note, {})))[:1]

    def as_it_stands(self) -> dict[str, set[Place]]:
        """For each note its headings with all notes behind the same sentence."""
        board, names = self.board(), {key: text for text, key in self.headings.items()}
        behind: dict[str, set[str]] = {}
        for note, entries in board.behind.items():
            for entry in entries:
                behind.setdefault(entry, set()).add(note)
        found: dict[str, set[Place]] = {note: set() for note in board.behind}
        for note, entries in board.behind.items():
            for entry, category in zip(entries, board.under[note], strict=True):
                found[note].add((names[category], frozenset(behind[entry])))
        return found

    def _home(self, note: str) -> Place | None:
        """Place it belongs first; None: set aside."""
        return next(iter(self.asked.places.get(note, ())), None)

    def _heading(self, note: str) -> str:
        return self.headings[self.asked.under[note][0]]


def sorted_by(raw: dict[str, Any], asked: Asked, way: Way, seed: int) -> Organiser:
    """The question sorted in this way. Raises AssertionError when it is not as it should be."""
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    with database.writing() as tx:
        hand = Organiser(tx, asked, raw)
        hand.judge(way.patience)
        notes = sorted(slip.id for slip in asked.slips)
        Random(seed * 100 + asked.number).shuffle(notes)
        behind = hand.board().behind
        waiting = [note for note in notes if note not in behind]
        for note in waiting[: round(len(waiting) * way.first)]:
            hand.put_right(note)
        for line in way.lines:
            hand.take_above(line)
        for note in notes:
            hand.put_right(note)
        hand.place_again()
        wanted = {note: set(places) for note, places in asked.places.items()}
        assert hand.as_it_stands() == wanted, "not sorted as in the archive"
    database.engine.dispose()
    return hand


def _unsorted(raw: dict[str, Any]) -> dict[str, Any]:
    bare: dict[str, list[Any]] = {"categories": [], "set_aside": [], "apart": []}
    return raw | {"questions": [asked | bare for asked in raw["questions"]]}


def _id() -> str:
    return str(uuid4())
