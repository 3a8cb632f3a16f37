"""What stands in the log for each change: a verb, to what, where, what it read before and after.

Plain values: what a thing was, what it became, and what the numbers and ids in it are called.
"""

from typing import Any

import pytest

from cafe.model.canonical import HOME, SEALED
from cafe.sort.history.lines import UNTOLD
from cafe.sort.history.told import Item, Names, told, verb

NAMES = Names({5: 2}, {7: "Table 3"}, {"c1": "Tid", "c2": "Ro"})
NOTE: dict[str, Any] = {"table": 7, "text": "mer tid", "struck": False, "aside": None}
TRAY = {**NOTE, "tray": True}
ENTRY: dict[str, Any] = {"category": "c1", "text": "Mer tid.", "sources": [{"note": "n1"}]}
TWO = {"sources": [{"note": "n1"}, {"note": "n2"}]}
ASKED = {"number": 2, "text": "Hva nå?", "parts": [{"letter": "A", "text": "Hva?"}]}
PARTS = [*ASKED["parts"], {"letter": "B", "text": "Hvem?"}]  # type: ignore[misc]
TABLE = {"id": 7, "number": 3}
HEAD = {"question": 5, "heading": "Tid"}
OPEN_A = {"prompts": [{"letter": "A"}]}

# Of what kind, what it was ({}: before somebody said more of it), what of it became otherwise, and
# how that is told: verb | thing | where | before > after. None: it was not there, or is gone.
CHANGED: list[tuple[str, Item | None, dict[str, Any] | None, str]] = [
    ("workshop", None, {"title": "A"}, "wrote down the café"),
    ("workshop", {"title": "A"}, None, "wrote down the café"),
    ("workshop", {}, {"stage": "sorting"}, "moved the café to “Sorting”"),
    ("workshop", {}, {"stage": "later"}, "moved the café to “later”"),
    *(
        ("workshop", {}, {name: 1}, "set the clock or the round")
        for name in ("round", "changing", "timer_ends_ms", "paused_ms", "rounds")
    ),
    ("workshop", {}, {"dots_hidden": True}, "hid the dots"),
    ("workshop", {"dots_hidden": True}, {"dots_hidden": False}, "showed the dots"),
    ("workshop", {}, {"dots_hidden": False}, "changed the café"),
    ("workshop", {}, {"programme": []}, "changed the programme"),
    (
        *("workshop", {"title": "A", "name": "x"}, {"title": "B", "ends": "16:00"}),
        "changed the café | A > B |  > 16:00",
    ),
    ("table", None, TABLE, "laid the table | Table 3"),
    ("table", TABLE, None, "took the table away | Table 3"),
    ("table", {"id": 9}, None, "took the table away"),
    ("table", TABLE, {"main_statement": "Ja."}, "wrote the main statement | Table 3 |  > Ja."),
    ("table", TABLE, {"cafe_name": "Ro"}, "named the table | Table 3 |  > Ro"),
    ("table", TABLE, {"hosts": ["Siv", 1]}, "wrote who hosts the table | Table 3 |  > Siv · 1"),
    ("table", TABLE, {"roles": [1]}, "wrote who hosts the table | Table 3"),
    ("table", TABLE, {"number": 4}, "changed the table | Table 3 | 3 > 4"),
    ("question", None, ASKED, "wrote the question | Hva nå? | Question 2"),
    ("question", ASKED, None, "removed the question | Hva nå? | Question 2"),
    (
        *("question", ASKED, {"text": "Hva?"}),
        "reworded the question | Question 2 | Hva nå? > Hva?",
    ),
    (
        *("question", ASKED, {"parts": PARTS}),
        "reworded the question | Hva nå? | Question 2 | A: Hva? > A: Hva? B: Hvem?",
    ),
    ("question", ASKED, {"number": 3}, "moved the question | Hva nå? | Question 3"),
    ("question", ASKED, {"form": "pairs"}, "set the question | Hva nå? | Question 2"),
    ("question", ASKED, {"hints": []}, "set the question | Hva nå? | Question 2"),
    (
        *("question", {**ASKED, "hints": ["To"]}, {"form": "pairs"}),
        "set the question | Hva nå? | Question 2",
    ),
    (
        *("question", ASKED, {"hints": ["Bytt", "To"]}),
        "wrote how pairs go about the question | Hva nå? | Question 2 |  > Bytt · To",
    ),
    ("question", ASKED, OPEN_A, "opened prompt A: | Hva? | Question 2"),
    (
        *("question", {**ASKED, **OPEN_A}, {"prompts": []}),
        "opened all prompts of the question | Hva nå? | Question 2",
    ),
    (
        *("question", {**ASKED, **OPEN_A}, {"form": "pairs"}),
        "set the question | Hva nå? | Question 2",
    ),
    ("note", None, NOTE, "wrote the note | mer tid | Table 3"),
    ("note", NOTE, None, "took the note out | mer tid | Table 3"),
    ("note", NOTE, {"table": 9}, "moved the note | mer tid"),
    ("note", NOTE, {"order": 2.0}, "moved the note | mer tid | Table 3"),
    ("note", NOTE, {"joined_into": "n2"}, "joined the note with another | mer tid | Table 3"),
    (
        *("note", {**NOTE, "joined_into": "n2"}, {"joined_into": None}),
        "set the note | mer tid | Table 3",
    ),
    ("note", NOTE, {"struck": True, "text": "m"}, "struck out | Table 3 | mer tid > m"),
    ("note", {**NOTE, "struck": True}, {"struck": False}, "brought back | mer tid | Table 3"),
    ("note", NOTE, {"aside": "nei"}, "has set aside | mer tid | Table 3 |  > nei"),
    ("note", {**NOTE, "aside": "nei"}, {"aside": None}, "took back | mer tid | Table 3 | nei >"),
    (
        *("note", NOTE, {"in_main": True}),
        "said to be used in the main statement | mer tid | Table 3",
    ),
    ("note", {**NOTE, "in_main": True}, {"in_main": False}, "took back | mer tid | Table 3"),
    ("note", NOTE, {"text": "m", "spot": "1/7"}, "mended the note | Table 3 | mer tid > m"),
    (
        *("note", NOTE, {"elaborations": ["a", "b"], "order": 2}),
        "elaborated the note | mer tid | Table 3 |  > a · b",
    ),
    ("note", NOTE, {"spot": "1/7"}, "marked where the note stands on paper | mer tid | Table 3"),
    ("note", NOTE, {"part": "A"}, "set the note | mer tid | Table 3 |  > A"),
    ("late", None, NOTE, "kept the note, it came late | mer tid | Table 3"),
    ("late", NOTE, None, "took the note out | mer tid | Table 3"),
    ("late", NOTE, {"decided": "taken"}, "took in, it came late | mer tid | Table 3"),
    ("late", NOTE, {"decided": "left"}, "left the note out | mer tid | Table 3"),
    (
        *("late", {**NOTE, "decided": "left"}, {"reason": "sent", "text": "m"}),
        "mended the note | Table 3 | mer tid > m |  > sent",
    ),
    ("late", None, TRAY, "wrote a note into the tray | mer tid | Table 3"),
    ("late", TRAY, None, "took the note out | mer tid | Table 3"),
    (
        *("late", {**TRAY, "decided": "waiting"}, {"text": "m"}),
        "mended the note | Table 3 | mer tid > m",
    ),
    *(
        ("late", {**TRAY, "decided": was}, {"decided": now}, f"{words} | mer tid | Table 3")
        for was, now, words in (
            ("waiting", "taken", "laid the note from the tray on the poster"),
            ("waiting", "left", "set the note from the tray aside"),
            ("waiting", "recalled", "took back the own note from the tray"),
            ("recalled", "waiting", "put the own note back into the tray"),
            ("left", "waiting", "took the note back into the tray"),
            ("left", None, "took the note back into the tray"),
        )
    ),
    ("asked", None, {"table": 7, "text": "Hva?"}, "asked about a note | Hva? | Table 3"),
    ("asked", {"table": 7, "text": "Hva?"}, None, "took the question away | Hva? | Table 3"),
    ("asked", {"text": "Hva?"}, {"answer": "Ja."}, "answered the question | Hva? |  > Ja."),
    ("asked", {"text": "Hva?"}, {"answered": "voice"}, "answered the question | Hva?"),
    ("asked", {"text": "Hva?"}, {"shown": True}, "showed or hid the question | Hva?"),
    ("category", None, HEAD, "added the heading | Tid | Question 2"),
    ("category", HEAD, None, "removed the heading | Tid | Question 2"),
    ("category", HEAD, {"heading": "Ro"}, "renamed the heading | Question 2 | Tid > Ro"),
    ("category", HEAD, {"position": 2.0}, "moved the heading | Tid | Question 2"),
    ("category", {**HEAD, "question": 6}, None, "removed the heading | Tid"),
    ("category", {**HEAD, "question": "5"}, None, "removed the heading | Tid"),
    ("entry", None, ENTRY, "placed | Mer tid."),
    ("entry", ENTRY, None, "took out | Mer tid."),
    ("entry", ENTRY, {**TWO, "text": "Alt."}, "joined | Mer tid. > Alt."),
    ("entry", ENTRY, TWO, "took as double | Mer tid."),
    ("entry", ENTRY, {"text": "Alt."}, "reworded | Mer tid. > Alt."),
    ("entry", ENTRY, {"category": "c2"}, "moved | Mer tid. | Tid > Ro"),
    ("entry", ENTRY, {"category": "c3"}, "moved | Mer tid. | Tid > (a heading that is gone)"),
    ("apart", None, {"text": "a – b"}, "has said not to be the same | a – b"),
    ("apart", {"text": "a – b"}, None, "may be the same again | a – b"),
    ("opposed", None, {"text": "a – b"}, "linked as opposites | a – b"),
    ("opposed", {"text": "a – b"}, None, "took the link away | a – b"),
    ("part", None, {"letter": "A", "taken": True}, "took a heading from part | A"),
    ("part", None, {"letter": "A", "taken": False}, "took no heading from part | A"),
    ("part", {"letter": "A"}, None, "undid what was said of the heading from part | A"),
    (
        *("gathered", None, {"count": 1, "names": ["En"], "to": "origin"}),
        "brought in 1 note from | En",
    ),
    ("hung", None, {"count": 2, "names": ["En", "To"]}, "brought in 2 notes to | En, To"),
    ("gathered", {"count": 3, "to": "origin"}, None, "took 3 notes out again:"),
    ("gathered", None, {"to": "table"}, "brought in 0 notes to"),
    ("origin", {"name": "En"}, {"name": "To"}, "wrote where notes are from | To | En > To"),
    ("wording", None, {"why": "Kort", "text": "a"}, "said why the question was changed: | Kort"),
    ("summary", {"text": "A"}, {"text": "B"}, "changed the summary | A > B"),
    *(
        (what, None, {"text": "x"}, words)
        for what, words in (
            ("intro", "changed the introduction"),
            ("summary", "changed the summary"),
            ("reading", "opened or closed the reading round"),
            ("evaluation", "closed the evaluation, or typed a sheet of it"),
        )
    ),
    ("wording", None, {}, "said why the question was changed:"),
    ("intro", {}, {"text": "B"}, "changed the introduction |  > B"),
    ("remark", None, {"text": "x" * 99}, f"answered a reader's remark: | {'x' * 59}…"),
    ("letter", {"text": "A"}, {"text": "B"}, "changed the letter to hosts"),
    *(
        ("erased", None, {"reason": reason}, f"erased words for good: | {words}")
        for reason, words in (
            ("asked", "Somebody has asked for it"),
            ("person", "It holds somebody's name or health"),
            ("place", "It was typed in the wrong place"),
            ("copyright", "Copyright"),
            ("", "Another reason"),
        )
    ),
]


