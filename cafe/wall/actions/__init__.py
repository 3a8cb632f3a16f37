"""Everything that is done at the wall, and with what phones wrote."""

from cafe.wall.actions.asking import ask, put_dot, set_dots, show_dots, take_dot
from cafe.wall.actions.phones import hide, leave_out, lift_dots, set_phones, strike, take_in
from cafe.wall.actions.phones_undo import undo
from cafe.wall.actions.screen import lift, set_dark, set_hall, show, turn

__all__ = [
    "ask",
    "hide",
    "leave_out",
    "lift",
    "lift_dots",
    "put_dot",
    "set_dark",
    "set_dots",
    "set_hall",
    "set_phones",
    "show",
    "show_dots",
    "strike",
    "take_dot",
    "take_in",
    "turn",
    "undo",
]
