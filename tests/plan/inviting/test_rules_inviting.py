"""What a letter says, and to whom it goes."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from cafe.core.i18n import LANGUAGES, speaking
from cafe.errors import Invalid
from cafe.plan.inviting import rules

WORDS = {
    "name": "Solveig",
    "gathering": "Et godt sted",
    "date": "12. mars",
    "time": "17.00–20.00",
    "place": "Skolen",
    "table": "3",
    "question": "Hva?",
    "who": "Berit",
    "link": "https://x/h/y",
}
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_letter_says_all_that_is_known_and_nothing_empty() -> None:
    letter = rules.written(WORDS)
    for words in WORDS.values():
        assert words in letter
    bare = rules.written({**WORDS, "time": "", "place": "", "who": ""})
    assert "Where" not in bare
    assert ": \n" not in bare
    assert ", \n" not in bare
    assert not bare.endswith("https://x/h/y\n\n")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_an_own_wording_is_kept_with_its_gaps_and_read_in_any_language(tag: str) -> None:
    with speaking(tag):
        named = rules.gaps()
        typed = f"Hei [{named['name'].upper()}]!\r\n[ {named['link']} ] [place]"
        kept = rules.check_letter(typed)
        assert kept == "Hei [name]!\n[link] [place]"
        assert (
            rules.as_read(kept) == f"Hei [{named['name']}]!\n[{named['link']}] [{named['place']}]"
        )
    assert rules.check_letter(rules.as_read(kept)) == kept
    assert rules.filled(kept, WORDS) == "Hei Solveig!\nhttps://x/h/y Skolen"
    assert rules.filled("[name] [x]", WORDS) == "Solveig [x]", "what nobody knows stays"


def test_no_words_are_the_cafes_own() -> None:
    assert rules.check_letter(" \r\n ") == ""


@pytest.mark.parametrize("text", ["Hei [name]!", "[hvem] [link]", "x" * 100_000, "[link] \x00"])
def test_a_letter_that_cannot_be_sent(text: str) -> None:
    with pytest.raises(Invalid):
        rules.check_letter(text)


@pytest.mark.parametrize(
    "line",
    [
        "Solveig <solveig@example.org>",
        "Solveig; solveig@example.org",
        "Solveig;solveig@example.org;",
        "Solveig\tsolveig@example.org",
        "Solveig, solveig@example.org",
        '"Solveig" <solveig@example.org>',
        "  Solveig  <solveig@example.org> ,",
    ],
)
def test_a_column_in_whatever_form(line: str) -> None:
    assert rules.addresses_in(f"\n{line}\r\n\n") == {"Solveig": "solveig@example.org"}


@pytest.mark.parametrize(
    "line",
    [
        "Solveig",
        "solveig@example.org",
        "<solveig@example.org>",
        "Solveig <solveig>",
        "Solveig <a@b>",
        "Solveig <a@b..no>",
        "Solveig <a@-b.no>",
        "Solveig <å@b.no>",
        "Solveig <a@blå\u200bbær.no>",
        "Solveig <a@b.no\x00>",
        "Solveig; a b@c.no",
        f"Solveig; {'a' * 65}@b.no",
        f"Solveig; a@{'b.' * 130}no",
        "So\u202elveig\x00; a@b.no",
        "\u200b; a@b.no",
        f"{'x' * 300}; a@b.no",
    ],
)
def test_a_line_that_is_none_is_named(line: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.addresses_in(f"Ada; ada@example.org\n{line}")
    assert refused.value.message


def test_a_wide_gap_is_read_as_quickly_as_a_narrow_one() -> None:
    began = time.process_time()
    for line in (f"{' ' * 60_000}x", f"x{' ' * 60_000}y z", f"{'a; ' * 20_000}<>>"):
        with pytest.raises(Invalid):
            rules.addresses_in(line)
    assert time.process_time() - began < 2


def test_a_domain_may_have_letters_of_its_own() -> None:
    assert rules.addresses_in("Kari; kari@blåbær.no") == {"Kari": "kari@blåbær.no"}


def test_no_header_can_be_smuggled_in_by_an_address() -> None:
    for odd in ("a@b.no\nBcc: x@y.no", "a@b.no\r\nSubject: x", "a@b.no,x@y.no", "a@b.no x@y.no"):
        with pytest.raises(Invalid):
            rules.check_address(odd)


def test_no_address_is_left_out_unsaid() -> None:
    lines = ["Kari; kari@example.org", "Ola; ola@example.org", "Kari; kari@example.org"]
    assert len(rules.addresses_in("\n".join(lines))) == 2
    with pytest.raises(Invalid, match="Kari") as refused:
        rules.addresses_in("\n".join([*lines, "Kari; kari.n@example.org"]))
    assert refused.value.where == "addresses"


def test_there_are_not_more_lines_than_hosts_can_be() -> None:
    with pytest.raises(Invalid):
        rules.addresses_in("A; a@b.no\n" * (rules.MOST_ADDRESSES + 1))


@pytest.mark.parametrize(
    ("answer", "last", "asked"),
    [
        (None, None, True),
        (None, NOW - timedelta(hours=1), False),
        (None, NOW - timedelta(days=1), True),
        (True, None, False),
        (False, NOW - timedelta(days=9), False),
    ],
)
def test_nobody_is_asked_twice_in_a_day(
    answer: bool | None, last: datetime | None, asked: bool
) -> None:
    assert rules.may_be_asked(answer, last, NOW) is asked
