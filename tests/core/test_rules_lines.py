"""Words of several people in one paragraph: none turns another around, whatever it holds."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cafe.core.i18n import _, ngettext
from cafe.core.lines import (
    apart,
    closed,
    direction,
    isolated,
    left_open,
    on_terminal,
    run_on,
    turns,
    unclosed,
)

MARKS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


@pytest.mark.parametrize(
    "text", ["", "Flere møteplasser!", "1. (a)", "ŋ ŧ", "Ελλάδα", "我们", "👍"]
)
def test_what_turns_nothing_is_left_as_it_is(text: str) -> None:
    assert isolated(text) == text
    assert not turns(text)
    assert apart([text, "b"]) == [text, "b"]


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("", "ltr"),
        ("12 (", "ltr"),
        ("1. سؤال", "rtl"),
        ("\u2068שלום\u2069 a", "rtl"),
        ("a ש", "ltr"),
    ],
)
def test_a_paragraph_runs_as_its_first_letter(text: str, how: str) -> None:
    assert direction(text) == how


@given(st.lists(st.text(alphabet=MARKS + "aש1 "), min_size=2, max_size=4))
@example(["", "\u2068\u20691"])
@example(["\u2068a\u2069 1 \u2068b\u2069", "ש"])
def test_each_stands_in_an_isolate_of_its_own(texts: list[str]) -> None:
    marked = apart(texts)
    for text, one in zip(texts, marked, strict=True):
        assert one.strip("\u2066\u2067\u2068\u2069") == text.strip("\u2066\u2067\u2068\u2069")
        assert text in one
        assert _depths(one, any(map(turns, texts)))
    assert run_on(texts) == " ".join(marked)


def _depths(text: str, within: bool) -> bool:
    """Whether `text` closes all it opens and nothing else, and is inside one isolate throughout."""
    depth = 0
    for at, one in enumerate(text):
        if one in "\u2066\u2067\u2068":
            depth += 1
        elif one == "\u2069":
            depth -= 1
        if depth < 0 or (within and depth == 0 and at < len(text) - 1):
            return False
    return depth == 0


@given(st.text(alphabet=MARKS + "aש1 "))
def test_it_is_done_once(text: str) -> None:
    assert isolated(isolated(text)) == isolated(text)


@given(st.text(alphabet=MARKS + "aש \n"))
@example("\u202eabc")
@example("\u2067\u202aabc\u202c\u2069")
@example("\u202eabc\nb\u202d")
def test_a_cell_leaves_nothing_open_and_is_read_back_letter_for_letter(text: str) -> None:
    cell = closed(text)
    assert unclosed(cell) == text
    assert left_open(cell) == ""
    assert cell == text or left_open(text.rstrip("\u202c\u2069"))


def test_what_is_ended_already_or_by_its_line_stays() -> None:
    assert closed("\u202eabc\nmore") == "\u202eabc\nmore"
    assert closed("\u202ea\u202c b") == "\u202ea\u202c b"
    assert unclosed("שלום\u2069") == "שלום\u2069"
    assert left_open("\u2067\u202aa") == "\u202c\u2069"
    assert left_open("\u2067\u202aa\u2069") == ""


def test_what_is_filled_into_a_text_of_ours_is_isolated() -> None:
    assert _("%(name)s!", name="שלום") == "\u2068שלום\u2069!"
    assert ngettext("%(count)s %(name)s", "%(count)s", 1, name="\u202ea") == "1 \u2068\u202ea\u2069"


def test_what_steers_a_terminal_is_written_by_its_number() -> None:
    assert on_terminal("a\x1b[2K\r\n\x9bb") == r"a\x1b[2K\r\n\x9bb"
    assert on_terminal("\u2028\u202e\ud800") == r"\u2028\u202e\ud800"
    for text in ("Blåbær og ŋ 👩\u200d🍳", "שלום", "\u2068שלום\u2069", "a\xa0b"):
        assert on_terminal(text) == text
