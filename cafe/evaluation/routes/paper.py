"""Paper is welcome: what stands on a sheet is typed off, sheet by sheet."""

from urllib.parse import quote

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.evaluation import actions, rules
from cafe.evaluation.queries import own_sheet, sheets_of
from cafe.evaluation.room import room
from cafe.evaluation.routes.planning import typed_audience
from cafe.evaluation.rules import Device, Said
from cafe.plan.programme.evaluation import AUDIENCES, current, forms_of
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Refused, form, typed_operation
from cafe.web.pages import page
from cafe.web.state import cafe, reading, writing

FIELD = "answer-"  # and the question's uid
LONGEST_NAME = 36


@room.get("/w/<workshop_id>/evaluation/paper")
@allowed("evaluation.edit")
def paper_page(who: Who) -> Response:
    """An empty sheet (`?of=hosts`: theirs); with `?change=` one that was typed here before."""
    return _sheet(who)


def _sheet(who: Who, refused: Refused = NOTHING) -> Response:
    audience = request.form.get("audience") or request.args.get("of", AUDIENCES[0])
    changed = request.form.get("sheet") or request.args.get("change", "")
    with reading() as db:
        workshop = the_workshop(db, who)
        form = forms_of(workshop.evaluation).get(audience)
        own = own_sheet(db, workshop, audience, _paper(who, changed))
        return page(
            "evaluation/paper.html",
            who=who,
            workshop=workshop,
            audience=audience if form else "",
            asked=current(form) if form else [],
            names=rules.names,
            sheet=changed,
            own=own,
            values=_values(own["answers"], refused),
            refused=refused,
            typed=request.args.get("typed", ""),
            on_paper=sheets_of(db, workshop.id, audience)[1],
            audience_name=rules.audience_name,
        )


def _paper(who: Who, name: str) -> Device:
    """A sheet of paper is a device of its own, which the organiser's page has the name of."""
    return Device(cafe().settings.secret_key, who.workshop_id, f"paper:{name}")


def _values(answers: list[dict[str, object]], refused: Refused) -> dict[str, str]:
    """What stands in each field: what was typed, else what the sheet says."""
    said = {str(one["question"]): str(one["text"] or one["number"]) for one in answers}
    typed = {name.removeprefix(FIELD): text for name, text in refused.values.items()}
    return {**said, **typed}


@room.post("/w/<workshop_id>/evaluation/paper")
@allowed("evaluation.edit")
@form(_sheet, "/w/{workshop_id}/evaluation/paper")
def type_sheet(who: Who) -> AnyResponse:
    """A sheet as it stands on paper; typed once more it is the same sheet."""
    name, audience = request.form.get("sheet", ""), typed_audience()
    if not 8 <= len(name) <= LONGEST_NAME:
        raise Invalid(_("Open the page again: the form does not say which sheet this is."))
    with writing(who.workshop_id) as tx:
        workshop = the_workshop(tx, who)
        actions.answer(
            tx,
            workshop=workshop,
            audience=audience,
            device=_paper(who, name),
            given=_typed(),
            was=request.form.get("was", ""),
            operation=typed_operation(),
            paper=True,
        )
    here = f"/w/{who.workshop_id}/evaluation/paper?of={audience}&typed={quote(name)}"
    return redirect(here, 303)


def _typed() -> list[Said]:
    """What stands in each field: its words, and its number, of which the question takes one."""
    fields = ((name, text) for name, text in request.form.items() if name.startswith(FIELD))
    return [
        Said(name.removeprefix(FIELD), text, int(text) if text.isdecimal() and len(text) < 3 else 0)
        for name, text in fields
    ]
