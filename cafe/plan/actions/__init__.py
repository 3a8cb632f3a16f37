"""Everything an organiser does before and during the café."""

from cafe.plan.actions.bin import (
    due_in_bin,
    leave,
    look_in_bin,
    put_away,
    put_in_bin,
    take_back,
)
from cafe.plan.actions.copies import copy_workshop
from cafe.plan.actions.facts import set_fact
from cafe.plan.actions.hosts import set_hosts, set_meeting, set_tags
from cafe.plan.actions.programme import (
    add_block,
    begin_block,
    place_block,
    remove_block,
    replace_programme,
    set_block,
    set_rounds,
    take_back_start,
)
from cafe.plan.actions.questions import (
    add_question,
    place_question,
    remove_question,
    reword_question,
    set_form,
    set_parts,
)
from cafe.plan.actions.rounds import (
    add_minute,
    agree_rounds,
    ask_main,
    begin_round,
    change_tables,
    hold_clock,
    open_all_prompts,
    open_prompt,
    set_hints,
    set_timer,
)
from cafe.plan.actions.seating import add_person, keep_seating, remove_seating
from cafe.plan.actions.series import new_series, put_in_series
from cafe.plan.actions.shipped import plan_shipped
from cafe.plan.actions.tables import (
    add_table,
    lay_tables,
    number_again,
    number_table,
    number_tables,
    remove_table,
    set_count,
)
from cafe.plan.actions.workshops import (
    create_workshop,
    delete_workshop,
    move_stage,
)

__all__ = [
    "add_block",
    "add_minute",
    "add_person",
    "add_question",
    "add_table",
    "agree_rounds",
    "ask_main",
    "begin_block",
    "begin_round",
    "change_tables",
    "copy_workshop",
    "create_workshop",
    "delete_workshop",
    "due_in_bin",
    "hold_clock",
    "keep_seating",
    "lay_tables",
    "leave",
    "look_in_bin",
    "move_stage",
    "new_series",
    "number_again",
    "number_table",
    "number_tables",
    "open_all_prompts",
    "open_prompt",
    "place_block",
    "place_question",
    "plan_shipped",
    "put_away",
    "put_in_bin",
    "put_in_series",
    "remove_block",
    "remove_question",
    "remove_seating",
    "remove_table",
    "replace_programme",
    "reword_question",
    "set_block",
    "set_count",
    "set_fact",
    "set_form",
    "set_hints",
    "set_hosts",
    "set_meeting",
    "set_parts",
    "set_rounds",
    "set_tags",
    "set_timer",
    "take_back",
    "take_back_start",
]
