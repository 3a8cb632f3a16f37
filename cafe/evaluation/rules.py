"""What a form may ask, and what may be answered. Pure.

An answer never comes to stand under another question: once a form has been seen, a question that
is worded anew is another one, and what was asked before stays with what was answered to it.
"""

import hashlib
import hmac
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cafe.core.i18n import _
from cafe.core.limits import LINE, QUESTION, STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid, NotFound
from cafe.model.database.shapes import Asked, Form
from cafe.plan.programme.evaluation import OPEN, PLANNED, current

KINDS = ("text", "scale", "choice")
STEPS = 5  # of a scale
MOST_QUESTIONS = 20
MOST_CHOICES = 10
MOST_CHANGED = 100  # questions that were once asked, of one form
MOST_SHEETS = 9999  # of one form, from devices, and as many of paper: an archive has no more


@dataclass(frozen=True)
class Said:
    """An answer to one question: `text`, or the `number` of a step or a choice, from 1.

    `key`: what it lies under, where it is to be shown.
    """

    question: str
    text: str = ""
    number: int = 0
    key: str = ""


def audience_name(audience: str) -> str:
    """What the people who are asked are called."""
    return {"participants": _("Participants"), "hosts": _("Table hosts")}[audience]


def kind_names() -> dict[str, str]:
    """Each kind of question by its name on the screen."""
    return {
        "text": _("Answer in words"),
        "scale": _("Scale from 1 to %(most)s", most=STEPS),
        "choice": _("One of several choices"),
    }


def ready(audience: str) -> list[Asked]:
    """The questions that lie ready, in the language spoken now; they are changed as one likes."""
    little, much = _("Not at all"), _("Very much")
    if audience == "hosts":
        return [
            _asked("text", _("What went well at your table?")),
            _asked("text", _("What was difficult?")),
            _asked("text", _("What would have made it easier to be a host?")),
            _asked("scale", _("Did you know what to do as a host?"), little, much),
            _asked("scale", _("Did everybody at your table get a say?"), little, much),
        ]
    return [
        _asked("text", _("What was most important to you?")),
        _asked("text", _("What was good today?")),
        _asked("text", _("What should we do differently next time?")),
        _asked("scale", _("Could you say what you wanted to say?"), little, much),
        _asked("scale", _("Was the day worth your time?"), little, much),
        _asked("choice", _("Would you come again?"), _("Yes"), _("Perhaps"), _("No")),
    ]


def _asked(kind: str, text: str, *choices: str) -> Asked:
    return Asked(uid=str(uuid.uuid4()), kind=kind, text=text, choices=[*choices], gone=False)


def check_asked(kind: str, text: str, choices: str) -> Asked:
    """A new question of what was typed; `choices` one on each line. Raises Invalid."""
    if kind not in KINDS:
        raise Invalid(_("Choose one of the kinds of question."), where="kind")
    words = _clean(text, "text", QUESTION, _("The question"))
    lines = [line for line in choices.splitlines() if line.strip()]
    if kind == "text" and lines:  # the kind was forgotten, or they were: nothing typed goes unsaid
        raise Invalid(
            _(
                "An answer in words has no choices. Choose another kind of answer, or take the "
                "choices away."
            ),
            where="kind",
        )
    named = [_clean(line.strip(), "choices", LINE, _("The choices")) for line in lines]
    if kind == "scale" and len(named) not in (0, 2):
        raise Invalid(
            _("Write what the two ends of the scale mean, each on a line, or leave it empty."),
            where="choices",
        )
    if kind == "choice" and not 2 <= len(set(named)) == len(named) <= MOST_CHOICES:
        raise Invalid(
            _("Write two to %(most)s different choices, each on a line.", most=MOST_CHOICES),
            where="choices",
        )
    return Asked(uid=str(uuid.uuid4()), kind=kind, text=words, choices=named, gone=False)


def _clean(text: str, where: str, limit: int, name: str) -> str:
    """One line as it is kept. Raises Invalid, which says in which field."""
    return clean(text, limit=limit, name=name, lines=False, where=where)


def says(asked: Asked) -> str:
    """All that a question says, as a page tells which one it showed."""
    return "\n".join((asked["kind"], asked["text"], *asked["choices"]))


def added(form: Form, asked: Asked) -> Form:
    """With one more question, the last. Raises Conflict when there are enough."""
    if len(current(form)) >= MOST_QUESTIONS:
        raise Conflict(_("A form has at most %(most)s questions.", most=MOST_QUESTIONS))
    return _with(form, [*_with_room(form), asked])


def worded(form: Form, uid: str, asked: Asked, *, seen: bool) -> Form:
    """The question `uid` is asked as `asked`; has it been `seen`, it stays beside it as it was.

    Raises NotFound; Conflict when too many were changed.
    """
    at, was = _at(form, uid)
    questions = form["questions"]
    if says(was) == says(asked):
        return form
    if not seen:
        new = Asked({**asked, "uid": uid})
        return _with(form, [*questions[:at], new, *questions[at + 1 :]])
    old = Asked({**was, "gone": True})
    return _with(form, [*_with_room(form)[:at], old, asked, *questions[at + 1 :]])


