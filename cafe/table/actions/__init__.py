"""Everything that is done at a table."""

from cafe.table.actions.answers import answer, elaborate, hide, show
from cafe.table.actions.hosting import name_hosts, open_page, rehearse
from cafe.table.actions.joins import join_notes, split_note
from cafe.table.actions.late import leave_out, take_all_in, take_in
from cafe.table.actions.notes import (
    add_note,
    edit_note,
    hang_by_parts,
    name_cafe,
    strike_note,
    sum_up,
    write_note,
)
from cafe.table.actions.pairs import reword, say, strike
from cafe.table.actions.paper import (
    add_photo,
    describe_photo,
    mark_note,
    number_anew,
    say_of_cell,
    take_down_photo,
)
from cafe.table.actions.places import move_note

__all__ = [
    "add_note",
    "add_photo",
    "answer",
    "describe_photo",
    "edit_note",
    "elaborate",
    "hang_by_parts",
    "hide",
    "join_notes",
    "leave_out",
    "mark_note",
    "move_note",
    "name_cafe",
    "name_hosts",
    "number_anew",
    "open_page",
    "rehearse",
    "reword",
    "say",
    "say_of_cell",
    "show",
    "split_note",
    "strike",
    "strike_note",
    "sum_up",
    "take_all_in",
    "take_down_photo",
    "take_in",
    "write_note",
]
