"""Words that mean the same come down to the same stem; others do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cafe.suggest.stems import common, stem, words

FAMILIES = (
    "bruker brukere brukerne brukers brukar brukarar brukarane",
    "forankre forankring forankringen forankra forankringa",
    "leder ledere ledelse ledelsen leiar leiarar leiing leiinga",
    "tjeneste tjenester tjenestene teneste tenester tenestene",
    "mulighet muligheter mulighetene moglegheit moglegheiter moglegheita",
    "ansvar ansvaret ansvars",
    "vanskelig vanskelige vanskeleg vanskelege",
    "kommune kommunen kommuner kommunene kommunar kommunane kommunal kommunale",
    "rekruttere rekrutterer rekruttert rekruttering rekrutteringen",
    "inkludere inkluderende inkludert inkludering",
    "ikke ikkje",
    "mer meir",
    "skole skolen skoler skule skulen skular",
    "kurs kurset kursene",
    "meeting meetings",
    "volunteer volunteers volunteered",
)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_has_one_stem(family: str) -> None:
    assert len({stem(word) for word in family.split()}) == 1


def test_families_stay_apart() -> None:
    assert len({stem(family.split()[0]) for family in FAMILIES}) == len(FAMILIES)


@pytest.mark.parametrize(
    ("one", "other"),
    [("støtte", "stønad"), ("mer", "mindre"), ("kurs", "kur"), ("tid", "ting"), ("hus", "huske")],
)
def test_strangers_stay_strangers(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_words_are_folded_alike() -> None:
    assert words("ÅPEN-dag, A\u030apen  ﬁnn m/Kari!") == [
        "åpen",
        "dag",
        "åpen",
        "finn",
        "m",
        "kari",
    ]


def test_what_turns_a_sentence_round_is_never_common() -> None:
    assert not any(map(common, ("ikke", "ikkje", "uten", "utan", "aldri", "not", "mindre")))
    assert all(map(common, ("og", "er", "ein", "the", "x")))


@given(st.text(max_size=60))
def test_every_word_has_a_stem(text: str) -> None:
    for word in words(text):
        assert 0 < len(stem(word)) <= 50
