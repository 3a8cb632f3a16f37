"""What can be answered, what an answer must say, what is due, and where it stands in a page."""

from datetime import date, timedelta

import pytest

from cafe.core.i18n import speaking
from cafe.document.changed import Line
from cafe.errors import Invalid
from cafe.followup import due, rules, rules_following
from cafe.followup.beside import put_beside
from cafe.followup.rules import Answer, Known, check_answer, holding, sections_of

DAY = date(2026, 6, 1)
LINES = [
    Line("text", "", "", "THE HEADER"),
    Line("section", "question-1", "", "1. What is good?"),
    Line("text", "question-1", "The groups' summary:", "All of it."),
    Line("heading", "question-1", "", "Light:"),
    Line("text", "question-1", "Light:", "More lamps.", "a"),
    Line("text", "question-1", "Light:", "Fewer curtains.", "b"),
    Line("heading", "question-1", "", "Food!"),
    Line("text", "question-1", "Food!", "Soup.", "c"),
    Line("text", "question-1", "Poster", "Seen from the door"),
    Line("section", "appendix-notes", "", "All notes"),
    Line("text", "appendix-notes", "Light:", "a lamp", "a"),
]
SECTIONS = sections_of(LINES)
LIGHT, FOOD = (one.point for one in SECTIONS[0].headings)


def an_answer(uid: str = "1", status: str = "in_hand", **more: object) -> Answer:
    said = {"words": "", "why": "", "responsible": "", "due": None, "day": DAY}
    return Answer(uid, status, **{**said, **more})  # type: ignore[arg-type]


def test_headings_and_sentences_can_be_answered_and_nothing_else() -> None:
    assert [(one.number, one.words) for one in SECTIONS] == [(1, "1. What is good?")]
    points = rules.points_of(SECTIONS)
    assert [one.words for one in points.values()] == [
        *("Light", "More lamps.", "Fewer curtains.", "Food!", "Soup.")
    ]
    assert LIGHT.sentences == ("a", "b")


@pytest.mark.parametrize(
    ("known", "place"),
    [
        (Known("u", 1, "Light:", "", ("a", "b")), LIGHT.key),
        (Known("u", 9, "Light:", "", ("a", "b")), LIGHT.key),  # the question moved
        (Known("u", 1, "Lamps:", "", ("a", "x", "b")), LIGHT.key),  # called something else
        (Known("u", 1, "Lamps:", "", ("a", "x", "y")), ""),
        (Known("u", 1, "Lamps:", "", ()), ""),
        (Known("u", 1, "Elsewhere:", "c", ()), "c"),  # a sentence that moved
        (Known("u", 1, "Food!", "gone", ()), ""),
    ],
)
def test_what_was_answered_is_found_again(known: Known, place: str) -> None:
    assert rules.found_again([known], SECTIONS) == ({"u": place} if place else {})


def test_a_corrected_answer_keeps_what_it_said() -> None:
    first, second = an_answer("1"), an_answer("2", day=DAY + timedelta(days=5))
    again = an_answer("3", "done", corrects="1")
    last = an_answer("4", "done", corrects="3")
    told = holding([first, second, again, last])
    assert [(one.answer.uid, [was.uid for was in one.was]) for one in told] == [
        ("2", []),
        ("4", ["3", "1"]),
    ]


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({}, "status"),
        ({"status": "perhaps"}, "status"),
        ({"status": "no"}, "why"),
        ({"status": "later", "why": "  "}, "why"),
        ({"status": "planned", "due": "2026-08-01"}, "responsible"),
        ({"status": "planned", "responsible": "The office"}, "due"),
        ({"status": "done", "due": "soon"}, "due"),
        ({"status": "done", "due": "1999-12-31"}, "due"),
        ({"status": "done", "day": "2026-06-02"}, "day"),
        ({"status": "done", "words": "x" * 2001}, "words"),
        ({"status": "done", "responsible": "x" * 201}, "responsible"),
        ({"status": "done", "responsible": "The office\nBcc: Bo"}, "responsible"),
        ({"status": "done", "why": "a\x07"}, "why"),
    ],
)
def test_an_answer_says_what_it_must(typed: dict[str, str], where: str) -> None:
    with pytest.raises(Invalid) as refused:
        check_answer(typed, uid="u", today=DAY)
    assert refused.value.where == where


def test_an_answer_is_kept_as_it_was_typed() -> None:
    typed = {"status": "no", "why": " It is rented.\r\nSorry. ", "due": " 2026-07-01 "}
    made = check_answer(typed, uid="u", today=DAY, corrects="v")
    assert made == Answer("u", "no", "", "It is rented.\nSorry.", "", date(2026, 7, 1), DAY, "v")
    with speaking("en"):
        assert rules.sayings(made) == ["Why: It is rented.\nSorry.", "By: July 1, 2026"]
        known = made._replace(words="Ours.", why="", due=None, responsible="The town")
        assert rules.sayings(known) == ["Ours.", "Who: The town"]
        assert {rules.status_name(one) for one in ("", *rules.STATUSES)} >= {"done", "not done"}


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 3, date(2026, 4, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 3, 31), -3, date(2025, 12, 31)),
    ],
)
def test_months_end_where_they_end(day: date, months: int, then: date) -> None:
    assert due.months_after(day, months) == then


def found(latest: dict[str, Answer], today: date) -> list[tuple[str, date, int]]:
    points = rules.points_of(SECTIONS)
    return [
        (one.kind, one.since, one.months) for one in due.due(DAY, SECTIONS, points, latest, today)
    ]


