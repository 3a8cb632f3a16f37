"""The introduction in words: right for every count, and nothing claimed that is not known."""

from dataclasses import replace
from typing import Any

import pytest

from cafe.core.i18n import speaking
from cafe.document.material import (
    Behind,
    Category,
    Origin,
    Past,
    Photo,
    Question,
    Typed,
    VisitorQuestion,
)
from cafe.document.method import method, told
from cafe.document.method.facts import Facts, facts_of
from cafe.document.numbers import in_words, listed
from cafe.sort.ledger.rewording import Class
from cafe.sort.ledger.sources import Worded
from tests.report.samples import a_question, material, table


def paragraphs(*questions: Question, **values: Any) -> tuple[str, ...]:
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
        ((2, 0), "Question 1 was discussed at two tables."),
        ((1, 0, 1), "Questions 1 and 3 were discussed at one table each."),
    ],
)
def test_where_each_question_was_discussed(counts: tuple[int, ...], sentence: str) -> None:
    assert paragraphs(*with_tables(*counts))[1].startswith(sentence + " What was said at the table")


def test_other_forms_than_tables_are_named_when_somebody_wrote() -> None:
    written = (table(901, main_statement=None),)
    questions = [
        *with_tables(2, 2),
        Question(3, "3?", form="pairs", tables=written),
        Question(4, "4?", form="plenary", tables=written),
    ]
    talk = paragraphs(*questions)[1]
    assert talk.startswith(
        "Questions 1 and 2 were discussed at two tables each. "
        "Question 3 was talked over two and two. "
        "Question 4 was talked over by everybody together."
    )
    assert "wrote their notes themselves" in talk
    assert "by a scribe" in talk
    silent = replace(written[0], slips=())
    quiet = [replace(one, tables=(silent,)) for one in questions[2:]]
    assert "two and two" not in " ".join(paragraphs(*questions[:2], *quiet))


def test_the_start_names_count_and_commissioner() -> None:
    assert paragraphs(*with_tables(1))[0] == "The dialogue café set out from one question."
    many = paragraphs(*with_tables(*[2] * 8), commissioner="the health board", past=Past(before=8))
    assert many[0] == (
        "The dialogue café set out from eight questions, written before the tables opened. Their "
        "themes were ones that the health board wanted to hear the participants on."
    )


def test_a_cafe_that_is_planned_has_no_past() -> None:
    assert paragraphs() == ()
    planned = Question(1, "1?", tables=(table(1, slips=(), main_statement=None, hosts=1),))
    assert paragraphs(planned) == ("The dialogue café set out from one question.",)


def test_facts_are_counted_from_what_is_there() -> None:
    asked = (VisitorQuestion("Why?", "voice"), VisitorQuestion("How?"))
    typed = (
        Typed("a", "x", "printed", asked=asked, dots=2, elaborations=("y",), columns={"paper": 1}),
        Typed("b", "x", "left"),
        Typed("d", "under a part that was no more", "left", early=True),
        Typed("c", "x", "printed", gathered=True, elaborations=("not at the table",)),
    )
    one = table(1, typed=typed, photos=(Photo("a.jpg"),), hosts=2, came_in=1)
    kinds: list[Class] = ["same", "form", "content", "own"]
    worded = [Worded(kind, "", ()) for kind in kinds]
    headings = (
        Category("Light", ("A.", "B.", "C.", "D."), behind=tuple(Behind(worded=w) for w in worded)),
        Category("Empty"),
    )
    piles = {"absorbed": 3}
    questions = (
        a_question(tables=(one, table(2)), headings=headings, piles=piles),
        a_question(
            2, headings=(), summary="Others'.", origins=(Origin("A form"), Origin("A form"))
        ),
        a_question(3, headings=(), summary="statement 3."),
        a_question(4, headings=(), summary=" "),
    )
    past = Past(2, (3,), (1,), asked=True, main_asked=True, vernissage=True)
    assert facts_of(material(*questions, past=past, commissioner=" The\nboard ")) == Facts(
        questions=4,
        commissioner="The board",
        before=2,
        added=(3,),
        changed=(1,),
        where=((1, "tables", 2), (2, "tables", 1), (3, "tables", 1), (4, "tables", 1)),
        hosts=1,
        asked=True,
        notes=10,
        paper=1,
        main_asked=True,
        main=5,
        vernissage=True,
        visitors=2,
        answered=1,
        elaborated=1,
        dots=2,
        drawn=5,
        photographs=1,
        headings=1,
        absorbed=3,
        form=1,
        content=1,
        own=1,
        first=3,
        summaries=(2,),
        late=1,
        left=1,
        elsewhere=("A form",),
    )


def test_a_name_begins_a_sentence_as_any_word() -> None:
    with speaking("nb"):
        assert "Tretten" not in told(Facts(questions=1, elaborated=13))[1]
        assert told(Facts(questions=1, elaborated=13))[1] == "13 lapper ble utdypet."
        assert told(Facts(questions=1, elaborated=2))[1] == "To lapper ble utdypet."


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
    before, after = paragraphs(*questions), paragraphs(*with_sources)
    assert before[:-1] == after[:-1]
    assert after[-1].startswith(before[-1])
    assert "Notes from Questionnaire and 12 March, which were not written at the café" in after[-1]
