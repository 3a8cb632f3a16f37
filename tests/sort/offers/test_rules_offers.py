"""What is offered for a board as it stands, without a database: which pairs, and who may stand."""

from typing import Any

import pytest

from cafe.core.i18n import speaking
from cafe.sort import offers
from cafe.sort.offers import Board, Texts
from cafe.suggest.vectors import Text

LED, LEDELSE, TID, TID_TOO, KAFFE = (
    "Bedre forankring i ledelsen",
    "forankring i ledelsen er viktig",
    "Mer tid!",
    "mer tid",
    "kaffe",
)
ALIKE, SAME = (LED, LEDELSE), (TID, TID_TOO)


def a_board(*texts: str, asked: str = "", beside: tuple[str, ...] = (), **placed: Any) -> Board:
    """A board whose notes are called by their texts."""
    words = tuple(Text(text, text) for text in texts or (*ALIKE, *SAME, KAFFE))
    empty: dict[str, Any] = dict.fromkeys(("aside", "joined", "apart"), frozenset())
    empty |= {"behind": {}, "headings": {}, "under": {}}
    short = placed.pop("short", ())
    return Board(Texts(words, short, asked, beside), **(empty | placed))


def offered(board: Board) -> dict[tuple[str, str], str]:
    return {(one["left"], one["right"]): one["may"] for one in offers.doubles(board)}


@pytest.mark.parametrize(
    ("behind", "joined", "left", "may"),
    [
        ({}, "", LED, "both"),
        ({LED: {"a": False}}, "", LED, "both"),
        ({LEDELSE: {"a": False}}, "", LEDELSE, "both"),  # the one with a place is the left one
        ({LED: {"a": False}, LEDELSE: {"b": False}}, "", LED, "both"),
        ({LED: {"a": False}, LEDELSE: {"a": False}}, "", LED, ""),  # they stand together
        ({LED: {"a": False, "b": False}}, "", LED, "left"),
        ({LEDELSE: {"a": False, "b": False}}, "", LEDELSE, "left"),
        ({LED: {"a": False}, LEDELSE: {"b": False, "c": False}}, "", LED, "right"),
        ({LED: {"a": False, "b": False}, LEDELSE: {"c": False, "d": False}}, "", LED, ""),
        ({LED: {"a": False}}, "a", LED, "left"),
        ({LED: {"a": False}, LEDELSE: {"b": False}}, "b", LED, "right"),
        ({LED: {"a": True, "b": False}}, "", LED, "left"),
    ],
)
def test_who_may_stand_and_who_comes_behind(
    behind: dict[str, dict[str, bool]], joined: str, left: str, may: str
) -> None:
    board = a_board(behind=behind, joined=frozenset(joined))
    right = LEDELSE if left == LED else LED
    assert offered(board).get((left, right), "") == may
    [other] = [one for one in offers.like(board, LED) if one["right"] == LEDELSE]
    assert other["left"] == LED  # asked about one, that one comes first
    turned = {"left": "right", "right": "left"} if left != LED else {}
    assert other["may"] == turned.get(may, may)
    assert offered(board)[SAME] == "both"


def test_what_is_absorbed_is_judged_with_the_note_that_stands_for_it() -> None:
    assert next(iter(offered(a_board(behind={TID_TOO: {"a": True}})))) == ALIKE
    for one in ALIKE:
        board = a_board(behind={one: {"a": True}})
        assert not {ALIKE, ALIKE[::-1]} & offered(board).keys()
        [found] = [like for like in offers.like(board, LED) if like["right"] == LEDELSE]
        assert found["may"] == ("left" if one == LED else "right")


@pytest.mark.parametrize("how", ["aside", "apart"])
def test_what_is_aside_or_was_judged_does_not_come_and_is_still_like(how: str) -> None:
    for one in SAME:
        aside, apart = ({one}, set()) if how == "aside" else (set(), {frozenset(SAME)})
        board = a_board(aside=aside, apart=apart)
        found = offered(board)
        assert SAME not in found
        assert ALIKE in found
        first = offers.like(board, TID)[0]
        assert (first["right"], first["identical"]) == (TID_TOO, True)
        assert first["may"] == ("" if how == "aside" else "both")
    with speaking("en"):
        assert offers.doubles(a_board())[0]["why"].startswith("the same words; they differ only")


