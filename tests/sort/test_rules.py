import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.sort.rules import (
    Behind,
    NoteMark,
    accounts,
    as_sentence,
    join_texts,
    original,
    without_note,
)

# The browser half counts by the same cases (tests/js/sort/view.test.mjs).
CASES = json.loads((Path(__file__).parent / "accounts.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("note", "printed"),
    [
        ("godt samarbeid", "Godt samarbeid."),
        ("Godt samarbeid.", "Godt samarbeid."),
        ("hvem eier det?", "Hvem eier det?"),
        ("ut på tur!", "Ut på tur!"),
        ("og så...", "Og så..."),
        ("og så…", "Og så…"),
        ("«kaffe» hjelper", "«Kaffe» hjelper."),
        ('"kaffe" hjelper', '"Kaffe" hjelper.'),
        ("(helst ute) og sammen", "(Helst ute) og sammen."),
        ("hun sa «hvorfor ikke?»", "Hun sa «hvorfor ikke?»"),
        ("hun sa «det går»", "Hun sa «det går»."),
        ("ærlighet", "Ærlighet."),
        ("øl\nog\r\nmat", "Øl og mat."),
        ("  luft rundt  ", "Luft rundt."),
        ("3 møter i året", "3 møter i året."),
        ("NAV må være med", "NAV må være med."),
        ("husk dette:", "Husk dette:"),
        ("– strek først", "– strek først."),
        ("", ""),
    ],
)
def test_a_note_is_printed_as_one_sentence(note: str, printed: str) -> None:
    assert as_sentence(note) == printed


@given(st.text())
def test_a_sentence_stays_as_it_is_when_it_is_made_again(text: str) -> None:
    once = as_sentence(text)
    assert as_sentence(once) == once
    assert "\n" not in once
    assert "\r" not in once


@given(st.text(alphabet=st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_no_letter_of_a_note_is_lost_or_added(text: str) -> None:
    bare = "".join(text.split()).casefold()
    printed = "".join(as_sentence(text).split()).casefold()
    assert printed in (bare, f"{bare}.")


@pytest.mark.parametrize(
    ("texts", "joined"),
    [
        (["tid", "ro", "rom"], "Tid, ro, rom."),
        (["tid.", "NAV og lege"], "Tid, NAV og lege."),
        (["tid, og ro", "gode rom"], "Tid, og ro; gode rom."),
        (["hvem?", "når"], "Hvem?; når."),
        (["og så...", "mer"], "Og så...; mer."),
        (["linje\nto", "tre"], "Linje to, tre."),
        (["alene"], "Alene."),
        (["", "to"], "To."),
    ],
)
def test_a_joined_sentence_is_proposed_in_the_notes_own_words(
    texts: list[str], joined: str
) -> None:
    assert join_texts(texts) == joined


def test_a_sentence_that_nobody_worded_is_its_notes() -> None:
    assert original([]) == ""
    assert original(["ta det med ro"]) == "Ta det med ro."
    assert original(["tid", "ro"]) == "Tid, ro."


def test_a_proposal_follows_its_notes_but_what_a_person_worded_stays() -> None:
    assert without_note("Tid, ro.", ["tid", "ro"], ["tid"]) == "Tid."
    assert without_note("Tid og ro.", ["tid", "ro"], ["tid"]) == "Tid og ro."
    assert without_note("Tid.", ["tid"], []) == "Tid."


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_accounts(case: dict[str, object]) -> None:
    result = accounts(
        [NoteMark(**note) for note in case["notes"]],  # type: ignore[attr-defined]
        [Behind(**source) for source in case["sources"]],  # type: ignore[attr-defined]
    )
    piles = {name: pile for name, pile in vars(result).items() if pile and name != "typed"}
    assert piles == case["piles"]
    assert result.balance


@given(st.data())
def test_accounts_always_add_up(data: st.DataObject) -> None:
    ids = [str(number) for number in range(data.draw(st.integers(0, 12)))]
    marks = [NoteMark(i, *(data.draw(st.booleans()) for _mark in range(3))) for i in ids]
    sources = st.builds(Behind, st.sampled_from(ids or ["gone"]), st.booleans())
    assert accounts(marks, data.draw(st.lists(sources, max_size=20))).balance
