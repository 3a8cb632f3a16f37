"""Everything that is done at the wall, and with what phones wrote."""

from cafe.wall.actions.asking import ask, put_dot, set_dots, take_dot
from cafe.wall.actions.phones import hide, leave_out, lift_dots, set_phones, strike, take_in
from cafe.wall.actions.phones_undo import undo

__all__ = [
    "ask",
    "hide",
    "leave_out",
    "lift_dots",
    "put_dot",
    "set_dots",
    "set_phones",
    "strike",
    "take_dot",
    "take_in",
    "undo",
]
