"""The organiser's page: the forms, their questions, and what came in."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.limits import FEW
from cafe.errors import Conflict, Invalid
from cafe.evaluation import actions, rules
from cafe.evaluation.queries import results
from cafe.evaluation.room import room
from cafe.evaluation.shown import waiting_words
from cafe.model import Workshop
from cafe.plan.programme.evaluation import AUDIENCES, current, forms_of
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, form_command, shows
from cafe.web.pages import page
from cafe.web.state import reading

HERE = "/w/{workshop_id}/evaluation"


@room.get("/w/<workshop_id>/evaluation")
@allowed("evaluation.see")
def evaluation_page(who: Who) -> Response:
    """The forms and what was answered."""
    return the_page(who)


def the_page(who: Who, refused: Refused = NOTHING) -> Response:
    """The page, with what was `refused` still in its form."""
    with reading() as db:
        workshop = the_workshop(db, who)
        found = {one.audience: one for one in results(db, workshop)}
        forms = forms_of(workshop.evaluation)
        return page(
            "evaluation/page.html",
            who=who,
            workshop=workshop,
            refused=refused,
            audiences=AUDIENCES,
            forms=forms,
            asked={audience: current(form) for audience, form in forms.items()},
            results=found,
            kinds=rules.kind_names(),
            audience_name=rules.audience_name,
            says=rules.says,
            few=FEW,
            waiting_words=waiting_words,
        )


@room.post("/w/<workshop_id>/evaluation")
@allowed("evaluation.edit")
@form_command(the_page, HERE)
def set_form(tx: Session, who: Who, doer: Doer) -> None:
    """A form is made, opened or closed."""
    done = {"make": actions.make_form, "open": actions.open_form, "close": actions.close_form}
    do = request.form.get("do", "")
    if do not in done:
        raise Invalid(_("Choose one of these: %(known)s.", known=", ".join(done)))
    done[do](tx, workshop=the_workshop(tx, who), audience=typed_audience(), **doer)


@room.post("/w/<workshop_id>/evaluation/questions")
@allowed("evaluation.edit")
@form_command(the_page, HERE)
def set_question(tx: Session, who: Who, doer: Doer) -> None:
    """A question is added, worded, moved or taken out."""
    workshop, uid = the_workshop(tx, who), request.form.get("question", "")
    here: dict[str, Any] = {"workshop": workshop, "audience": typed_audience(), **doer}
    typed: dict[str, Any] = {
        name: request.form.get(name, "") for name in ("kind", "text", "choices")
    }
    match request.form.get("do", ""):
        case "add":
            actions.add_asked(tx, **typed, **here)
        case "word":
            _check_seen(
                workshop,
                uid,
                _("Somebody has changed this meanwhile. Send it again to use yours in its place."),
            )
            actions.word_asked(tx, uid=uid, **typed, **here)
        case "up" | "down" as way:
            actions.move_asked(tx, uid=uid, up=way == "up", **here)
        case "out":
            _check_seen(
                workshop,
                uid,
                _("Somebody has changed this meanwhile. Remove it again if it shall go."),
            )
            actions.take_out_asked(tx, uid=uid, **here)
        case _unknown:
            raise Invalid(_("This cannot be done with a question."))


def typed_audience() -> str:
    """Whose form it is about. Raises Invalid."""
    audience = request.form.get("audience", "")
    if audience not in AUDIENCES:
        raise Invalid(_("There is no such form in this café."), where="audience")
    return audience


def _check_seen(workshop: Workshop, uid: str, words: str) -> None:
    """Raise Conflict in `words` when the question reads otherwise than whoever pressed saw it."""
    forms = forms_of(workshop.evaluation)
    now = [one for form in forms.values() for one in current(form) if one["uid"] == uid]
    if now and not shows(rules.says(now[0])):
        raise Conflict(f"{words} {_('There now: %(words)s', words=now[0]['text'])}", where="was")
