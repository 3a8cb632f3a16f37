"""The nouns' fields, each noun's in one list: what is published of it and to whom, and how it is
kept.

From here draw the events (`events.py`) and the snapshot, what each audience may see
(`live/audience.py`), the archive out and in, and the spreadsheet's columns. A field that is not
here is published to nobody; tests name a column that was forgotten.
"""

from collections.abc import Callable
from typing import Any

from cafe.core.i18n import _
from cafe.fields import (
    EVERYBODY,
    HOSTS,
    NULL,
    ORGANISER,
    REQUIRED,
    Field,
    Item,
    Noun,
    cells_of,
    day_of,
    forms_of,
    pairs,
    parts_of,
    printed,
    prompts_of,
    roles_of,
    series_of,
    signature_of,
)

# Made in fields.py, and taken from here.
__all__ = ["EVERYBODY", "HOSTS", "ORGANISER", "REQUIRED", "Field", "Item", "Noun"]


def _as_late(name: str) -> Callable[[Any], Any]:
    return lambda note: note.as_late(name)


# What an organiser says of the gathering itself.
PLANNED = (
    *("name", "network", "ends", "place"),
    *("goal", "purpose", "participants", "background"),
)

# What is told of a block of the programme (plan/programme/rules.py).
BLOCK = ("uid", "kind", "title", "minutes", "pinned", "prompt", "began")

# What is told of a photograph of a paper poster.
PHOTO = ("id", "uid", "alt", "sheet", "parts")

