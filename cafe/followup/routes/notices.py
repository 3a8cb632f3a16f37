"""What is due, told on an organiser's own pages: on each of a café's, and in the list of cafés."""

from typing import Any

from flask import g

from cafe.core.clock import today
from cafe.followup.due import Due
from cafe.followup.queries import DueAt, came_of_it, due_lately
from cafe.followup.room import room
from cafe.model import Workshop
from cafe.web.access import logged_in
from cafe.web.pages import may
from cafe.web.state import reading

ANSWERED = ("sorting", "finished")  # before the document is there, nothing can be due


@room.app_context_processor
def notices() -> dict[str, Any]:
    """What any page may say of it (templates/base.html, plan/workshops.html)."""
    return {"followup_due": _of_cafe, "followup_due_everywhere": _of_mine}


def _of_cafe(workshop: Workshop) -> list[Due]:
    """What is due in this café, for who can answer it."""
    if not may("followup.edit") or workshop.stage not in ANSWERED:
        return []
    if "followup_due" not in g:
        with reading() as db:
            g.followup_due = came_of_it(db, workshop.id).due(today())
    found: list[Due] = g.followup_due
    return found


def _of_mine() -> list[DueAt]:
    """What is due in the cafés of who is logged in: what is past its day, or was just asked."""
    me = logged_in()
    if me is None:
        return []
    with reading() as db:
        return due_lately(db, today(), me)