def test_what_is_due_is_due_until_it_is_answered() -> None:
    three, twelve = date(2026, 9, 1), date(2027, 6, 1)
    assert found({}, three - timedelta(days=1)) == []
    assert found({}, three) == [("reminder", three, 3)]
    assert found({}, twelve) == [("reminder", twelve, 12)]
    early = {LIGHT.key: an_answer(day=DAY)}
    assert found(early, three) == [("reminder", three, 3)]
    assert found({LIGHT.key: an_answer(day=three)}, three) == []
    ended = {LIGHT.key: an_answer(status="done"), "c": an_answer(status="no")}
    assert found(ended, twelve) == [], "everything has come to an end"
    day = date(2026, 7, 1)
    promised = {LIGHT.key: an_answer(due=day)}
    assert found(promised, day) == []
    assert found(promised, day + timedelta(days=1)) == [("overdue", day, 0)]
    assert found({LIGHT.key: an_answer(status="done", due=day)}, three) == [("reminder", three, 3)]
    with speaking("en"):
        point = due.Due("overdue", day, LIGHT)
        assert due.due_words(point) == "Past its day: Light"
        assert due.due_words(due.Due("reminder", day, months=3)).startswith("3 months since")


def test_a_heading_is_answered_by_each_of_its_sentences() -> None:
    assert due.counted(SECTIONS, {}) == {"": 2}
    half = {"a": an_answer(status="done")}
    assert due.counted(SECTIONS, half) == {"done": 1, "": 2}
    both = {**half, "b": an_answer(status="done")}
    assert due.counted(SECTIONS, both) == {"done": 2, "": 1}
    with speaking("en"):
        assert due.count_words(due.counted(SECTIONS, both)) == [
            *("2 done", "1 heading not answered yet")
        ]


def test_everything_stands_somewhere_in_the_circle() -> None:
    today, past = date(2026, 9, 2), date(2026, 8, 1)
    places: dict[str, list[Answer | None]] = {
        "plan": [None, an_answer(status="planned", due=date(2026, 12, 1), day=today)],
        "do": [an_answer(day=today)],
        "check": [an_answer(due=past, day=today), an_answer(day=DAY)],
        "act": [an_answer(status="done"), an_answer(status="no", due=past)],
    }
    for name, answers in places.items():
        assert {due.quarter(one, today, date(2026, 9, 1)) for one in answers} == {name}
    assert due.quarter(an_answer(status="later", day=today), today, None) == "plan"
    with speaking("en"):
        assert [due.quarter_name(one)[0] for one in due.QUARTERS][1:] == [
            *("Doing", "Checking", "Acting")
        ]


PAGE = (
    b'<ul><li dir="auto"><strong>Light:</strong> <span id="s-a">More.</span>'
    b' <span id="s-b">Fewer.</span></li></ul>'
    b'<p dir="auto"><strong>Food!</strong> <span id="s-c">Soup.</span></p>'
    b'<div dir="auto"><strong>Doors:</strong><ul><li dir="auto"><span id="s-d">Open.</span></li>'
    b'<li dir="auto"><span id="s-e">Wide.</span></li></ul></div>'
)


def test_answers_stand_behind_the_paragraph_they_are_about() -> None:
    blocks = {id: b"[%s]" % id.encode() for id in ("c", "b", "d", "x")}
    page, nowhere = put_beside(PAGE, blocks)
    assert nowhere == ["x"]
    assert b"Fewer.</span>[b]</li></ul>" in page
    assert b"Soup.</span></p>[c]<div" in page
    assert b"Wide.</span></li></ul>[d]</div>" in page
    assert put_beside(PAGE, {}) == (PAGE, [])
    assert put_beside(b'<span id="s-b">cut', {"b": b"!"})[1] == ["b"]
    assert put_beside(b'<li dir="auto"><span id="s-b">cut', {"b": b"!"})[1] == ["b"]


@pytest.mark.parametrize(
    "typed",
    [
        *("", "kari", "kari@", "@example.org", "kari@example", "ka ri@example.org"),
        *("kari@example.org\nBcc: x@y.z", "kåre@example.org", "a,b@example.org", "<a@b.no>"),
        *("ka\0ri@example.org", "kari@exam\x7fple.org"),
        *("kari@ex\u200bample.no", "kari@blå bær.no", "kari@blåbær", "kari@blå\u202ebær.no"),
        *("x" * 250 + "@example.org", "kari@" + "å" * 64 + ".no"),
    ],
)
def test_an_address_is_one_address(typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules_following.check_address(typed)
    assert refused.value.where == "address"
    assert rules_following.check_address(" Kari@Example.ORG ") == "Kari@example.org"
    for one in ("kari@Blåbær.no", "kari@xn--blbr-roah.no", "kari@ｂlåbær.no"):
        assert rules_following.check_address(one) == "kari@blåbær.no", "one mailbox, one letter"


def test_letters_say_what_they_are_about_and_how_they_end() -> None:
    with speaking("en"):
        _subject, text = rules_following.told_letter(
            "A\ngathering", [(LIGHT, an_answer(words="A lamp."))], "PAGE", "STOP", DAY
        )
        assert "– Light: in hand\n  A lamp." in text
        assert text.endswith("Delete it now:\nSTOP")
        subject, text = rules_following.due_letter("Us", [due.Due("overdue", DAY, LIGHT)], "PAGE")
        assert subject == "Answers are due: Us"
        assert "– Past its day: Light (June 1, 2026)" in text
        assert "STOP" in rules_following.confirm_letter("Us", "STOP")[1]
    assert rules_following.ends_on(DAY) == date(2027, 7, 1)
    assert rules_following.is_fresh(DAY, DAY + timedelta(days=30), 30)
    assert not rules_following.is_fresh(DAY, DAY + timedelta(days=31), 30)
