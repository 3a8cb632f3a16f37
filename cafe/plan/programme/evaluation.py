"""The evaluation's forms as they are planned and opened. Pure.

A café has at most two, kept with it by who is asked: {"participants": form, "hosts": form}.
"""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from cafe.model.database.shapes import Asked, Form

AUDIENCES = ("participants", "hosts")
PLANNED, OPEN, CLOSED = "planned", "open", "closed"


Forms = dict[str, Form]


def forms_of(kept: Mapping[str, Any]) -> Forms:
    """The forms as a café keeps them, to be changed: copies, in the order of AUDIENCES."""
    return {
        audience: Form(
            status=kept[audience]["status"],
            questions=[
                Asked(
                    uid=one["uid"],
                    kind=one["kind"],
                    text=one["text"],
                    choices=[*one["choices"]],
                    gone=one["gone"],
                )
                for one in kept[audience]["questions"]
            ],
        )
        for audience in AUDIENCES
        if audience in kept
    }


def stored(forms: Forms) -> dict[str, Any]:
    """The forms as a café keeps them."""
    return {audience: {**form} for audience, form in forms.items()}


def with_status(forms: Forms, audience: str, status: str) -> Forms:
    """The same, and that form has this status."""
    return {**forms, audience: Form(status=status, questions=forms[audience]["questions"])}


def current(form: Form) -> list[Asked]:
    """What is asked now."""
    return [asked for asked in form["questions"] if not asked["gone"]]


def begun(forms: Forms) -> Forms:
    """The programme has come to the evaluation: each form that asks something opens."""
    for audience, form in [*forms.items()]:
        if current(form):
            forms = with_status(forms, audience, OPEN)
    return forms


def not_begun(forms: Forms, answered: Collection[str]) -> Forms:
    """It was begun by mistake: what was opened closes, unless somebody has `answered` already.

    It is not planned once more: phones have seen its questions.
    """
    for audience, form in [*forms.items()]:
        if form["status"] == OPEN and audience not in answered:
            forms = with_status(forms, audience, CLOSED)
    return forms


def planned_anew(forms: Forms) -> Forms:
    """The same questions for another café, not opened: each is another one there."""
    return {
        audience: Form(
            status=PLANNED,
            questions=[Asked({**asked, "uid": str(uuid.uuid4())}) for asked in current(form)],
        )
        for audience, form in forms.items()
    }
