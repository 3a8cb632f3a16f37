"""How long a café is kept: its page, the form of its owners, and what all its pages say before."""

from typing import Any

from flask import Response, request
from sqlalchemy.orm import Session

from cafe.core.clock import today
from cafe.model import Workshop
from cafe.plan.retention import queries, rules
from cafe.plan.retention.actions import set_dates
from cafe.plan.room import room
from cafe.plan.routes.workshops import plan_page
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.forms import NOTHING, Doer, Refused, check_seen, form_command
from cafe.web.pages import page
from cafe.web.state import reading

HERE = "/w/{workshop_id}/keeping"


@room.app_context_processor
def reminders() -> dict[str, Any]:
    """What any page of a café says of its dates (templates/base.html)."""
    return {"keeping_notice": queries.notice_of, "raw_until": _raw_until}


def _raw_until(workshop: Any) -> Any:
    return rules.raw_until(queries.dates_of(workshop))


@room.get("/w/<workshop_id>/keeping")
@allowed("kept.see")
def keeping(who: Who) -> Response:
    """Until when what is kept, what goes, and what is handed over first."""
    return keeping_page(who)


def keeping_page(who: Who, refused: Refused = NOTHING) -> Response:
    """Draw it, with what was wrong in its form."""
    with reading() as db:
        workshop = the_workshop(db, who)
        return page(
            "plan/keeping/page.html", workshop=workshop, refused=refused, notice=rules.NOTICE
        )


def _again(who: Who, refused: Refused) -> Response:
    """The page that the form stood on: the plan, where the date is asked for, or this one."""
    return (plan_page if request.form.get("form") == "raw" else keeping_page)(who, refused)


@room.post("/w/<workshop_id>/keeping")
@allowed("retention.edit")
@form_command(_again, HERE)
def keep_until(tx: Session, who: Who, doer: Doer) -> None:
    """Other dates, and the archive's case number; what a form does not have stays."""
    workshop = the_workshop(tx, who)
    typed = {name: request.form.get(name, value) for name, value in _now(workshop).items()}
    with check_seen(lambda: "/".join(_now(workshop).values())):
        set_dates(
            tx,
            workshop=workshop,
            raw=typed["raw_until"],
            final=typed["final_until"],
            case_number=typed["case_number"],
            day=today(),
            by=doer["by"],
        )


def _now(workshop: Workshop) -> dict[str, str]:
    return {
        "raw_until": workshop.raw_until.isoformat() if workshop.raw_until else "",
        "final_until": workshop.final_until.isoformat() if workshop.final_until else "",
        "case_number": workshop.case_number,
    }
