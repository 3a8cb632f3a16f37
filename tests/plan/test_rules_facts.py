"""What a fact may be, and the header line that facts make."""

from datetime import date

import pytest

from cafe.core.i18n import LANGUAGES, speaking
from cafe.errors import Invalid
from cafe.plan.rules_facts import FACTS, check_fact, follows, header_line, unnamed

SAID = {"name": "Et godt  sted", "network": "samling", "date": "2014-09-05", "language": "nb"}


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("17", "17:00"), ("9.30", "09:30"), ("kl. 1745", "17:45"), ("23:59", "23:59"), (" ", "")],
)
def test_a_time_of_day_as_people_write_it(typed: str, kept: str) -> None:
    assert check_fact("starts", typed) == kept


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("starts", "kvelden"),
        ("ends", "24:00"),
        ("ends", "17:60"),
        ("ends", "17:0\u0665"),
        ("date", "i går"),
        ("date", "0026-09-05"),
        ("date", "2206-09-05"),
        ("date", "9999-12-31"),
        ("date", "1989-12-31"),
        ("signature_month", "september 0014"),
        ("signature_month", "september 20144"),
        ("language", "de"),
        ("title", " "),
        ("document_title", ""),
        *((name, "x" * (fact.limit + 1)) for name, fact in FACTS.items()),
        *((name, "bjelle \x07") for name in FACTS),
        *((name, "to\nlinjer") for name, fact in FACTS.items() if not fact.lines),
    ],
)
def test_what_no_fact_can_be(name: str, text: str) -> None:
    with speaking("en"), pytest.raises(Invalid) as refused:
        check_fact(name, text)
    assert refused.value.message


@pytest.mark.parametrize("name", FACTS)
def test_what_a_fact_cannot_hold_is_said_of_it_by_name(name: str) -> None:
    with speaking("en"), pytest.raises(Invalid) as refused:
        check_fact(name, "bjelle \x07")
    with speaking("en"):
        assert refused.value.message.startswith(FACTS[name].called())


def test_what_a_fact_is_stays_letter_for_letter() -> None:
    for name in FACTS.keys() - {"date", "language", "starts", "ends", "silent"}:
        assert check_fact(name, "  Å, «ny» – ok ") == "  Å, «ny» – ok "
        assert FACTS[name].called()
    for name in ("goal", "purpose", "participants", "background"):
        assert check_fact(name, "to\nlinjer") == "to\nlinjer"
    assert check_fact("date", "2014-09-05") == "2014-09-05"
    assert check_fact("date", "1990-01-01") == "1990-01-01"
    assert check_fact("date", f"{date.today().year + 10}-01-01")  # noqa: DTZ011
    assert check_fact("signature_month", "september 2014, revidert 2015")
    assert check_fact("language", "nn") == "nn"
    assert (check_fact("silent", " 05 "), check_fact("silent", " ")) == ("5", "")
    assert check_fact("silent", "30") == "30"
    for odd in ("31", "fem", "-1", "²", "0" * 9 + "31", "9" * 199):
        with speaking("en"), pytest.raises(Invalid, match="whole minutes") as refused:
            check_fact("silent", odd)
        assert refused.value.where == "text"
    with speaking("en"), pytest.raises(Invalid, match=r"The year is 0026\.") as refused:
        check_fact("date", "0026-09-05")
    assert refused.value.where == "text"


@pytest.mark.parametrize(
    ("more", "line"),
    [
        ({}, "ET GODT STED, SAMLING 5. SEPTEMBER 2014"),
        ({"network": " "}, "ET GODT STED, 5. SEPTEMBER 2014"),
        ({"language": "en"}, "ET GODT STED, SAMLING SEPTEMBER 5, 2014"),
        ({"name": " "}, ""),
    ],
)
def test_the_header_line(more: dict[str, str], line: str) -> None:
    assert header_line(SAID | more) == line


def test_a_line_that_somebody_worded_does_not_follow() -> None:
    assert [unnamed(tag) for tag in ("nb", "en")] == ["NY DIALOGKAFÉ", "NEW DIALOGUE CAFÉ"]
    for tag in LANGUAGES:
        with speaking("en"):
            assert follows(unnamed(tag), "")
    assert follows("ET STED", "ET STED")
    assert not follows("VÅRT", "ET STED")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_line_that_the_longest_facts_make_can_be_corrected(language: str) -> None:
    longest = {name: "Å" * FACTS[name].limit for name in ("name", "network")}
    line = header_line({**longest, "date": "2014-09-05", "language": language})
    assert check_fact("title", line) == line
