"""A café that begins: with nothing, from a template, or as a copy of another one."""

from datetime import date, datetime

from flask import redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _, language
from cafe.errors import Invalid
from cafe.model import Person
from cafe.plan import actions, rules_cafes
from cafe.plan.room import room
from cafe.plan.routes.cafes import the_list
from cafe.plan.shipped import BLANK, SHIPPED
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import Doer, form, typed_operation
from cafe.web.state import cafe, writing


@room.post("/workshops/new")
@allowed("workshops.create")
@form(the_list, at="/workshops")
def create(who: Who) -> AnyResponse:
    """Make a café that has nothing yet, or what a template has, and go to its plan."""
    here, today, chosen = language(), _today(), request.form.get("template", "")
    doer = Doer(by=who.label, operation=typed_operation())
    if chosen and chosen not in SHIPPED:
        raise Invalid(_("There is no such template."), where="template")
    key = cafe().settings.secret_key
    with writing() as tx:
        owner = tx.get_one(Person, who.person_id)
        shape = SHIPPED.get(chosen, BLANK)
        workshop = actions.plan_shipped(
            tx, shipped=shape, language=here, day=today, owner=owner, secret_key=key, **doer
        )
        return redirect(f"/w/{workshop.id}/plan", 303)


@room.post("/w/<workshop_id>/copy")
@allowed("workshop.copy")
@form(the_list, at="/workshops")
def copy(who: Who) -> AnyResponse:
    """The next café, with what is planned in this one; or a template with it."""
    template, hosts = request.form.get("do") == "template", request.form.get("do") == "hosts"
    doer = Doer(by=who.label, operation=typed_operation())
    with writing(who.workshop_id) as tx:
        source = the_workshop(tx, who)
        made = actions.copy_workshop(
            tx,
            source=source,
            day=_today() if source.template else rules_cafes.next_day(source.date, _today()),
            owner=tx.get_one(Person, who.person_id),
            secret_key=cafe().settings.secret_key,
            hosts=hosts,
            template=template,
            **doer,
        )
        to = "/workshops?show=templates" if template else f"/w/{made.id}/plan"
        return redirect(to, 303)


def _today() -> date:
    return datetime.now().astimezone().date()
