"""Two people at one desk: all operations x all operations, in both orders. Nothing unseen is
written over.

A looks; B acts; then A's act arrives. Either both effects stand, or A is told who did what, with
both texts, and nothing has changed. Afterwards B can undo, or is told why not.
"""

from collections.abc import Iterator
from typing import get_args

import pytest
from sqlalchemy import select

from cafe.errors import CafeError, Conflict, Invalid
from cafe.model import Database, Note, Source
from cafe.sort import actions, meanwhile
from cafe.sort.meanwhile import HARMLESS, STAKES
from cafe.sort.origins.rules import Row
from cafe.sort.routes.bodies import One, PlaceAll, TakeSame
from cafe.wall.actions.phones import strike
from tests.sort.history.two import (
    NAME_OF,
    NAMES,
    Body,
    Fact,
    Picture,
    Two,
    cases,
    facts,
    picture,
    texts,
)
from tests.sort.origins.test_take_in import brought
from tests.sort.world import build, operation, sorted_notes


@pytest.fixture
def two(db: Database) -> Iterator[Two]:
    with db.writing() as tx:
        yield Two(tx)


ACTS = [
    "add_category", "rename_category", "list_category", "move_category", "remove_category",
    "place_note", "place_note above", "add_own_entry", "move_entry", "join_entries",
    "join_entries back", "join_note", "split_entry", "split_entry double", "absorb_note",
    "absorb_note placed", "unplace", "unplace joined", "reword_entry", "reword_entry joined",
    "set_aside", "set_aside placed", "set_aside double", "set_aside again", "take_back",
    "take_back main", "use_in_main", "not_same", "oppose", "not_opposed", "take_same",
    "take_same placed", "place_all", "take_part", "refuse_part", "undo", "redo", "together",
    "together many",
]  # fmt: skip


def test_every_act_there_is_has_its_place_here(two: Two) -> None:
    """A new operation fails this until it says what it writes over, and until it is tried below."""
    tried = {name.split()[0] for name in ACTS}
    assert list(cases(two, "a")) == ACTS
    assert tried == {*actions.__all__, "together"}
    named = {
        do
        for body in (*get_args(One), TakeSame, PlaceAll)
        for do in get_args(body.model_fields["do"].annotation)
    }
    assert named == {*STAKES, *HARMLESS} == set(actions.__all__) - {"undo", "redo"}
    assert not STAKES.keys() & HARMLESS


@pytest.mark.parametrize("some", range(0, len(ACTS), 8))
def test_nothing_unseen_is_written_over(two: Two, some: int) -> None:
    """Eight of B's acts to a café, against every operation of A's."""
    before, saw = picture(two.tx), two.world.workshop.revision
    mine, theirs = cases(two, "a"), cases(two, "b")
    gained = {late: effect(two, body, before) for late, body in mine.items()}
    for name in ACTS[some : some + 8]:
        with two.once():
            undoing = back(theirs[name], two.did("b", theirs[name]))
            between = picture(two.tx)
            for late in ACTS:
                with two.once():
                    what = f"{late} after {name}"
                    if refused := tried(two, "a", mine[late], saw):
                        check_told(refused, before, between)
                        assert picture(two.tx) == between, f"{what}: something is half done"
                    else:
                        check_both(two, what, (before, between), gained[late], undoing)
            two.did("b", undoing)
            assert facts(picture(two.tx)) == facts(before), f"{name} was not undone"


def effect(two: Two, body: Body, before: Picture) -> set[Fact]:
    """What an operation adds when nobody else acts."""
    with two.once():
        two.did("a", body)
        return facts(picture(two.tx)) - facts(before)


def check_both(
    two: Two, what: str, seen: tuple[Picture, Picture], gained: set[Fact], undoing: Body
) -> None:
    """What B did stands, and what A did; and B can undo without taking A's along."""
    before, between = map(facts, seen)
    whole = picture(two.tx)
    after = facts(whole)
    assert between - before <= after, f"{what}: written over"
    assert not (before - between) & after, f"{what}: taken back"
    assert gained <= after, f"{what}: done in part"
    # When B had done it already there is nothing of A's to lose.
    check_undone(two, what, undoing, (after, gained if whole != seen[1] else set()))


def tried(two: Two, who: str, body: Body, saw: int | None = None) -> CafeError | None:
    """The refusal, when there is one."""
    try:
        two.did(who, body, saw)
    except CafeError as refused:
        return refused
    return None


