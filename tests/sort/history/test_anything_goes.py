"""Random sorting by two organisers, with undo and redo: it adds up, and nothing is unlogged."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.errors import CafeError
from cafe.model import (
    Base,
    Category,
    Change,
    Database,
    Entry,
    Note,
    Opposed,
    Source,
    events,
)
from cafe.model.change import HOUSE
from cafe.model.events import body, named
from cafe.model.note import SORTED_TOO, notes_in_any_state
from cafe.sort import actions
from cafe.sort.actions.entries import Placing
from cafe.sort.actions.same import Same
from cafe.sort.history.past import Thing, last_change
from cafe.sort.history.stacks import stacks
from cafe.sort.queries import overview
from cafe.sort.routes.commands import perform
from tests.sort.history import parts, sources
from tests.sort.world import BY, OTHER, World, as_sent, build, new_id, noted, operation
from tests.sort.world import sorted_notes as notes_of

Deed = Callable[["Hands", str], Any]


class Hands:
    """Does one thing after another to things picked at random (but by a seed)."""

    def __init__(self, tx: Session, world: World, seed: int) -> None:
        self.tx, self.world, self.dice = tx, world, random.Random(seed)
        if not world.question.parts:  # outside the log, where nobody looks into it
            world.question.parts = parts.PARTS
        self.number = 0

    def pick(self, kind: type[Any]) -> Any:
        query = select(kind).order_by(kind.id)
        things = list(self.tx.scalars(query, execution_options=SORTED_TOO))
        if not things:
            raise CafeError("nothing to pick")
        return self.dice.choice(things)

    def maybe(self, kind: type[Any]) -> Any:
        return self.pick(kind) if self.dice.random() < 0.5 else None

    def words(self) -> str:
        self.number += 1
        return f"Ord {self.number}."

    def same(self) -> Same:
        note, double = self.pick(Note), self.pick(Note)
        return {"note": note, "double": double, "category": self.maybe(Category), "id": new_id()}

    def two(self, kind: type[Any]) -> tuple[Note, Note]:
        pairs = list(self.tx.scalars(select(kind).order_by(kind.first_id, kind.second_id)))
        if not pairs:
            raise CafeError("nothing to pick")
        pair = self.dice.choice(pairs)
        return noted(self.tx, pair.first_id), noted(self.tx, pair.second_id)

    def together(self, by: str) -> None:
        """Several things moved, set aside or taken out in one operation, as the page sends them."""
        one, here = operation(by), self.pick(Category).id
        sentences = [self.pick(Entry).id for _thing in range(2)]
        deeds: list[dict[str, Any]] = [
            {"do": "place_note", "note": self.pick(Note).uid, "category": here, "id": new_id()},
            {"do": "set_aside", "note": self.pick(Note).uid, "reason": self.words()},
            {"do": "use_in_main", "note": self.pick(Note).uid},
            {"do": "move_entry", "entry": sentences[0], "category": here},
            {"do": "unplace", "entry": sentences[1]},
        ]
        some = self.dice.sample(deeds, self.dice.randint(1, 3))
        body = as_sent(self.world.workshop, do="together", deeds=some, act=one["operation"])
        perform(self.tx, self.world.workshop, body, by=by)

    def placing(self) -> Placing:
        return {"note": self.pick(Note), "category": self.pick(Category), "id": new_id()}


COMMANDS: dict[str, Deed] = {
    "head": lambda h, by: actions.add_category(
        h.tx, question=h.world.question, heading=h.words(), **operation(by)
    ),
    "part": parts.take,
    "no part": parts.refuse,
    "rename": lambda h, by: actions.rename_category(
        h.tx, category=(c := h.pick(Category)), was=c.heading, heading=h.words(), **operation(by)
    ),
    "list": lambda h, by: actions.list_category(
        h.tx, category=(c := h.pick(Category)), listed=not c.listed, **operation(by)
    ),
    "shift": lambda h, by: actions.move_category(
        h.tx, category=h.pick(Category), before=h.maybe(Category), **operation(by)
    ),
    "remove": lambda h, by: actions.remove_category(
        h.tx, category=h.pick(Category), **operation(by)
    ),
    "place": lambda h, by: actions.place_note(
        h.tx, note=h.pick(Note), category=h.pick(Category), before=h.maybe(Entry), **operation(by)
    ),
    "again": lambda h, by: actions.place_note(
        h.tx, note=h.pick(Note), category=h.pick(Category), again=True, **operation(by)
    ),
    "move": lambda h, by: actions.move_entry(
        h.tx, entry=h.pick(Entry), category=h.pick(Category), before=h.maybe(Entry), **operation(by)
    ),
    "join": lambda h, by: actions.join_entries(
        h.tx, into=h.pick(Entry), other=h.pick(Entry), text=h.words(), **operation(by)
    ),
    "write in": lambda h, by: actions.join_note(
        h.tx, into=h.pick(Entry), note=h.pick(Note), text=h.words(), **operation(by)
    ),
    "split": lambda h, by: actions.split_entry(
        h.tx,
        entry=(e := h.pick(Entry)),
        note=h.dice.choice(e.sources or [None]).note,
        **operation(by),
    ),
    "absorb": lambda h, by: actions.absorb_note(
        h.tx, note=h.pick(Note), entry=h.pick(Entry), **operation(by)
    ),
    "same": lambda h, by: actions.take_same(
        h.tx, pairs=[h.same() for _pair in range(h.dice.randint(1, 3))], **operation(by)
    ),
    "apart": lambda h, by: actions.not_same(
        h.tx, note=h.pick(Note), double=h.pick(Note), **operation(by)
    ),
    "place all": lambda h, by: actions.place_all(
        h.tx, notes=[h.placing() for _note in range(h.dice.randint(1, 4))], **operation(by)
    ),
    "unplace": lambda h, by: actions.unplace(h.tx, entry=h.pick(Entry), **operation(by)),
    "own": lambda h, by: actions.add_own_entry(
        h.tx, category=h.pick(Category), text=h.words(), **operation(by)
    ),
    "reword": lambda h, by: actions.reword_entry(
        h.tx, entry=(e := h.pick(Entry)), was=e.text, text=h.words(), **operation(by)
    ),
    "aside": lambda h, by: actions.set_aside(
        h.tx, note=h.pick(Note), reason=h.words(), **operation(by)
    ),
    "main": lambda h, by: actions.use_in_main(h.tx, note=h.pick(Note), **operation(by)),
    "oppose": lambda h, by: actions.oppose(
        h.tx, note=h.pick(Note), other=h.pick(Note), **operation(by)
    ),
    "not opposed": lambda h, by: actions.not_opposed(
        h.tx, note=(p := h.two(Opposed))[0], other=p[1], **operation(by)
    ),
    "together": lambda h, by: h.together(by),
    "gather": sources.gather,
    "move source": sources.move,
    "back": lambda h, by: actions.take_back(h.tx, note=h.pick(Note), **operation(by)),
    "undo": lambda h, by: actions.undo(h.tx, workshop=h.world.workshop, **operation(by)),
    "redo": lambda h, by: actions.redo(h.tx, workshop=h.world.workshop, **operation(by)),
}
# A source that was moved stays there: what stood on its notes is then not undone.
NOT_UNDONE = {"undo", "redo", "move source"}
GROWING = ["head", "head", "place", "place", "place", "own"]


def fresh() -> Database:
    database = Database("sqlite://")
    Base.metadata.create_all(database.engine)
    return database


def attempt(hands: Hands, name: str, by: str) -> bool:
    """One deed, whole or not at all; True when it was not refused."""
    try:
        with hands.tx.begin_nested():
            COMMANDS[name](hands, by)
        return True
    except (CafeError, AttributeError) as refused:
        if isinstance(refused, AttributeError) and "'NoneType'" not in str(refused):
            raise
        return False


def picture(tx: Session) -> dict[tuple[str, str], Any]:
    """All that sorting decides, as it is told."""
    tx.flush()
    tx.expire_all()
    things: list[Thing] = [*tx.scalars(select(Category)), *tx.scalars(select(Entry))]
    things += notes_of(tx)
    seen: dict[tuple[str, str], Any] = {named(thing): body(thing) for thing in things}
    for pair in tx.scalars(select(Opposed)):
        item = events.of_pair(noted(tx, pair.first_id), noted(tx, pair.second_id))
        seen["opposed", item["id"]] = item
    return seen | parts.said(tx)


def check(hands: Hands, words: dict[int, str]) -> None:
    seen = picture(hands.tx)
    sources.rows(seen)
    for question in (hands.world.question, hands.world.elsewhere):
        assert overview(hands.tx, [question])[0].accounts.balance
    # Also what was brought in and is out again keeps its words.
    said = {note.id: note.text for note in hands.tx.scalars(notes_in_any_state())}
    assert said.items() >= words.items()
    words |= said
    for name, item in seen.items():
        told = last_change(hands.tx, hands.world.workshop.id, name)
        assert told is not None
        assert told.item == item, f"{name} was changed and nobody was told"
    for note in notes_of(hands.tx, Note.aside_reason.is_not(None) | Note.in_main):
        placed = hands.tx.scalars(select(Source).where(Source.note_id == note.id)).all()
        assert not placed, "kept out of the text and placed at the same time"
        assert note.aside_reason is None or not note.in_main
    check_opposed(hands.tx)


def check_opposed(tx: Session) -> None:
    """Of two that are opposed neither stands unsaid behind the other's sentence.

    And no sentence has a note of another question.
    """
    for source in tx.scalars(select(Source)):
        assert source.note.table.question_id == source.entry.category.question_id
    for pair in tx.scalars(select(Opposed)):
        for entry in tx.scalars(select(Entry), execution_options=SORTED_TOO):
            behind = {source.note_id: source.absorbed for source in entry.sources}
            if {pair.first_id, pair.second_id} <= behind.keys():
                assert not behind[pair.first_id], "hidden behind its opposite"
                assert not behind[pair.second_id], "hidden behind its opposite"


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    deeds=st.lists(
        st.tuples(st.sampled_from(sorted(COMMANDS)), st.sampled_from([BY, OTHER])), max_size=30
    ),
)
def test_two_organisers_may_do_anything(seed: int, deeds: list[tuple[str, str]]) -> None:
    database = fresh()
    with database.writing() as tx:
        hands = Hands(tx, build(tx), seed)
        words = {note.id: note.text for note in tx.scalars(select(Note))}
        for name, by in [*[(name, BY) for name in GROWING], *deeds]:
            attempt(hands, name, by)
            check(hands, words)
    database.engine.dispose()


@settings(max_examples=12, suppress_health_check=list(HealthCheck))
@given(
    seed=st.integers(0, 2**32),
    deeds=st.lists(st.sampled_from(sorted(set(COMMANDS) - NOT_UNDONE)), max_size=25),
)
def test_one_organiser_can_undo_everything_and_redo_it(seed: int, deeds: list[str]) -> None:
    database = fresh()
    with database.writing() as tx:
        hands = Hands(tx, build(tx), seed)
        pictures = [picture(tx)]
        for name in [*GROWING, *deeds]:
            before = len(stacks(tx, hands.world.workshop.id, BY).done)
            attempt(hands, name, BY)
            if len(stacks(tx, hands.world.workshop.id, BY).done) > before:
                pictures.append(picture(tx))
        for seen in reversed(pictures[:-1]):
            actions.undo(tx, workshop=hands.world.workshop, **operation(BY))
            assert sources.same_but_for_room(picture(tx), seen)
        for seen in pictures[1:]:
            actions.redo(tx, workshop=hands.world.workshop, **operation(BY))
            assert sources.same_but_for_room(picture(tx), seen)
        with pytest.raises(CafeError):
            actions.redo(tx, workshop=hands.world.workshop, **operation(BY))
    database.engine.dispose()


def test_what_nobody_logged_gets_its_first_line_before_it_is_changed(db: Database) -> None:
    """As after an import: entries that no act made can still be changed, and the change undone."""
    with db.writing() as tx:
        world = build(tx)
        category = Category(id=new_id(), question=world.question, heading="Gammel", position=1.0)
        entry = Entry(id=new_id(), category=category, text="Fra arkivet.", position=1.0)
        tx.add_all([category, entry])
        tx.flush()
        kept = body(entry)
        actions.remove_category(tx, category=category, **operation(BY))
        actions.undo(tx, workshop=world.workshop, **operation(BY))
        changes = select(Change).where(Change.key == kept["id"]).order_by(Change.revision)
        told = [(change.by, change.item) for change in tx.scalars(changes)]
        assert told == [(HOUSE, kept), (BY, None), (BY, kept)]
