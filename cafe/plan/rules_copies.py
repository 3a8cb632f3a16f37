"""What a copy of a café takes along, by the lists of what is kept of each noun. Pure."""

from cafe.nouns import QUESTION, TABLE, WORKSHOP, Noun

# What a copy of a café does not take along as it is, by the nouns that it is made of: what was
# said, done or sent there; its day and what follows it, which the copy has its own of; who the
# hosts are, which is asked (actions/copies.py). All else that is kept is copied, also what is new;
# a test asks of each column that it is one or the other.
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
        }
    ),
    "question": frozenset({"id", "uid", "origin", "workshop_id", "summary", "prompts"}),
    "table": frozenset(
        {
            *("id", "workshop_id", "question_id", "cafe_name", "main_statement", "opened_at"),
            *("meeting", "hosts", "roles", "rehearsed"),
            # what an origin is, which no copy has
            *("kind", "name", "origin_kind", "day", "took_part"),
            "uid",  # its own
        }
    ),
}


def copied(noun: Noun) -> tuple[str, ...]:
    """The row's attributes that a copy takes along as they are."""
    left = NOT_COPIED[noun.what]
    return tuple(field.attribute for field in noun.kept if field.attribute not in left)


COPIED = {noun.what: copied(noun) for noun in (WORKSHOP, QUESTION, TABLE)}
