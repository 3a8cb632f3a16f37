"""What may be typed, what is made of the rest, and that nothing is unsendable for ever."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.core.i18n import speaking
from cafe.core.text import SHOWN, as_seen, check_kept, clean, is_blank, noticing, short
from cafe.core.text.characters import SYMBOLS, mend, offered, showable, unclear
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
    assert clean(typed, limit=9, name="n", empty=True) == "", "nothing stands there"


@given(text=ANYTHING | ODD, lines=st.booleans())
def test_whatever_is_typed_is_kept_or_what_is_offered_is(text: str, lines: bool) -> None:
    sent = offered(text, lines=lines)
    with noticing() as mended:
        kept = clean(sent, limit=len(text) + 1, name="n", lines=lines, empty=True)
    assert kept == ("" if is_blank(sent) else sent)
    assert mended == []
    assert mend(sent, lines=lines) == sent == showable(sent)
    assert len(sent) <= len(text)
    latin = "".join(one for one in text if not 0x80 <= ord(one) < 0xA0)  # the rest are Windows' own
    assert seen(offered(latin, lines=lines)) == seen(latin)
    assert (sent == mend(text, lines=lines)) == (unclear(mend(text, lines=lines)) is None)


def seen(text: str) -> list[str]:
    """What a person can read, in order: letters and figures, whatever signs become of others."""
    return [c for c in text if unicodedata.category(c)[0] in "LN" and ord(c) < 0xFFFE]


def test_a_refusal_names_the_place_and_offers_a_text() -> None:
    """What a character of private use means, nobody can tell."""
    with speaking("en"), pytest.raises(Invalid) as refused:
        clean("\ufeffMer tid til\ue000hverandre", limit=99, name="The note")
    said = refused.value
    assert "The note" in said.message
    assert "U+E000, character 12, between “Mer tid til” and “hverandre”" in said.message
    assert said.mended == "Mer tid til\ufffdhverandre"


def test_what_is_meant_is_kept_and_noticed_once() -> None:
    with noticing() as mended:
        assert clean("sam\ufffearbeid", limit=99, name="The note") == "samarbeid"
        assert clean("\ufeffmer", limit=99, name="The note") == "mer"
        assert clean("tid", limit=99, name="The title") == "tid"
    assert mended == ["The note"]
    for typed, lines in (("en\x07to", True), ("en\nto", False)):
        with pytest.raises(Invalid, match="character 3, between"), speaking("en"):
            clean(typed, limit=99, name="n", lines=lines)
    with pytest.raises(Invalid, match="empty"), speaking("en"):
        clean("\ufeff\ufffe", limit=99, name="n")


def test_an_archives_words_stay_but_for_what_no_cafe_has_ever_kept() -> None:
    kept = "\ufeffsam\ufffearbeid \ue000 \U0001ffff \uf0b7 \u2028 slutt"
    assert check_kept(kept, limit=99, name="n") == kept
    for never in ("\0", "\x07", "\x9f", "\ud83d"):
        with pytest.raises(Invalid, match=f"{ord(never):04X}, character 3"), speaking("en"):
            check_kept(f"en{never}to", limit=99, name="n")


def test_no_sign_of_a_symbol_font_is_a_letter() -> None:
    """The checkers in the zip compare words: they know nothing of such signs (kontroll.py)."""
    assert not [sign for sign in SYMBOLS.values() if sign.isalnum()]
    assert all(mend(chr(place)) == sign for place, sign in SYMBOLS.items())


def test_the_same_is_written_where_there_is_nothing_to_mend() -> None:
    piece = ("a", ["b"], {"c": "d"}, 1, None)
    assert showable(piece) is piece or showable(piece) == piece
    assert showable(("\ufeff mer \ufffe", " \ufeffmer ")) == ("mer", " mer ")
    assert showable(("\ufeff", ["\ue000"], {"c": "\uf0b7"})) == ("\ufffd", ["\ufffd"], {"c": "•"})


@pytest.mark.parametrize(
    "typed",
    [
        "KAFÉ KAI",
        "KAFE\u0301 KAI",
        " KAFÉ\u00a0 KAI\u200b\n",
        "\u200fKA\u00adFE\u200d\u0301 KAI\ufe0f",
    ],
)
def test_what_looks_the_same_is_the_same_to_who_types_it_again(typed: str) -> None:
    assert as_seen(typed) == "KAFÉ KAI"
    assert as_seen(typed.lower()) != "KAFÉ KAI"
    assert as_seen(f"{typed}!") != "KAFÉ KAI"


@given(st.text())
def test_it_stays_the_same_when_it_is_looked_at_again(text: str) -> None:
    assert as_seen(as_seen(text)) == as_seen(text)


@pytest.mark.parametrize("drawn", ["e\u0301", "👩\u200d🍳", "👍🏽", "🇳🇴", "❤\ufe0f"])
def test_what_a_thing_is_named_by_ends_between_two_that_are_drawn(drawn: str) -> None:
    for before in range(SHOWN):
        cut = short("-" * before + drawn + "-" * SHOWN)
        assert len(cut) <= SHOWN
        assert cut.strip("-…") in ("", drawn), "half of it, or without its marks"
    assert short(f" Mer\n {'a' * 40} ", 20) == f"Mer {'a' * 15}…"
    assert short("e" + "\u0301" * 99).endswith("…"), "all of it is one letter"
