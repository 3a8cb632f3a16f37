"""Contacts of a series: what is typed, and what the letters say."""

from datetime import date

import pytest

from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.followup import rules_contacts as rules
from cafe.followup.rules_contacts import MOST_LINES, Contact, Next, read_list

DAY = date(2027, 3, 4)


def test_a_list_off_paper_is_read_line_by_line() -> None:
    typed = "kari@example.org; Kari Nes, Bodø\n\n  Ola Dunk <ola@Example.org>,\nKARI@example.org\n"
    assert read_list(typed) == [
        Contact("kari@example.org", "Kari Nes, Bodø"),
        Contact("ola@example.org", "Ola Dunk"),
    ]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (" \n", "at least one"),
        ("a@b.no\nOla uten adresse", "Line 2: "),
        ("a@b.no " + "x" * 300, "Line 1: "),
        ("a@b.no\n" * (MOST_LINES + 1), f"at most {MOST_LINES}"),
    ],
)
def test_a_list_that_is_wrong_says_where(typed: str, words: str) -> None:
    with speaking("en"), pytest.raises(Invalid, match=words) as error:
        read_list(typed)
    assert error.value.where == "lines"


@pytest.mark.parametrize(
    ("address", "name", "where"),
    [("kari", "", "address"), ("a@b", "", "address"), ("a@b.no", "x" * 201, "name")],
)
def test_what_is_wrong_is_named(address: str, name: str, where: str) -> None:
    with pytest.raises(Invalid) as error:
        rules.check_contact(address, name)
    assert error.value.where == where


@pytest.mark.parametrize("words", ["", " \n ", "x" * 2001])
def test_a_letter_needs_words_and_not_too_many(words: str) -> None:
    with pytest.raises(Invalid) as error:
        rules.check_words(words)
    assert error.value.where == "words"


def test_words_are_kept_line_by_line() -> None:
    assert rules.check_words(" Kom!\r\n\r\nDet blir suppe. ") == "Kom!\n\nDet blir suppe."


def test_a_letter_to_confirm_says_whose_it_is_and_what_stands_there() -> None:
    with speaking("en"):
        asked = rules.confirm_letter("The\nnetwork", "", "http://x/f/1", paper=False)
        typed = rules.confirm_letter("The network", "Kari,\nBodø", "http://x/f/1", paper=True)
    assert asked[0] == typed[0] == "Shall we invite you to the next café?"
    assert "“The network”" in asked[1]
    assert "probably you" in asked[1]
    assert "Beside the address" not in asked[1]
    assert "list on paper" in typed[1]
    assert "Kari, Bodø" in typed[1]
    for _subject, text in (asked, typed):
        assert "\n\nhttp://x/f/1\n\n" in text
        assert "within two days" in text


def test_an_invitation_has_the_words_and_what_is_known_of_the_cafe() -> None:
    with speaking("en"):
        full = rules.invitation("N", "Kom!", Next("Spring", DAY, "17:00", "The hall", "http://x/s"))
        bare = rules.invitation("N", "Kom!", Next("Spring", DAY, "", "", ""))
        end = rules.how_to_end("http://x/f/1", DAY)
    assert full[0] == "Invitation: Spring"
    assert full[1].startswith("Kom!\n\nSpring\nMarch 4, 2027 at 17:00\nThe hall\n\n")
    assert "http://x/s" in full[1]
    assert bare[1].startswith("Kom!\n\nSpring\nMarch 4, 2027\n\n")
    assert "http" not in bare[1]
    assert end.endswith("\nhttp://x/f/1")
    assert "March 4, 2027" in end


def test_the_list_has_a_head_and_says_how_each_came() -> None:
    with speaking("en"):
        assert len(rules.head()) == 4
        assert rules.came_by(paper=True) != rules.came_by(paper=False)
    assert rules.kept_until(date(2026, 1, 31)) == date(2028, 2, 29)