def test_like_are_at_most_five_and_nothing_is_like_what_is_not_there() -> None:
    notes = [f"tursti nummer {number}" for number in range(8)]
    assert len(offers.like(a_board(*notes), notes[0])) == 5
    assert offers.like(a_board(*notes), "tursti") == []


@pytest.mark.parametrize(("notes", "most"), [(10, 20), (30, 20), (50, 25), (58, 28)])
def test_the_list_has_an_end_that_grows_with_the_notes_and_no_twin_is_left_out(
    monkeypatch: pytest.MonkeyPatch, notes: int, most: int
) -> None:
    monkeypatch.setattr(offers, "MOST", 28)
    words = [f"tursti nummer {chr(97 + n % 20) * (3 + n // 20)}" for n in range(notes)]
    found = offers.doubles(a_board(*words))
    assert len(found) == most
    if notes > 30:
        return
    twins = offers.doubles(a_board(*words, *(word.upper() for word in words)))
    likely = min(28, max(20, notes))
    assert [one["identical"] for one in twins] == [True] * notes + [False] * likely


def likely(board: Board) -> dict[str, str]:
    return {note: heading for note, (heading, _share) in offers.likely(board).items()}


def test_a_heading_is_proposed_for_what_waits_when_two_have_something_to_teach() -> None:
    headings = {"t": "Rammer", "f": "Organisasjon"}
    under = {TID: ["t"], LED: ["f"]}
    board = a_board(headings=headings, under=under)
    assert likely(board) == {TID_TOO: "t", LEDELSE: "f", KAFFE: "t"}
    assert likely(a_board(headings=headings, under=under, aside=frozenset({KAFFE}))) == {
        TID_TOO: "t",
        LEDELSE: "f",
    }
    assert likely(a_board(headings={"t": "Rammer"}, under={TID: ["t"]})) == {}
    assert likely(a_board(headings=headings)) == {}
    # Under two headings it teaches both; one that is listed twice under one teaches once.
    both = a_board(headings=headings, under={TID: ["f", "t", "f"], LED: ["f"]})
    once = a_board(headings=headings, under={TID: ["f", "t"], LED: ["f"]})
    assert offers.likely(both) == offers.likely(once)


def test_what_the_cafe_knows_is_read_where_notes_are_compared() -> None:
    """Its abbreviations, the question's own words, and what was said at other questions."""
    texts = ("QX", "kvalitet og flyt", "noe helt annet", "blå vegger")
    short = (("QX", "kvalitet og flyt"),)
    assert not any("kvalitet" in one["why"] for one in offers.doubles(a_board(*texts)))
    read = offers.doubles(a_board(*texts, short=short))[0]
    assert (read["left"], read["right"]) == texts[:2]
    assert "kvalitet" in read["why"]
    sport = ("Svømming er trygt", "Svømming koster", "Båtplass er trygt", KAFFE, LED, TID)
    plain, known = (
        next(iter(offered(a_board(*sport, asked=asked))))
        for asked in ("", "Hva betyr svømming for bygda?")
    )
    assert (plain, known) == (sport[:2], sport[::2][:2])
    headings = {"water": "Bading og båt", "woods": "Skog og turstier"}
    place: dict[str, Any] = {"headings": headings}
    place["under"] = {"Ny brygge": ["water"], "Redningsvest": ["water"], "Merke løypa": ["woods"]}
    notes = (*place["under"], "Gapahukene")
    beside = ("Gapahuk ved løypa", "Ein gapahuk langs løypene")
    assert likely(a_board(*notes, **place)) == {"Gapahukene": "water"}
    assert likely(a_board(*notes, beside=beside, **place)) == {"Gapahukene": "woods"}
    shortened = a_board(*notes[:-1], "QX", short=(("QX", "løype"),), **place)
    assert likely(shortened) == {"QX": "woods"}
    unasked, asks = (
        a_board(*notes[:-1], "Skog", asked=asked, **place)
        for asked in ("", "Hva gjør vi med skog?")
    )
    assert offers.likely(asks)["Skog"][1] < offers.likely(unasked)["Skog"][1]


def test_parts_propose_what_is_no_heading_yet_and_nobody_judged() -> None:
    parts = (("A", "Hva skal til?"), ("B", "Hvordan"), ("C", "Hvem"))
    board = a_board(parts=parts, said=frozenset("A"), headings={"h": "hvordan"})
    assert offers.of_parts(board) == [{"letter": "C", "heading": "Hvem"}]
