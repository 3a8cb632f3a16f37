"""The evaluation's forms as the programme opens them, and as a copy of the café has them."""

from cafe.model.database.shapes import Asked, Form
from cafe.plan.programme.evaluation import (
    Forms,
    begun,
    current,
    forms_of,
    not_begun,
    planned_anew,
    stored,
)


def a_form(status: str, *uids: str) -> Form:
    questions = [
        Asked(uid=uid, kind="text", text="Hva?", choices=[], gone=uid == "old") for uid in uids
    ]
    return Form(status=status, questions=questions)


def statuses(forms: Forms) -> dict[str, str]:
    return {audience: form["status"] for audience, form in forms.items()}


def test_what_asks_something_opens_with_its_block() -> None:
    forms = {"participants": a_form("planned", "a"), "hosts": a_form("planned", "old")}
    assert statuses(begun(forms)) == {"participants": "open", "hosts": "planned"}


def test_a_start_by_mistake_closes_what_nobody_has_answered() -> None:
    forms = {"participants": a_form("open", "a"), "hosts": a_form("open", "b")}
    assert statuses(not_begun(forms, {"hosts"})) == {"participants": "closed", "hosts": "open"}
    planned = {"hosts": a_form("planned", "b")}
    assert not_begun(planned, set()) == planned


def test_a_copy_asks_the_same_anew() -> None:
    forms = {"participants": a_form("closed", "a", "old")}
    copy = planned_anew(forms)["participants"]
    assert copy["status"] == "planned"
    [asked] = copy["questions"]
    assert asked["text"] == "Hva?"
    assert asked["uid"] != "a"


def test_forms_come_out_of_a_cafe_as_they_went_in() -> None:
    forms = {"hosts": a_form("open", "b"), "participants": a_form("closed", "a", "old")}
    read = forms_of(stored(forms))
    assert read == forms
    assert list(read) == ["participants", "hosts"]
    assert [one["uid"] for one in current(read["participants"])] == ["a"]
    assert forms_of({}) == {}
