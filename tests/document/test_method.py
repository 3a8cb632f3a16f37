from dataclasses import replace
from typing import Any

import pytest

from cafe.core.i18n import speaking
from cafe.document.material import Origin, Question
from cafe.document.method import method
from cafe.document.numbers import in_words, listed
from tests.report.samples import a_question, material, table


def told(*questions: Question, **values: Any) -> tuple[str, ...]:
    with speaking("en"):
        return method(material(*questions, **values))


def with_tables(*counts: int) -> list[Question]:
    """Question n + 1 with counts[n] tables."""
    return [
        Question(n, f"{n}?", tables=tuple(table(100 * n + k) for k in range(count)))
        for n, count in enumerate(counts, 1)
    ]


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        ((1,), "The question was discussed at one table."),
        ((3,), "The question was discussed at three tables."),
        ((1, 1), "Each question was discussed at a table of its own."),
        ((2, 2, 2), "Each question was discussed at two tables."),
        (
            (2, 2, 1),
            "Each question was discussed at two tables, except question 3, which had one table.",
        ),
        (
            (2, 1, 2, 1),
            "Each question was discussed at two tables, except questions 2 and 4, "
            "which had one table each.",
        ),
        (
            (2, 3),
            "Question 1 was discussed at two tables. Question 2 was discussed at three tables.",
        ),
        (
            (2, 2, 3, 1),
            "Questions 1 and 2 were discussed at two tables each. "
            "Question 3 was discussed at three tables. Question 4 was discussed at one table.",
        ),
    ],
)
def test_where_each_question_was_discussed(counts: tuple[int, ...], sentence: str) -> None:
    assert told(*with_tables(*counts))[1].startswith(sentence + " ")


def test_other_forms_than_tables_are_named() -> None:
    questions = [
        *with_tables(2, 2),
        Question(3, "3?", form="pairs"),
        Question(4, "4?", form="plenary"),
    ]
    assert told(*questions)[1].startswith(
        "Questions 1 and 2 were discussed at two tables each. "
        "Question 3 was talked over two and two. "
        "Question 4 was talked over by everybody together."
    )


def test_the_start_names_count_and_commissioner() -> None:
    alone = told(*with_tables(1))[0]
    assert alone == "The dialogue café set out from one question, written before the gathering."
    many = told(*with_tables(*[2] * 8), commissioner="the health board")[0]
    assert "eight questions" in many
    assert "the health board" in many


def test_one_table_has_one_host_and_one_poster() -> None:
    _start, talk, exhibition, _making = told(*with_tables(1))
    assert "The host led the talk" in talk
    assert exhibition.startswith("The poster was then hung on the wall")
    _start, talk, exhibition, _making = told(*with_tables(2))
    assert "The hosts led the talk" in talk
    assert exhibition.startswith("The posters were then hung on the walls")


def test_nothing_is_claimed_that_did_not_take_place() -> None:
    assert told() == ()
    assert len(told(Question(1, "1?"))) == 2
    silent = a_question(tables=(table(1, main_statement=None),))
    assert not any("main statements come first" in text for text in told(silent))
    assert told(a_question())[3].endswith("The main statements come first under each question.")


@pytest.mark.parametrize(
    ("language", "count", "word"),
    [("nb", 2, "to"), ("nn", 12, "tolv"), ("en", 8, "eight"), ("nb", 13, "13"), ("en", 1, "1")],
)
def test_small_numbers_are_words(language: str, count: int, word: str) -> None:
    with speaking(language):
        assert in_words(count) == word


def test_numbers_are_listed_as_the_language_does() -> None:
    with speaking("nb"):
        assert listed([1, 4, 8]) == "1, 4 og 8"


def test_sources_are_named_and_no_table_is_claimed_for_them() -> None:
    questions = with_tables(2, 1)
    form = Origin("Questionnaire")
    with_sources = [replace(questions[0], origins=(form, Origin("12 March"))), questions[1]]
    before, after = told(*questions), told(*with_sources)
    assert before[:-1] == after[:-1]
    assert after[-1].startswith(before[-1])
    assert "Notes from Questionnaire and 12 March, which were not written at the café" in after[-1]
