"""What a form may ask and be answered, and that an answer never stands under another question."""

import pytest

from cafe.core.i18n import LANGUAGES, speaking
from cafe.core.limits import FEW
from cafe.errors import CafeError, Conflict, Invalid, NotFound
from cafe.evaluation import rules
from cafe.evaluation.rules import Device, Said
from cafe.evaluation.shown import result, results_of
from cafe.model.database.shapes import Asked, Form
from cafe.plan.programme.evaluation import current


def asked(uid: str, kind: str = "text", *choices: str, gone: bool = False) -> Asked:
    return Asked(uid=uid, kind=kind, text=f"Om {uid}?", choices=[*choices], gone=gone)


def form(*questions: Asked, status: str = "planned") -> Form:
    return Form(status=status, questions=[*questions])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("audience", ["participants", "hosts"])
def test_what_lies_ready_is_a_form_in_each_language(language: str, audience: str) -> None:
    with speaking(language):
        questions = rules.ready(audience)
        assert rules.audience_name(audience)
        assert {one["kind"] for one in questions} <= rules.kind_names().keys()
        for one in questions:
            again = rules.check_asked(one["kind"], one["text"], "\n".join(one["choices"]))
            assert rules.says(again) == rules.says(one)
    assert len({one["uid"] for one in questions}) == len(questions)
    if language == "nb" and audience == "participants":
        assert questions[0]["text"] == "Hva var viktigst for deg?"


