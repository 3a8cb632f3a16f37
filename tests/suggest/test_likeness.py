"""Notes that may say the same: found across inflection, compounds, spelling and language."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cafe.suggest import likeness
from cafe.suggest.likeness import Found, Pair, index_features
from cafe.suggest.reasons import Reason, fingerprint
from cafe.suggest.vectors import Text, dot, read

# What stands around a pair: nothing in it has to do with what the tests look for.
AROUND = (
    "Kaffen var kald",
    "Parkering utenfor rådhuset",
    "Bibliotek på lørdager",
    "Vannlekkasje i kjelleren",
    "Trær langs gangveien",
)


def slips(*texts: str) -> list[Text]:
    return [Text(str(at), text) for at, text in enumerate(texts)]


def pairs(notes: list[Text], limit: int = 200, **how: Any) -> list[Pair]:
    return likeness.pairs(index_features(read(notes, **how)), limit=limit)


def like(note: Text, notes: list[Text], top: int = 5) -> list[Found]:
    return likeness.like(note, index_features(read(notes)), top=top)


def why(left: str, right: str, *more: str, **abbreviations: str) -> Reason | None:
    """The reason for offering these two among others, None when they are not offered."""
    found = pairs(slips(left, right, *AROUND, *more), abbreviations=abbreviations)
    return next((pair.reason for pair in found if {pair.left, pair.right} == {"0", "1"}), None)


@pytest.mark.parametrize(
    ("left", "right", "shared"),
    [
        ("Naboene møtes", "En nabo på besøk", "nabo"),
        ("Rekruttere frivillige sjåfører", "Rekruttering", "rekruttere"),
        ("Dugnaden samler bygda", "Vi trenger dugnader", "dugnaden"),
        ("Turleder for hver gruppe", "Turledere og kart", "turleder"),
        ("Volunteers needed", "Thank a volunteer", "volunteer"),
        ("Ledelsesforankring", "Forankring hos rektor", "forankring"),
        ("Matlagingskurs", "Kurs for nybegynnere", "kurs"),
        ("Ei moglegheit for ungdommen", "Muligheten finnes", "moglegheit"),
        ("Tenestene må snakke saman", "God tjeneste", "tjeneste"),
        ("Rettleiing i hagebruk", "Veiledning", "rettleiing"),
        ("ØKT FRIVILLIGHET", "frivillighet", "frivillighet"),
        ("Nærmiljø­anlegg i Ålesund", "ålesund", "ålesund"),
        ("Frivillighetssentr. i Vik", "Frivillighetssentralen er stengt", "frivillighetssentr"),
    ],
)
def test_the_same_word_in_another_form(left: str, right: str, shared: str) -> None:
    reason = why(left, right)
    assert reason is not None
    assert reason.kind in {"stems", "within"}
    assert shared in reason.shared


@pytest.mark.parametrize(
    ("left", "right", "but"),
    [
        ("Flere benker", "flere  benker!", ("case", "spacing", "punctuation")),
        ("LMS tilbud", "LMS-tilbud", ("spacing", "punctuation")),
        ("Frivillig het", "Frivillighet", ("spacing",)),
        ("Mer lys!", "mer lys!", ("case",)),
        ("Åpent hus", "A\u030apent hus", ()),
        ("Åpent hus", "Åpent hus", ()),
    ],
)
def test_identical_texts_are_a_class_of_their_own(
    left: str, right: str, but: tuple[str, ...]
) -> None:
    first = pairs(slips(left, *AROUND, right))[0]
    assert (first.left, first.right, first.score) == ("0", "6", 1.0)
    assert first.reason == Reason("identical", but=but)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("👍", "👎"),
        ("1,5 årsverk", "15 årsverk"),
        ("$$$", "???"),
        ("pluss +", "pluss −"),
        ("", "…"),
        ("", "?"),
    ],
)
def test_signs_that_say_something_are_kept(left: str, right: str) -> None:
    assert fingerprint(left) != fingerprint(right)
    reason = why(left, right)
    assert reason is None or reason.kind != "identical"


def test_twins_are_offered_with_the_first_of_their_kind() -> None:
    found = pairs(slips("Mer lys", "Mer lys!", "mer lys", *AROUND))
    assert [(pair.left, pair.right) for pair in found[:2]] == [("0", "1"), ("0", "2")]


LYS = ("Lys hele året", "Mer lys")


@pytest.mark.parametrize(
    ("left", "right", "more", "reason"),
    [
        ("Ballbinge", "Ballbinge ved skolen i Vik", (), Reason("within", ("ballbinge",))),
        ("Naboene møtes", "En nabo på besøk", (), Reason("stems", ("nabo",))),
        # Of several words those that few others say come first, and no more than tell something.
        ("Lys i park", "Park med lys", LYS, Reason("within", ("park", "lys"))),
        (
            "Lys, park, skog, hytte, båt",
            "Båt, hytte, skog, park, lys og benk",
            LYS,
            Reason("within", ("båt", "hytte", "skog", "park")),
        ),
        ("Trang økonomi", "Penger fra fylket", (), Reason("kin", near=(("økonomi", "penger"),))),
        (
            "Økonomi, ungdom i nord",
            "Penger til unge",
            ("Unge sør", "Barn"),
            Reason("kin", near=(("økonomi", "penger"), ("ungdom", "unge"))),
        ),
        ("Penger og økonomi", "Økonomi", (), Reason("within", ("økonomi",))),
        ("Penger, økonomi", "Tilskudd", (), Reason("kin", near=(("penger", "tilskudd"),))),
        (
            "Svømmehalllen",
            "Svomehallen",
            (),
            Reason("letters", near=(("svømmehalllen", "svomehallen"),)),
        ),
    ],
)
def test_what_two_have_in_common_is_said(
    left: str, right: str, more: tuple[str, ...], reason: Reason
) -> None:
    assert why(left, right, *more) == reason


def test_abbreviations_are_the_workshops_own() -> None:
    without = why("FKS i nord", "Frivilligsentral sør")
    given_them = why("FKS i nord", "Frivilligsentral sør", FKS="frivilligsentral")
    assert without is None or "frivilligsentral" not in without.shared
    assert given_them is not None
    assert "frivilligsentral" in given_them.shared


def test_an_abbreviation_is_found_however_it_is_written() -> None:
    for written in ("FKS", "fks", "FKS-en", "F.k.s."):
        reason = why(
            written,
            "Frivilligsentral sør",
            **{" FKS ": "frivilligsentral", "f.k.s.": "frivilligsentral"},
        )
        assert reason is not None
        assert "frivilligsentral" in reason.shared


def test_an_abbreviation_that_spells_a_common_word_leaves_it_alone() -> None:
    reason = why("Alt er bra", "Hester i stallen", ER="hester i stallen", **{" ": "tomt"})
    assert reason is None or "hester" not in reason.shared


@pytest.mark.parametrize(
    ("left", "right", "opposed"),
    [
        ("Mer støtte", "Mindre støtte", ("mer", "mindre")),
        ("Meir støtte", "Mindre støtte", ("meir", "mindre")),
        ("Vi har brannbil", "Vi har ikke brannbil", ("", "ikke")),
        ("Tydelig skilting", "Utydelig skilting", ("tydelig", "utydelig")),
        ("Uklar plan", "Klar plan", ("uklar", "klar")),
        ("Ærlig svar", "Uærlig svar", ("ærlig", "uærlig")),
        ("Lik lønn", "Ulik lønn", ("lik", "ulik")),
        ("Lett å finne stien", "Vanskelig å finne stien", ("lett", "vanskelig")),
        ("Without a map", "A map", ("without", "")),
    ],
)
def test_opposites_are_offered_and_said(left: str, right: str, opposed: tuple[str, str]) -> None:
    reason = why(left, right)
    assert reason is not None
    assert opposed in reason.opposed
    assert reason.kind != "identical"


def test_what_holds_both_sides_turns_against_nothing() -> None:
    reason = why("Små bygder, store skoger", "Små bygder og hytter")
    assert reason is not None
    assert reason.opposed == ()


def test_words_of_the_question_tell_little() -> None:
    notes = slips("Svømming er trygt", "Svømming koster", "Båtplass er trygt", *AROUND)
    plain = pairs(notes)[0]
    known = pairs(notes, asked="Hva betyr svømming for bygda?")[0]
    assert {plain.left, plain.right} == {"0", "1"}
    assert {known.left, known.right} == {"0", "2"}


def test_notes_like_this_one() -> None:
    shelf = slips("Turstier langs elva", "Tursti", "tursti!", "Elv", *AROUND)
    note = Text("1", "Tursti")
    assert [found.note for found in like(note, shelf)] == ["2", "0"]
    assert [found.note for found in like(note, shelf, top=1)] == ["2"]
    fresh = like(Text("new", "Merk turstien"), shelf)
    assert {found.note for found in fresh[:3]} == {"0", "1", "2"}
    assert fresh[0].reason.shared == ("tursti",)
    assert [found.note for found in like(Text("new", "👍"), slips("👍", "Tursti"))] == ["0"]


@pytest.mark.parametrize(
    "odd",
    [
        "",
        "   ",
        "🎉🎉",
        "שלום עולם",
        "مرحبا بالعالم",
        "?",
        "[?]",
        "\u202eabc",
        "x" * 10_000,
        "å " * 5_000,
    ],
)
def test_odd_notes_break_nothing(odd: str) -> None:
    notes = slips("Turstier", "Tursti", odd, f"{odd} Tursti")
    found = pairs(notes)
    assert ("0", "1") in {(pair.left, pair.right) for pair in found}
    assert all(item.note != "2" for item in like(notes[2], notes))


def test_the_list_ends_where_it_is_told() -> None:
    notes = slips(*(f"Benk nummer {at}" for at in range(40)))
    assert len(pairs(notes, limit=7)) == 7
    assert pairs(notes, limit=0) == []
    assert pairs([]) == []


PAIRS = "tursti turstier benk benker mer mindre ikke skole skolen 🎉 økt LMS og"
PLAIN = st.sampled_from(PAIRS.split())
WORDS = PLAIN | st.sampled_from(["?", "-", "b.m.", "skol."])
TEXTS = st.lists(WORDS, max_size=6).map(" ".join) | st.text(max_size=30)


@settings(max_examples=60)
@given(st.lists(TEXTS, max_size=12))
def test_whatever_is_written(texts: list[str]) -> None:
    notes = slips(*texts)
    found = pairs(notes)
    assert found == pairs(notes)
    assert all(pair.left != pair.right and pair.score <= 1 + 1e-9 for pair in found)
    twos = [frozenset((pair.left, pair.right)) for pair in found]
    assert len(twos) == len(set(twos))
    text = {slip.id: slip.text for slip in notes}
    for pair in found:
        same = fingerprint(text[pair.left]) == fingerprint(text[pair.right])
        assert (pair.reason.kind == "identical") is same
    kinds = [pair.reason.kind == "identical" for pair in found]
    assert kinds == sorted(kinds, reverse=True)


@settings(max_examples=60)
@given(st.lists(st.lists(PLAIN, max_size=6).map(" ".join), max_size=12))
def test_the_order_of_typing_changes_no_score(texts: list[str]) -> None:
    scores, turned = ([pair.score for pair in pairs(slips(*some))] for some in (texts, texts[::-1]))
    assert scores == pytest.approx(turned)


def test_among_very_many_the_nearest_come_first_as_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    notes = slips("lys", "lys og luft", "lys og luft og ro", "lys og ro", "ro", "kaffe", "lys luft")
    note = Text("99", "mer lys og luft")
    everybody = [(found.note, found.score) for found in like(note, notes, top=6)]
    monkeypatch.setattr(likeness, "_MEETINGS_OF_ONE", 3)
    nearest = [(found.note, found.score) for found in like(note, notes, top=6)]
    assert 2 < len(nearest) < len(everybody)
    scores = [score for _note, score in nearest]
    assert scores == sorted(scores, reverse=True)
    exactly = dict(everybody)
    assert scores == pytest.approx([exactly[one] for one, _score in nearest])


def test_two_vectors_are_as_alike_as_their_common_weights() -> None:
    one, other = {"lys": 0.6, "ro": 0.8}, {"lys": 0.5}
    assert dot(one, other) == dot(other, one) == pytest.approx(0.3)


def test_five_are_shown_and_twins_come_first() -> None:
    notes = slips("mer lys", "lys", "lys og ro", "lys og luft", "Mer lys", "lys i gangen", "lyset")
    found = like(notes[0], notes)
    assert len(found) == 5
    assert (found[0].note, found[0].score) == ("4", 1.0)
    assert "0" not in [one.note for one in found]
    assert [one.note for one in like(notes[0], notes, top=1)] == ["4"]
