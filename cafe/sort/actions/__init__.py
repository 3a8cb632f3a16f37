"""Everything an organiser can do while sorting. All can be undone; no note's own text is touched.

Each action takes keywords only, `by` is the actor's label and `operation` the operation's id; all
refuse with Conflict unless the workshop is in the stage "sorting".
"""

from cafe.sort.actions.aside import set_aside, take_back, use_in_main
from cafe.sort.actions.entries import add_own_entry, move_entry, place_note, reword_entry, unplace
from cafe.sort.actions.headings import (
    add_category,
    list_category,
    move_category,
    remove_category,
    rename_category,
)
from cafe.sort.actions.joins import absorb_note, join_entries, join_note, split_entry
from cafe.sort.actions.parts import refuse_part, take_part
from cafe.sort.actions.same import place_all, take_same
from cafe.sort.history.undo import redo, undo
from cafe.sort.pairs import not_opposed, not_same, oppose

__all__ = [
    "absorb_note",
    "add_category",
    "add_own_entry",
    "join_entries",
    "join_note",
    "list_category",
    "move_category",
    "move_entry",
    "not_opposed",
    "not_same",
    "oppose",
    "place_all",
    "place_note",
    "redo",
    "refuse_part",
    "remove_category",
    "rename_category",
    "reword_entry",
    "set_aside",
    "split_entry",
    "take_back",
    "take_part",
    "take_same",
    "undo",
    "unplace",
    "use_in_main",
]