def back(body: Body, operation: str) -> Body:
    """What takes an operation back."""
    if body["do"] in ("undo", "redo"):
        return {"do": NAME_OF[body["do"]]}
    return {"do": "undo", "only": operation}


def check_told(refused: CafeError, before: Picture, between: Picture) -> None:
    """Who did what, and both texts."""
    assert isinstance(refused, Conflict), refused.message
    assert refused.meanwhile is not None, refused.message
    assert NAMES["b"] in refused.message
    rows = refused.meanwhile["changes"]
    assert {row["by"] for row in rows} == {NAMES["b"]}
    for row in rows:
        assert row["was"] != row["now"] or "moved" in row["words"]
        assert row["was"] is None or row["was"]["text"] in texts(before)
        assert row["now"] is None or row["now"]["text"] in texts(between)


def check_undone(two: Two, what: str, body: Body, both: tuple[set[Fact], set[Fact]]) -> None:
    """B's act can be taken back, and what A did stays; or B is told that A stands in between.

    `both`: what is there before, and what of it A did.
    """
    seen, gained = both
    refused = tried(two, "b", body)
    if refused is None:
        assert gained <= facts(picture(two.tx)), f"{what}: the undo took it along"
        return
    assert refused.meanwhile is not None, f"{what}: {refused.message}"
    assert NAMES["a"] in refused.message
    assert facts(picture(two.tx)) == seen


def test_what_the_page_itself_has_just_done_is_no_news_to_it(two: Two) -> None:
    """Fast hands act again before the page has drawn what the first operation did."""
    saw = two.world.workshop.revision
    words = {"entry": two.alfa, "was": "Sagt av b.", "text": "Nytt."}
    two.did("a", {"do": "reword_entry", **words})
    made = two.world.workshop.revision
    refused = tried(two, "a", {"do": "unplace", "entry": two.alfa}, saw)
    assert refused is not None, "the same person on another screen has not seen it"
    assert NAMES["a"] in refused.message
    two.did("a", {"do": "unplace", "entry": two.alfa, "own": [made]}, saw)


def test_nobody_calls_anothers_act_their_own(two: Two) -> None:
    saw = two.world.workshop.revision
    words = {"entry": two.alfa, "was": "Sagt av b.", "text": "Nytt."}
    two.did("b", {"do": "reword_entry", **words})
    mine = {"do": "unplace", "entry": two.alfa, "own": [two.world.workshop.revision]}
    assert tried(two, "a", mine, saw) is not None


def test_what_was_done_beside_the_sorting_is_told_as_what_it_was(two: Two) -> None:
    saw, note = two.world.workshop.revision, two.world.notes[5]
    strike(two.tx, workshop=two.world.workshop, notes=[note], **operation(two.by["b"]))
    two.tx.flush()
    with pytest.raises(Conflict, match="Bo Berg struck out “zeta” meanwhile"):
        two.did("a", {"do": "set_aside", "note": note.uid, "reason": "nei"}, saw=saw)


NOTE: Body = {"text": "zeta", "behind": [], "under": None, "aside": None, "in_main": False}
BETA: Body = {"text": "Beta og gamma.", "behind": ["beta", "gamma"], "under": "Tid", "aside": None}


@pytest.mark.parametrize(
    ("theirs", "mine", "was", "now"),
    [
        ("set_aside", "use_in_main", NOTE, {**NOTE, "aside": "Skrevet av b."}),
        ("use_in_main", "set_aside", NOTE, {**NOTE, "in_main": True}),
        (
            *("reword_entry joined", "unplace joined", {**BETA, "in_main": False}),
            {**BETA, "text": "Skrevet av b.", "in_main": False},
        ),
        (
            *("rename_category", "remove_category", {**NOTE, "text": "Tid"}),
            {**NOTE, "text": "Skrevet av b."},
        ),
        ("refuse_part", "take_part", None, {**NOTE, "text": "Hva?"}),
    ],
)
def test_both_sides_are_told_with_all_that_a_person_reads(
    two: Two, *, theirs: str, mine: str, was: object, now: object
) -> None:
    saw = two.world.workshop.revision
    two.did("b", cases(two, "b")[theirs])
    refused = tried(two, "a", cases(two, "a")[mine], saw)
    assert refused is not None
    assert refused.meanwhile is not None
    [told] = refused.meanwhile["changes"]
    assert (told["by"], told["was"], told["now"]) == (NAMES["b"], was, now)


