"""How much one job may take, and how many there may be at once."""

from typing import NamedTuple

from cafe.core.i18n import _

MB = 1024 * 1024
# Under way at once, those that wait for their turn too: each is a process of some megabytes.
PER_CAFE, PER_PERSON, ALTOGETHER = 3, 4, 10
# What one café's ended jobs may leave lying for their hour.
MOST_KEPT = 20


class Bounds(NamedTuple):
    """`memory` in bytes, `seconds` from its turn on; in one `lane` one works at a time.

    `nice`: how far it stands back behind everything else (nice(2)).
    """

    memory: int
    seconds: int
    lane: str
    nice: int


# The zip of 10,000 notes and 200 posters, every format in one process, takes 1.6 GB.
FILES = Bounds(2000 * MB, 15 * 60, "turn", 10)
# By the command that does it (cli.py). A café that comes or goes waits for nobody's long document.
KINDS: dict[str, Bounds] = {
    "export": FILES,
    "keep": FILES,
    # Short, and asked for by whoever reads: it waits for nobody's long document.
    "extract": Bounds(1500 * MB, 5 * 60, "turn-extract", 10),
    "import": Bounds(1000 * MB, 15 * 60, "turn-in", 5),
    # A person waits for it, and it is read in a second: not behind a large café.
    "table": Bounds(400 * MB, 60, "turn-table", 5),
    "letterhead": Bounds(500 * MB, 60, "turn-in", 5),
    "demo": Bounds(800 * MB, 10 * 60, "turn-in", 5),
    # Each letter waits for another machine; all of a café's take some minutes.
    "letters": Bounds(300 * MB, 30 * 60, "turn-mail", 5),
    "account-letters": Bounds(300 * MB, 5 * 60, "turn-mail", 5),
    "followup-letters": Bounds(300 * MB, 30 * 60, "turn-mail", 5),
    # Each message waits for another machine, for ten seconds at most; several go at once.
    "webhooks": Bounds(300 * MB, 5 * 60, "turn-hooks", 5),
    # One at a time, each with every kept version made anew.
    "erase-words": Bounds(1500 * MB, 30 * 60, "turn-erasing", 0),
    "backup": Bounds(600 * MB, 2 * 60 * 60, "turn-backup", 10),
    "erase": Bounds(300 * MB, 60 * 60, "turn-out", 5),
}


def too_much_memory(kind: str, name: str) -> str:
    """What is said of a job that wanted more memory than it may have; `name` is the file's."""
    most = KINDS[kind].memory // MB
    return f"{_('“%(name)s” needs more than %(most)s MB of memory.', name=name, most=most)} " + (
        way_out(kind)
    )


def too_long(kind: str, name: str) -> str:
    """What is said of a job that took longer than it may."""
    most = KINDS[kind].seconds // 60
    words = _("“%(name)s” was stopped after %(most)s minutes.", name=name, most=most)
    return f"{words} {way_out(kind)}"


def way_out(kind: str) -> str:
    """What a person can do about it."""
    words = {
        "import": _("Have whoever runs this café bring it in by the command line (import)."),
        "letterhead": _("Take the text and pictures out of it, and send it again."),
        "table": _(
            "Take pictures and other sheets out of it, or save it as CSV, and send it again."
        ),
        "letters": _("What is not sent yet can be sent again."),
        "webhooks": _("What is not sent yet is sent again by itself."),
        "backup": _("It is tried again within the hour."),
        "erase": _("The rest goes by itself later."),
        "erase-words": _("Nothing was changed; try again."),
        "demo": _("Try again when less is going on."),
    }
    other = _("Choose fewer questions for the document, or take it as Markdown or CSV.")
    return words.get(kind, other)