WORKSHOP = Noun(
    "workshop",
    "id",
    (
        Field("id", seen=EVERYBODY),
        Field("title", seen=EVERYBODY, key="title", absent=REQUIRED),
        Field("document_title", seen=ORGANISER, key="document_title", absent=REQUIRED),
        Field("language", seen=EVERYBODY, key="language", absent=REQUIRED),
        Field(
            "date", lambda cafe: cafe.date.isoformat(), seen=EVERYBODY, key="date", absent=REQUIRED
        ),
        Field("intro", key="intro", absent=REQUIRED),
        Field(
            "signature",
            lambda cafe: signature_of(cafe.signature),
            seen=ORGANISER,
            key="signature",
            absent=REQUIRED,
        ),
        Field("commissioner", seen=ORGANISER, key="commissioner"),
        Field("case_number", key="case_number"),
        *(Field(name, seen=ORGANISER, key=name) for name in PLANNED),
        Field("starts", seen=EVERYBODY, key="starts"),  # the programme is reckoned from it
        Field(
            "programme",
            lambda cafe: [{key: one[key] for key in BLOCK} for one in cafe.programme],
            seen=EVERYBODY,
        ),  # the archive has it in its own words (archive/programme.py)
        # The archive has it with what was answered (archive/programme.py).
        Field("evaluation", lambda cafe: forms_of(cafe.evaluation), seen=EVERYBODY),
        Field("stage", seen=EVERYBODY, key="stage", absent="sorting"),
        *(Field(name, seen=EVERYBODY) for name in ("timer_ends_ms", "paused_ms")),
        Field("rounds", seen=EVERYBODY, key="rounds"),
        Field("round", seen=EVERYBODY),
        Field("changing", seen=EVERYBODY, absent=False),
        Field("asks_main", seen=EVERYBODY, absent=False),
        Field("seating", key="seating"),
        Field("dots", seen=EVERYBODY, key="dots"),
        Field("silent", seen=HOSTS, key="silent"),
        Field("dots_hidden", seen=EVERYBODY, key="dots_hidden", absent=False),
        Field("phones", seen=EVERYBODY, key="phones", absent="open"),
        Field("print_elaborations", key="print_elaborations"),
        Field("codes", key="codes", absent=True),
        Field("report_options", key="report_options"),
        Field("abbreviations", key="abbreviations", absent=NULL),
        # What decides how print reads and which words are marked there, for the history.
        Field(
            "prints",
            lambda cafe: printed(cafe.report_options, elaborations=cafe.print_elaborations),
            seen=ORGANISER,
        ),
        Field("abbreviated", lambda cafe: pairs(cafe.abbreviations), seen=ORGANISER),
        Field("series", lambda cafe: series_of(cafe.series), key="series"),
        Field("checklist", key="checklist"),
        Field("letter", key="letter"),
        Field("raw_until", lambda cafe: day_of(cafe.raw_until), key="raw_until"),
        Field("final_until", lambda cafe: day_of(cafe.final_until), key="final_until"),
        Field(
            "published",
            lambda cafe: any(version.shown for version in cafe.versions),
            seen=EVERYBODY,
        ),
    ),
)
QUESTION = Noun(
    "question",
    "id",
    (
        Field("id", seen=EVERYBODY),
        Field("uid", seen=EVERYBODY),  # a block of the programme names it
        Field("number", seen=EVERYBODY, key="number", absent=REQUIRED),
        Field("text", seen=EVERYBODY, key="text", absent=REQUIRED),
        Field("form", seen=EVERYBODY, key="form", absent=REQUIRED),
        Field(
            "parts",
            lambda question: parts_of(question.parts),
            seen=EVERYBODY,
            key="parts",
            absent=REQUIRED,
        ),
        Field("prompts", lambda question: prompts_of(question.prompts), seen=EVERYBODY),
        Field("hints", lambda question: list(question.hints), seen=EVERYBODY, key="hints"),
        Field("summary", key="summary", absent=REQUIRED),
        Field("summary_words", key="summary_words"),
        Field("origin", lambda question: question.came_from, key="origin", absent=""),
    ),
)
TABLE = Noun(
    "table",
    "id",
    (
        Field("id", seen=EVERYBODY),
        Field("uid", seen=HOSTS),  # the history names it, in whichever installation
        Field("number", seen=EVERYBODY, key="number", absent=REQUIRED),
        Field("question", "question_id", seen=EVERYBODY),
        Field("cafe_name", seen=EVERYBODY, key="cafe_name", absent=REQUIRED),
        Field("split", "by_parts", seen=EVERYBODY, key="split", absent=REQUIRED),
        Field("hosts", seen=HOSTS, key="hosts", absent=REQUIRED),
        Field("roles", lambda table: roles_of(table.roles), seen=HOSTS, key="roles"),
        Field("meeting", seen=HOSTS, key="meeting"),
        Field("tags", seen=HOSTS, key="tags"),
        Field("rehearsed", seen=HOSTS, key="rehearsed", absent=False),
        Field("main_statement", seen=EVERYBODY, key="main_statement", absent=REQUIRED),
        Field("opened", lambda table: table.opened_at is not None, seen=HOSTS),
        Field(
            "posters",
            lambda table: [{name: getattr(one, name) for name in PHOTO} for one in table.posters],
            seen=EVERYBODY,
        ),
        Field("cells", lambda table: cells_of(table.cells), seen=HOSTS, key="cells"),
    ),
)
ORIGIN = Noun(
    "origin",
    "id",
    (
        Field("id", seen=ORGANISER),
        Field("uid", seen=ORGANISER, key="id", absent=REQUIRED),
        Field("number", seen=ORGANISER),  # as the origins' order
        Field("question", "question_id", seen=ORGANISER),
        Field("name", seen=ORGANISER, key="name", absent=REQUIRED),
        Field("origin_kind", seen=ORGANISER, key="kind", absent=""),
        *(Field(n, seen=ORGANISER, key=n, absent=no) for n, no in (("day", ""), ("took_part", 0))),
    ),
)
NOTE = Noun(
    "note",
    "uid",
    (
        Field("id", "uid", seen=EVERYBODY, key="id", absent=REQUIRED),
        Field("table", "table_id", seen=EVERYBODY),
        Field("kind", seen=EVERYBODY, key="kind", absent=REQUIRED),
        Field("part", seen=EVERYBODY, key="part", absent=REQUIRED, column=lambda: _("Part")),
        Field(
            "text",
            seen=EVERYBODY,
            key="text",
            absent=REQUIRED,
            done=lambda _now: _("mended the note"),
        ),
        Field(
            "elaborations",
            seen=EVERYBODY,
            key="elaborations",
            done=lambda _now: _("elaborated the note"),
        ),
        Field("struck", seen=EVERYBODY, key="struck", absent=False),
        Field("round", seen=EVERYBODY, key="round", column=lambda: _("Round")),
        Field("paper", seen=EVERYBODY, key="paper", absent=False, column=lambda: _("From paper")),
        Field(
            "spot",
            seen=HOSTS,
            key="spot",
            absent="",
            done=lambda _now: _("marked where the note stands on paper"),
        ),
        Field("joined_into", seen=HOSTS, key="joined_into"),
        Field("in_main", seen=HOSTS, key="in_main", absent=False),
        Field("aside", "aside_reason", seen=HOSTS),  # the archive has these in a list
        Field("gathered", seen=ORGANISER, key="gathered", absent=False),
        Field("erased", seen=EVERYBODY, key="erased", absent=False),
        Field("order", seen=EVERYBODY),  # as the notes' order
    ),
)
LATE = Noun(
    "late",
    "uid",
    (
        Field("id", "uid", HOSTS, key="id", absent=REQUIRED),
        Field("table", "table_id", HOSTS),
        Field("kind", _as_late("kind"), HOSTS, key="kind", absent=REQUIRED),
        Field(
            "part", _as_late("part"), HOSTS, key="part", absent=REQUIRED, column=lambda: _("Part")
        ),
        Field("text", _as_late("text"), HOSTS, key="text", absent=REQUIRED),
        Field("decided", seen=HOSTS, key="decided", absent="waiting"),
        Field("reason", seen=HOSTS, key="reason"),
        Field("paper", seen=HOSTS, key="paper", absent=False, column=lambda: _("From paper")),
        Field("spot", seen=HOSTS, key="spot", absent=""),
        *(Field(name, seen=HOSTS, key=name, absent=False) for name in ("held", "tray")),
        Field("erased", seen=HOSTS, key="erased", absent=False),
    ),
)
ASKED = Noun(
    "asked",
    "uid",
    (
        Field("id", "uid", seen=EVERYBODY, key="id", absent=REQUIRED),
        Field("note", "note.uid", seen=EVERYBODY),
        Field("table", "note.table_id", seen=EVERYBODY),
        Field("text", seen=EVERYBODY, key="text", absent=REQUIRED),
        Field("answered", seen=EVERYBODY, key="answered", absent="no"),
        Field("answer", seen=EVERYBODY, key="answer"),
        Field("decided", seen=ORGANISER, key="decided"),
        Field("reason", seen=ORGANISER, key="reason"),
        Field("shown", seen=EVERYBODY, key="shown", absent=False),
        Field("hidden", seen=EVERYBODY, key="hidden", absent=False),
        Field("erased", seen=EVERYBODY, key="erased", absent=False),
    ),
)
CATEGORY = Noun(
    "category",
    "id",
    (
        Field("id", seen=ORGANISER),
        Field("question", "question_id", ORGANISER),
        Field("heading", seen=ORGANISER, key="heading", absent=REQUIRED),
        Field("listed", seen=ORGANISER, key="listed", absent=REQUIRED),
        Field("position", seen=ORGANISER),  # as the headings' order
    ),
)
ENTRY = Noun(
    "entry",
    "id",
    (
        Field("id", seen=ORGANISER),
        Field("category", "category_id", ORGANISER),
        Field("text", seen=ORGANISER, key="text", absent=REQUIRED),
        Field("position", seen=ORGANISER),  # as the sentences' order
        Field("words", key="words"),
    ),
)
NOUNS = (WORKSHOP, QUESTION, TABLE, ORIGIN, NOTE, LATE, ASKED, CATEGORY, ENTRY)