def test_more_than_is_shown_cannot_be_said_to_be_seen(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up to that many the page may say that it has seen how the café is by now."""
    workshop, uids = two.world.workshop, (two.n["zeta"], two.n["iota"])
    saw = workshop.revision
    aside = [{"do": "set_aside", "note": uid, "reason": "nei"} for uid in uids]
    for body in aside:
        two.did("b", body)
    mine = {"do": "together", "deeds": [{**body, "reason": "uklart"} for body in aside]}
    for most, revision in ((2, workshop.revision), (1, None)):
        monkeypatch.setattr(meanwhile, "MOST", most)
        refused = tried(two, "a", mine, saw)
        assert refused is not None
        assert refused.meanwhile is not None
        assert refused.meanwhile["revision"] == revision
        assert len(refused.meanwhile["changes"]) == most
    assert tried(two, "a", mine, workshop.revision) is None


def test_what_stands_there_by_now_comes_along_with_who_wrote_it(two: Two) -> None:
    """And which field it is about; who else is ahead of the café is told that alone."""
    saw = two.world.workshop.revision
    theirs, mine = (cases(two, who)["reword_entry joined"] for who in ("b", "a"))
    two.did("b", theirs)
    refused = tried(two, "a", mine, saw)
    assert isinstance(refused, Conflict)
    assert isinstance(refused.now, dict)
    assert (refused.where, refused.now["text"]) == ("was", "Skrevet av b.")
    assert refused.message.endswith("Bo Berg reworded “Skrevet av b.” meanwhile.")
    assert refused.meanwhile is not None
    assert refused.meanwhile["revision"] == two.world.workshop.revision
    ahead = tried(two, "a", mine, two.world.workshop.revision + 1)
    assert (type(ahead), ahead and ahead.where) == (Invalid, "saw")
    assert ahead is not None
    assert ahead.meanwhile is None


def test_what_already_is_so_or_stands_only_elsewhere_in_its_row_is_no_loss(two: Two) -> None:
    brought(two.tx, two.world, Row("kaffe"))
    [note] = sorted_notes(two.tx, Note.gathered)
    saw = two.world.workshop.revision
    aside = {"do": "set_aside", "note": note.uid, "reason": "nei"}
    two.did("b", aside)
    assert tried(two, "a", aside, saw) is None
    two.did("b", {"do": "move_entry", "entry": two.beta, "category": two.head.id})
    assert tried(two, "a", {"do": "remove_category", "category": two.head.id}, saw) is None


def test_each_side_reads_as_in_its_own_cafe(two: Two) -> None:
    """An archive may come to the same house twice, and be changed in one."""
    twin = build(two.tx, texts=("annet",))
    twin.notes[0].uid = two.n["beta"]
    saw = two.world.workshop.revision
    two.did("b", cases(two, "b")["reword_entry joined"])
    refused = tried(two, "a", cases(two, "a")["unplace joined"], saw)
    assert refused is not None
    assert refused.meanwhile is not None
    assert refused.meanwhile["changes"][0]["was"]["behind"] == ["beta", "gamma"]


def test_the_sentence_that_goes_along_is_looked_at_too(two: Two) -> None:
    """Of a note that is set aside, wherever it is from; of pairs also the one that stood there."""
    brought(two.tx, two.world, Row("kaffe", heading="Tid"))
    [note] = sorted_notes(two.tx, Note.gathered)
    kaffe = two.tx.scalars(select(Source.entry_id).where(Source.note_id == note.id)).one()
    saw = two.world.workshop.revision
    for was, text in (("Kaffe.", "En."), ("En.", "To.")):
        two.did("b", {"do": "reword_entry", "entry": kaffe, "was": was, "text": text})
    two.did("b", {"do": "unplace", "entry": two.alfa})
    pairs = cases(two, "a")["take_same"]
    for body, told, was in (
        ({"do": "set_aside", "note": note.uid, "reason": "nei"}, "reworded “To.”", "Kaffe."),
        (pairs, "took out “Sagt av b.”", "Sagt av b."),
    ):
        refused = tried(two, "a", body, saw)
        assert refused is not None
        assert refused.meanwhile is not None
        [row] = refused.meanwhile["changes"]
        assert (row["was"]["text"], f"Bo Berg {told} meanwhile." in row["words"]) == (was, True)
    for done in ("take_back", "take_back main", "use_in_main"):
        two.did("b", cases(two, "b")[done])
        assert tried(two, "a", cases(two, "a")[done], saw) is None
