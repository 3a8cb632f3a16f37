"""Headings learned from what is placed and from their own words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cafe.suggest.likeliest import Placed, suggest
from cafe.suggest.vectors import Text

HEADINGS = {"water": "Bading og båt", "woods": "Skog og turstier", "cost": "Økonomi"}


def placed(**notes: str) -> list[Placed]:
    return [
        Placed(Text(f"{heading}-{at}", text), heading)
        for heading, texts in notes.items()
        for at, text in enumerate(texts.split("|"))
    ]


STANDING = placed(
    water="Ny badebrygge|Redningsvest til utlån|Isen må måles",
    woods="Merke løypa til toppen|Rydde kratt",
    cost="Søke tilskudd fra fylket",
)


def first(text: str, standing: list[Placed], headings: dict[str, str] | None = None) -> str:
    return suggest(standing, headings or HEADINGS, [Text("x", text)])["x"][0][0]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("Flere brygger", "water"),
        ("Redningsvester i alle størrelser", "water"),
        ("Løyper i nord", "woods"),
        ("Krattrydding", "woods"),
        ("Tilskot til laget", "cost"),
        ("Turstien er stengt", "woods"),
        ("Hvem har penger", "cost"),
    ],
)
def test_the_likeliest_heading(text: str, heading: str) -> None:
    assert first(text, STANDING) == heading


def test_the_headings_own_words_are_enough() -> None:
    assert first("Båtplasser", []) == "water"


def test_what_is_placed_teaches() -> None:
    assert first("Sykkelstativ", STANDING) == "water"  # nothing said of it: the fullest
    more = [*STANDING, *placed(woods="Sykkel på grusvei|Sykler til leie")]
    assert first("Sykkelstativ", more) == "woods"


def test_notes_not_yet_placed_pass_it_on() -> None:
    notes = [Text("link", "Gapahuk ved løypa"), Text("far", "Gapahuk")]
    assert [suggest(STANDING, HEADINGS, notes)[name][0][0] for name in ("link", "far")] == [
        "woods",
        "woods",
    ]


def test_notes_of_other_questions_pass_it_on() -> None:
    far = [Text("far", "Gapahukene")]
    assert suggest(STANDING, HEADINGS, far)["far"][0][0] == "water"  # nothing said: the fullest
    beside = ["Gapahuk ved løypa", "Ein gapahuk langs løypene"]
    found = suggest(STANDING, HEADINGS, far, beside=beside)
    assert list(found) == ["far"]
    assert found["far"][0][0] == "woods"


def test_a_note_under_two_headings_teaches_both() -> None:
    both = [Placed(Text("b", "Fyrtårnet"), heading) for heading in ("water", "cost")]
    ranked = [
        key for key, _share in suggest([*STANDING, *both], HEADINGS, [Text("x", "Fyrtårn")])["x"]
    ]
    assert set(ranked[:2]) == {"water", "cost"}


def test_nothing_known_follows_the_organisers_order() -> None:
    ranked = suggest([], HEADINGS, [Text("x", "Zzz")])["x"]
    assert [key for key, _share in ranked] == list(HEADINGS)
    assert [share for _key, share in ranked] == pytest.approx([1 / 3] * 3)


def test_nothing_to_suggest() -> None:
    assert suggest(STANDING, {}, [Text("x", "Brygge")]) == {}
    assert suggest(STANDING, HEADINGS, []) == {}


def test_a_heading_that_is_gone_teaches_nothing() -> None:
    gone = [Placed(Text("g", "Fyrtårnet"), "deleted")]
    assert suggest(gone, HEADINGS, [Text("x", "Fyrtårn")]) == suggest(
        [], HEADINGS, [Text("x", "Fyrtårn")]
    )


def test_the_workshops_abbreviations_are_read() -> None:
    notes = [Text("x", "KB er sliten")]
    headings = {"pool": "Kommunens badeland", "road": "Veien"}
    assert suggest([], headings, notes)["x"][0][1] == pytest.approx(0.5)
    long_forms = {"KB": "kommunens badeland"}
    assert suggest([], headings, notes, abbreviations=long_forms)["x"][0][0] == "pool"


TEXTS = st.text(max_size=20) | st.sampled_from(["Brygge", "?", "🎉", "שלום", "løype " * 2000])


@settings(max_examples=50)
@given(
    st.lists(st.tuples(TEXTS, st.sampled_from(sorted(HEADINGS))), max_size=8),
    st.lists(TEXTS, max_size=8),
)
def test_every_note_gets_every_heading_once(known: list[tuple[str, str]], open_: list[str]) -> None:
    standing = [Placed(Text(f"p{at}", text), key) for at, (text, key) in enumerate(known)]
    notes = [Text(f"w{at}", text) for at, text in enumerate(open_)]
    found = suggest(standing, HEADINGS, notes)
    assert found == suggest(standing, HEADINGS, notes)
    assert list(found) == [slip.id for slip in notes]
    for ranked in found.values():
        assert sorted(key for key, _share in ranked) == sorted(HEADINGS)
        shares = [share for _key, share in ranked]
        assert sum(shares) == pytest.approx(1)
        assert all(0 <= share <= 1 for share in shares)
        assert shares == pytest.approx(sorted(shares, reverse=True))


def test_what_the_workshop_shortens_and_asks_is_known() -> None:
    """A short form is read as its words; words of the question itself speak for no heading."""
    short = [Text("x", "BÅS ved sjøen")]
    (best, sure), *_rest = suggest([], HEADINGS, short, abbreviations={"BÅS": "båt og bading"})["x"]
    assert best == "water"
    assert sure > suggest([], HEADINGS, short)["x"][0][1]
    note = [Text("x", "Skog og båt")]
    plain = dict(suggest(STANDING, HEADINGS, note)["x"])
    asked = dict(suggest(STANDING, HEADINGS, note, asked="Hva gjør vi med skog?")["x"])
    assert asked["woods"] < plain["woods"]
