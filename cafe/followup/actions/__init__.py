"""What is done about what comes of it."""

from cafe.followup.actions.answers import answer, correct
from cafe.followup.actions.contacts import invite_contacts, send_again, tell_of_list
from cafe.followup.actions.following import confirm, follow, forget, join, let_go
from cafe.followup.actions.letters import queue_due

__all__ = [
    "answer",
    "confirm",
    "correct",
    "follow",
    "forget",
    "invite_contacts",
    "join",
    "let_go",
    "queue_due",
    "send_again",
    "tell_of_list",
]