def _with_room(form: Form) -> list[Asked]:
    """All that was ever asked, while one more can be. Raises Conflict: no archive has more."""
    if len(form["questions"]) >= MOST_CHANGED:
        raise Conflict(_("So much has been changed in this form that no more can be."))
    return form["questions"]


def without(form: Form, uid: str, *, seen: bool) -> Form:
    """The question `uid` is asked no more. Raises NotFound."""
    at, was = _at(form, uid)
    kept = [Asked({**was, "gone": True})] if seen else []
    return _with(form, [*form["questions"][:at], *kept, *form["questions"][at + 1 :]])


def moved(form: Form, uid: str, *, up: bool) -> Form:
    """The question `uid` changes places with the one above it, or below. Raises NotFound."""
    _at(form, uid)
    asked = current(form)
    at = next(place for place, one in enumerate(asked) if one["uid"] == uid)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(asked):
        return form
    asked[at], asked[to] = asked[to], asked[at]
    order = iter(asked)
    return _with(form, [one if one["gone"] else next(order) for one in form["questions"]])


def _with(form: Form, questions: list[Asked]) -> Form:
    return Form(status=form["status"], questions=questions)


def _at(form: Form, uid: str) -> tuple[int, Asked]:
    for at, asked in enumerate(form["questions"]):
        if asked["uid"] == uid and not asked["gone"]:
            return at, asked
    raise NotFound(_("This question is no longer in the form."))


def the_form(forms: Mapping[str, Form], audience: str) -> Form:
    """The form of those people. Raises NotFound."""
    if audience not in forms:
        raise NotFound(_("There is no such form in this café."))
    return forms[audience]


def check_opens(form: Form) -> None:
    """Raise Conflict when the form asks nothing."""
    if not current(form):
        raise Conflict(_("The form has no questions. Add one before you open it."))


def check_open(form: Form | None) -> Form:
    """The form, while it can be answered. Raises Conflict."""
    if form is None or form["status"] != OPEN:
        raise Conflict(_("The form is closed. What you wrote stays on this device."), where="stage")
    return form


def was_seen(form: Form, sheets: int) -> bool:
    """Whether somebody may have its questions before them, or has answered."""
    return form["status"] != PLANNED or sheets > 0


def check_said(form: Form, given: Iterable[Said]) -> list[Said]:
    """The answers as they are kept; what says nothing is left out. Raises Invalid."""
    asked = {one["uid"]: one for one in form["questions"]}
    kept: dict[str, Said] = {}
    for said in given:
        if said.question not in asked:
            raise Invalid(_("This question is no longer in the form."), where="answers")
        if answer := _checked(asked[said.question], said):
            kept[said.question] = answer
    return [*kept.values()]


def _checked(asked: Asked, said: Said) -> Said | None:
    if asked["kind"] == "text":
        text = clean(said.text, limit=STATEMENT, name=_("The answer"), empty=True).strip()
        return Said(said.question, text) if text else None
    if said.number == 0:
        return None
    if not 1 <= said.number <= len(names(asked)):
        raise Invalid(_("Choose one of the answers."), where="answers")
    return Said(said.question, number=said.number)


def check_room(sheets: int) -> None:
    """Raise Conflict when so many have answered a form that it takes no more."""
    if sheets >= MOST_SHEETS:
        words = _("Very many have answered this form, and there is room for no more.")
        raise Conflict(words, where="sheets")


def check_says_something(said: Sequence[Said]) -> None:
    """Raise Invalid for a sheet on which nothing is answered."""
    if not said:
        raise Invalid(_("Answer at least one of the questions."), where="answers")


def names(asked: Asked) -> list[str]:
    """What can be chosen, in its order: the steps of a scale with what its ends mean."""
    if asked["kind"] != "scale":
        return asked["choices"]
    steps = [str(step) for step in range(1, STEPS + 1)]
    if asked["choices"]:
        low, high = asked["choices"]
        steps[0], steps[-1] = f"1 – {low}", f"{STEPS} – {high}"
    return steps


@dataclass(frozen=True)
class Device:
    """A device in a café, by its own `name`, of which digests alone are kept.

    So nobody comes from a digest to the device, nor from one digest to another, but who has the
    name: the device itself.
    """

    secret_key: str
    workshop_id: str
    name: str

    def sheet(self, audience: str) -> str:
        """What is kept of it when it has answered the form of these people."""
        return self._digest("sheet", audience)

    def answer(self, question: str) -> str:
        """What its answer to a question lies under while it can be corrected."""
        return self._digest("answer", question)

    def _digest(self, *words: str) -> str:
        said = ":".join(("evaluation", self.workshop_id, *words, self.name)).encode()
        return hmac.new(self.secret_key.encode(), said, hashlib.sha256).hexdigest()