def in_words(what: str, before: Item | None, after: Item | None) -> str:
    """All that a page says of a change but where it leads."""
    one = told(what, before, after, NAMES, gone=False)
    reads = [f"{each.before} > {each.after}" for each in one.rewordings]
    said = [one.verb, *filter(None, (one.thing, one.where)), *reads]
    return " | ".join(said).replace("\xa0", " ").rstrip()


@pytest.mark.parametrize("what", dict.fromkeys(what for what, *_rest in CHANGED))
def test_a_change_is_told_as_what_was_done(what: str) -> None:
    mine = [row for row in CHANGED if row[0] == what]
    for _what, was, new, words in mine:
        now = {**was, **new} if was is not None and new is not None else new
        assert in_words(what, was, now) == words


def test_whatever_the_log_shows_has_words_of_its_own() -> None:
    assert in_words("of another age", None, {}) == "changed something"
    shown = {*SEALED, *HOME} - {*UNTOLD}
    assert not [what for what in shown if in_words(what, None, {}) == "changed something"]


def test_who_wrote_what_came_with_an_archive_is_not_known_and_said_so() -> None:
    stood = told("note", None, NOTE, NAMES, gone=False, stood=True)
    assert "who wrote it, the café does not know" in stood.verb
    assert stood.thing == NOTE["text"]
    assert told("options", None, {}, NAMES, gone=False, stood=True).verb == (
        "changed how the document is made"
    )


def test_words_that_are_gone_are_told_of_nothing() -> None:
    gone = told("note", NOTE, {**NOTE, "text": "m"}, NAMES, gone=True)
    assert (gone.verb, gone.thing, gone.where, gone.rewordings) == (
        *("did something; its words have been erased for good", "", "", ()),
    )


def test_of_several_that_read_the_same_as_before_some_were_joined() -> None:
    """Where an operation did more than this, nothing was hidden as a double."""
    after = {**ENTRY, **TWO}
    assert verb("entry", ENTRY, after, several=True) == "joined"
    assert verb("entry", ENTRY, after) == "took as double"
    assert verb("note", None, NOTE) == "took in, it came late"
