"""What may be typed, what is made of the rest, and that nothing is unsendable for ever."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.i18n import speaking
from cafe.core.text import clean, mend
from cafe.errors import Invalid

EXAMPLES = json.loads((Path(__file__).parents[1] / "mended.json").read_text(encoding="utf-8"))
BLANK = json.loads((Path(__file__).parents[1] / "blank.json").read_text(encoding="utf-8"))
# Surrogates too: a script can send half a character, and so can a phone that cuts a text.
ANYTHING = st.text(st.characters(), max_size=40)
SIGNS = "aB1 -\n\r\t\v\f\x00\x07\x85\u2028\u2029\ufeff\ufffe\uffff\ud83d\udc4d"
ODD = st.text(st.sampled_from(SIGNS))


@pytest.mark.parametrize(("typed", "lines", "line"), EXAMPLES, ids=repr)
def test_both_halves_mend_the_same(typed: str, lines: str, line: str) -> None:
    """The browser's half is held to the same table (tests/js/core/mend.test.mjs)."""
    assert (mend(typed), mend(typed, lines=False)) == (lines, line)


@pytest.mark.parametrize(("typed", "blank"), BLANK, ids=repr)
def test_both_halves_see_the_same_as_nothing(typed: str, blank: bool) -> None:
    """A note of marks that nobody sees would hang on the wall without a word."""
    if not blank:
        assert clean(typed, limit=9, name="n") == typed
        return
    with pytest.raises(Invalid, match="empty"), speaking("en"):
        clean(typed, limit=9, name="n")


@given(text=ANYTHING | ODD, lines=st.booleans())
def test_whatever_is_typed_is_accepted_when_it_is_mended(text: str, lines: bool) -> None:
    mended = mend(text, lines=lines)
    assert clean(mended, limit=len(text) + 1, name="n", lines=lines, empty=True) == mended
    assert mend(mended, lines=lines) == mended
    assert len(mended) <= len(text)
    assert seen(mended) == seen(text)


def seen(text: str) -> list[str]:
    """What a person can read, in order; a hyphen at a line's end is no letter."""
    hidden = ("Cc", "Cs", "Cn", "Zl", "Zp", "Zs")
    return [c for c in text if unicodedata.category(c) not in hidden and c not in "-\ufeff"]


def test_a_refusal_names_the_place_and_offers_the_mended_text() -> None:
    with speaking("en"), pytest.raises(Invalid) as refused:
        clean("Mer tid til\vhverandre", limit=99, name="The note")
    said = refused.value
    assert "The note" in said.message
    assert "U+000B, character 12, between “Mer tid til” and “hverandre”" in said.message
    assert (said.typed, said.mended) == ("Mer tid til\vhverandre", "Mer tid til\nhverandre")