@pytest.mark.parametrize(
    ("kind", "text", "choices", "where"),
    [
        ("poem", "Hva?", "", "kind"),
        ("text", " ", "", "text"),
        ("text", "Hva?", "ja\nnei", "kind"),
        ("scale", "Hva?", "bare én", "choices"),
        ("choice", "Hva?", "bare én", "choices"),
        ("choice", "Hva?", "to\nto", "choices"),
        ("choice", "Hva?", "\n".join(map(str, range(rules.MOST_CHOICES + 1))), "choices"),
    ],
)
def test_what_cannot_be_asked(kind: str, text: str, choices: str, where: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_asked(kind, text, choices)
    assert refused.value.where == where


def test_what_can_be_asked() -> None:
    assert rules.check_asked("text", "Hva?", " \n")["choices"] == []
    assert rules.check_asked("scale", "Hva?", "")["choices"] == []
    assert rules.check_asked("scale", "Hva?", "lite\n\nmye ")["choices"] == ["lite", "mye"]
    assert rules.check_asked("choice", "Hva?", "ja\nnei")["choices"] == ["ja", "nei"]


def test_a_question_that_nobody_has_seen_is_worded_in_its_place() -> None:
    new = rules.worded(form(asked("a"), asked("b")), "a", asked("x", "scale"), seen=False)
    assert [(one["uid"], one["kind"]) for one in new["questions"]] == [
        ("a", "scale"),
        ("b", "text"),
    ]
    same = form(asked("a"))
    assert rules.worded(same, "a", asked("a"), seen=True) is same
    assert rules.without(form(asked("a"), asked("b")), "a", seen=False) == form(asked("b"))


def test_a_question_that_people_have_seen_stays_and_another_is_asked() -> None:
    new = rules.worded(form(asked("a"), asked("b")), "a", asked("x"), seen=True)
    assert [(one["uid"], one["gone"]) for one in new["questions"]] == [
        ("a", True),
        ("x", False),
        ("b", False),
    ]
    out = rules.without(new, "b", seen=True)
    assert [one["uid"] for one in current(out)] == ["x"]
    assert len(out["questions"]) == 3
    for uid in ("a", "b", "z"):
        with pytest.raises(NotFound):
            rules.without(out, uid, seen=True)
    many = form(*(asked(str(at), gone=at > 0) for at in range(rules.MOST_CHANGED)))
    with pytest.raises(Conflict):
        rules.worded(many, "0", asked("x"), seen=True)
    with pytest.raises(Conflict):
        rules.added(many, asked("x"))


def test_questions_change_places_around_what_is_gone() -> None:
    before = form(asked("a"), asked("b", gone=True), asked("c"))
    up = rules.moved(before, "c", up=True)
    assert [one["uid"] for one in up["questions"]] == ["c", "b", "a"]
    assert rules.moved(up, "c", up=False) == before
    assert rules.moved(before, "a", up=True) is before
    assert rules.moved(before, "c", up=False) is before


def test_a_form_asks_something_and_not_too_much() -> None:
    full = form(*(asked(str(at)) for at in range(rules.MOST_QUESTIONS)))
    with pytest.raises(Conflict):
        rules.added(full, asked("x"))
    assert current(rules.added(form(), asked("x")))
    with pytest.raises(Conflict):
        rules.check_opens(form(asked("a", gone=True)))
    rules.check_opens(form(asked("a")))
    with pytest.raises(NotFound):
        rules.the_form({}, "hosts")
    here = form(status="open")
    assert rules.the_form({"hosts": here}, "hosts") is here
    assert rules.check_open(here) is here
    for shut in (None, form(), form(status="closed")):
        with pytest.raises(Conflict):
            rules.check_open(shut)


def test_who_may_have_seen_it() -> None:
    assert not rules.was_seen(form(), 0)
    assert rules.was_seen(form(), 1)
    assert rules.was_seen(form(status="closed"), 0)


def test_what_is_answered_fits_its_question() -> None:
    here = form(asked("w"), asked("s", "scale"), asked("c", "choice", "ja", "nei"))
    said = [Said("w", " suppa "), Said("s", number=5), Said("c", number=2)]
    kept = rules.check_said(here, [*said, Said("s", number=4)])
    assert kept == [Said("w", "suppa"), Said("s", number=4), Said("c", number=2)]
    assert rules.check_said(here, [Said("w", " \n"), Said("s", "fire"), Said("c")]) == []
    for wrong in (
        Said("s", number=6),
        Said("c", number=3),
        Said("x", "hva?"),
        Said("w", "a" * 2001),
    ):
        with pytest.raises(Invalid):
            rules.check_said(here, [wrong])
    with pytest.raises(CafeError):
        rules.check_says_something([])
    rules.check_says_something(kept)


def test_a_device_is_known_by_digests_that_lead_nowhere() -> None:
    one, other = Device("key", "abc", "phone"), Device("key", "abc", "other phone")
    made = [
        *(each.sheet(audience) for each in (one, other) for audience in ("participants", "hosts")),
        *(each.answer(question) for each in (one, other) for question in ("q1", "q2")),
        Device("key", "xyz", "phone").sheet("hosts"),
        Device("another key", "abc", "phone").sheet("hosts"),
    ]
    assert len({*made}) == len(made)
    assert one.answer("q1") == Device("key", "abc", "phone").answer("q1")


def test_few_answers_are_not_broken_down() -> None:
    scale = asked("s", "scale", "lite", "mye")
    few = result(scale, [Said("s", number=1)] * (FEW - 1))
    assert (few.answers, few.counts, few.rows) == (FEW - 1, None, ())
    enough = result(scale, [Said("s", number=5)] * FEW)
    assert enough.rows == (("1 – lite", 0), ("2", 0), ("3", 0), ("4", 0), ("5 – mye", FEW))
    assert result(asked("c", "choice", "ja", "nei"), []).names == ("ja", "nei")


@pytest.mark.parametrize(
    ("phones", "paper", "told"), [(9, 0, 0), (9, 4, None), (4, 9, None), (5, 5, 5), (0, 3, 3)]
)
def test_how_many_on_paper_is_told_unless_few_are_left(
    phones: int, paper: int, told: int | None
) -> None:
    here = results_of("hosts", form(status="closed"), {}, {}, phones=phones, paper=paper)
    assert (here.sheets, here.on_paper) == (phones + paper, told)


def test_words_stand_in_an_order_that_tells_of_nobody() -> None:
    said = {"w": [Said("w", text) for text in ("ro", "Arbeid", "lys", "lys")]}
    here = form(asked("w"), asked("old", gone=True), asked("new"), status="closed")
    shown = results_of("participants", here, said, {}, phones=4, paper=0)
    assert shown.results[0].texts == ("Arbeid", "lys", "lys", "ro")
    assert [one.uid for one in shown.results] == ["w", "new"]
    assert [one.uid for one in shown.answered] == ["w"]
    watched = Form({**here, "status": "open"})
    assert results_of("participants", watched, said, {}, phones=4, paper=0).results == ()


def test_a_form_takes_as_many_sheets_as_an_archive_has_room_for() -> None:
    rules.check_room(rules.MOST_SHEETS - 1)
    with pytest.raises(Conflict) as refused:
        rules.check_room(rules.MOST_SHEETS)
    assert refused.value.where == "sheets"
