"""Which question is the next of which, and what was printed under it."""

import pytest

from cafe.after.rules import Asked, Sentence, earlier_of, printed
from cafe.document.changed import Line


def asked(uid: str, text: str, origin: str = "", number: int = 1) -> Asked:
    return Asked(uid, origin, number, text)


BEFORE = [
    asked("a", "Hva gjør stedet godt å bo på?"),
    asked("b", "Hvem kan gjøre mer sammen?", number=2),
    asked("c", "Noe helt annet", origin="r", number=3),
]


@pytest.mark.parametrize(
    ("question", "was"),
    [
        (asked("x", "Helt nye ord her", origin="b"), "b"),
        (asked("x", "Hva gjør stedet godt å bo på?", origin="r"), "c"),
        (asked("r", "Hvem kan gjøre mer sammen?"), "c"),  # the first of all the copies
        (asked("x", "Hva gjør stedet godt å bo i?"), "a"),
        (asked("x", "HVEM KAN GJØRE MER SAMMEN"), "b"),
        (asked("x", "Helt nye ord her"), None),
        (asked("x", "?"), None),
    ],
)
def test_a_question_is_known_by_its_copies_or_its_words(question: Asked, was: str | None) -> None:
    found = earlier_of(question, BEFORE)
    assert (found.uid if found else None) == was


def test_nothing_before_is_nothing() -> None:
    assert earlier_of(BEFORE[0], []) is None


def test_only_what_was_printed_under_the_question_is_told() -> None:
    lines = [
        Line("text", "", "", "Innledning"),
        Line("section", "question-1", "", "1. Hva?"),
        Line("heading", "question-1", "", "Folk"),
        Line("text", "question-1", "Folk", "Naboer som hilser", "e1"),
        Line("text", "question-1", "Kafé Kai", "En plakat"),
        Line("text", "question-11", "Folk", "Et annet spørsmål", "e2"),
    ]
    assert printed(lines, 1) == [Sentence("e1", "Folk", "Naboer som hilser")]
    assert printed(lines, 2) == []
