"""What a copy of a café takes along. Pure."""

from collections.abc import Mapping
from typing import Any

from cafe.nouns import PLANNED

# What a copy takes along as it is, by the nouns that it is made of: what was planned.
COPIED: dict[str, tuple[str, ...]] = {
    "workshop": (
        *("document_title", "language", "commissioner", *PLANNED, "starts", "letter"),
        *("rounds", "dots", "dots_hidden", "silent", "codes", "print_elaborations"),
        "abbreviations",
    ),
    "question": ("number", "text", "form", "parts", "hints"),
    "table": ("number", "by_parts", "tags"),
}
# What it does not: what was said, done or sent there; its day and what follows it, which the copy
# has its own of; who the hosts are, which is asked (actions/copies.py). A test asks of each column
# that it is in one of the two: what is new is not copied until somebody has thought of it.
NOT_COPIED: dict[str, frozenset[str]] = {
    "workshop": frozenset(
        {
            *(
                "id",
                "created_at",
                "revision",
                "seal",
                "seals",
                "stage",
                "binned",
                "template",
                "series",
                "series_id",
                "listed",
            ),
            *("title", "date", "signature", "intro", "seating", "checklist"),
            *("timer_ends_ms", "paused_ms", "talk_began_ms", "round", "changing", "asks_main"),
            "screen",
            *("raw_until", "final_until", "raw_gone", "reminded", "reminded_on", "case_number"),
            "privacy",  # a copy is of its owner's organisation
            *("organisation_id", "closed_to_organisation"),  # those of whoever makes the copy
            "evaluation",  # with questions of its own, and not opened (actions/copies.py)
            "programme",  # with the copy's own questions, and not begun (actions/copies.py)
            *("phones", "report_options"),  # without what was of that day alone (below)
        }
    ),
    "question": frozenset(
        {"id", "uid", "origin", "workshop_id", "summary", "summary_words", "prompts"}
    ),
    "table": frozenset(
        {
            *("id", "workshop_id", "question_id", "cafe_name", "main_statement", "opened_at"),
            *("meeting", "hosts", "roles", "rehearsed"),
            "cells",  # of that day's sheets
            # what an origin is, which no copy has
            *("kind", "name", "origin_kind", "day", "took_part"),
            "uid",  # its own
        }
    ),
}


def phones_anew(phones: str) -> str:
    """What phones write in another café: whoever paused them did so for that day."""
    return "open" if phones == "paused" else phones


def options_anew(options: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """What the document of another café has beside its plain form: it is whole, and no extract."""
    return {name: value for name, value in (options or {}).items() if name != "only"} or None
