"""Everything an organiser does before and during the café."""

from cafe.plan.actions.questions import add_question, edit_question, move_question, remove_question
from cafe.plan.actions.rounds import (
    add_minute,
    agree_rounds,
    ask_main,
    begin_round,
    change_tables,
    set_timer,
)
from cafe.plan.actions.seating import add_person, keep_seating, remove_seating
from cafe.plan.actions.tables import add_table, edit_table, lay_tables, remove_table
from cafe.plan.actions.workshops import (
    add_organiser,
    create_workshop,
    delete_workshop,
    describe_workshop,
    move_stage,
)

__all__ = [
    "add_minute",
    "add_organiser",
    "add_person",
    "add_question",
    "add_table",
    "agree_rounds",
    "ask_main",
    "begin_round",
    "change_tables",
    "create_workshop",
    "delete_workshop",
    "describe_workshop",
    "edit_question",
    "edit_table",
    "keep_seating",
    "lay_tables",
    "move_question",
    "move_stage",
    "remove_question",
    "remove_seating",
    "remove_table",
    "set_timer",
]
