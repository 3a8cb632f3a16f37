"""What is done with the evaluation: its forms by organisers, its answers by whoever is asked."""

from cafe.evaluation.actions.answering import answer
from cafe.evaluation.actions.forms import (
    add_asked,
    close_form,
    make_form,
    move_asked,
    open_form,
    take_out_asked,
    word_asked,
)

__all__ = [
    "add_asked",
    "answer",
    "close_form",
    "make_form",
    "move_asked",
    "open_form",
    "take_out_asked",
    "word_asked",
]
