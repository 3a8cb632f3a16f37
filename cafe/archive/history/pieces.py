"""The lines of an archive's history: what each may say, field by field, by the nouns' lists.

A field may be missing, for it may be younger than the line; what every reader counts on is asked
for. A line is kept as it came, so that its leaf holds.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import Field, ValidationError, create_model, model_validator

from cafe.archive.history.kinds import (
    BY,
    LARGEST,
    AgreedRounds,
    Behind,
    Block,
    Cell,
    Count,
    Date,
    Digest,
    Digests,
    EvaluationForm,
    Id,
    Key,
    Letters,
    Lines,
    Milliseconds,
    Moment,
    Part,
    Place,
    Poster,
    Prompt,
    Role,
    Signed,
    Words,
)
from cafe.archive.pieces import (
    LATEST,
    Many,
    NoteId,
    Piece,
)
from cafe.archive.problems import in_words
from cafe.core.i18n import _
from cafe.model.canonical import SEALED, words_of
from cafe.nouns import ASKED, LATE, NOTE, PLANNED, WORKSHOP, Noun

# For each `what` the fields of its items: needed, and those that may be missing.
NEEDED: dict[str, dict[str, Any]] = {
    "workshop": {"title": Words},
    "question": {"number": Count, "text": Words},
    "wording": {
        "id": Id,
        "question": Id,
        "was": Words,
        "text": Words,
        "why": Words,
        "was_parts": Many[Part],
        "parts": Many[Part],
        "corrected": bool,
        "at_ms": Milliseconds,
    },
    "table": {"number": Count, "question": Id},
    "origin": {"uid": NoteId, "question": Id, "name": Words},
    "note": {"id": NoteId, "table": Id, "text": Words, "struck": bool},
    "late": {"id": NoteId, "table": Id, "text": Words},
    "asked": {"id": NoteId, "note": NoteId, "table": Id, "text": Words},
    "dots": {"id": NoteId, "count": Count},
    "phones": {"id": Id, "do": Words, "done": Count, "rest": Count},
    "category": {"question": Id, "heading": Words, "listed": bool, "position": Place},
    "entry": {"category": Id, "text": Words, "position": Place, "sources": Many[Behind]},
    "apart": {"id": Id, "notes": Many[NoteId], "text": Words},
    "opposed": {"id": Id, "notes": Many[NoteId], "text": Words},
    "part": {"id": Id, "question": Id, "letter": Letters, "taken": bool},
    "gathered": {"id": Id, "count": Count, "names": Lines, "to": Words},
    "hung": {"id": Id, "count": Count, "names": Lines, "to": Words},
    "intro": {"text": Words | None},
    "summary": {"text": Words | None},
    "options": {"text": Words},
    "reading": {
        "id": NoteId,
        "draft": Count,
        "closed": bool,
        **dict.fromkeys(("readers", "remarks"), Count),
    },
    "evaluation": {
        "audience": Words,
        **dict.fromkeys(("devices", "paper", "answers"), Count),
        "digest": Digest,
    },
    "remark": {
        **dict.fromkeys(("id", "reading"), NoteId),
        "question": Id,
        "thing": Key,
        **dict.fromkeys(("about", "words", "kind", "text", "outcome", "reason"), Words),
    },
    "ticked": {"state": Words},
    "checklist": {"text": Words},
    "erased": {"kind": Words, "reason": Words, "lines": Many[Count]},
}


def _yes_or_no(noun: Noun) -> dict[str, Any]:
    return {field.name: bool for field in noun.published if field.absent is False}


_WORDED = ("document_title", "language", "commissioner", "starts", "stage", "phones", *PLANNED)
MAYBE: dict[str, dict[str, Any]] = {
    "workshop": {
        **dict.fromkeys(_WORDED, Words),
        "date": Date,
        "signature": Signed | None,
        "prints": Words,
        "abbreviated": list[list[Words]] | None,
        "programme": Many[Block],
        "evaluation": Many[EvaluationForm],
        "timer_ends_ms": Annotated[int, Field(ge=-LATEST, le=LATEST)] | None,
        "paused_ms": Annotated[int, Field(ge=-LATEST, le=LATEST)] | None,
        "rounds": AgreedRounds | None,
        **dict.fromkeys(("round", "dots", "silent"), Count),
        "published": bool,
        **_yes_or_no(WORKSHOP),
    },
    "question": {
        "uid": Id,
        "form": Words,
        "parts": Many[Part],
        "prompts": Many[Prompt],
        "hints": Lines,
    },
    "table": {
        "uid": Id,
        **dict.fromkeys(("cafe_name", "main_statement"), Words | None),
        **dict.fromkeys(("split", "rehearsed", "opened"), bool),
        **dict.fromkeys(("hosts", "tags"), Lines),
        "roles": Many[Role],
        "meeting": Words,
        "posters": Many[Poster],
        "cells": Many[Cell],
    },
    "origin": {"origin_kind": Words, "day": Words, "took_part": Count},
    "note": {
        **dict.fromkeys(("kind", "spot"), Words),
        "part": Letters | None,
        "elaborations": Lines,
        "round": Count,
        **_yes_or_no(NOTE),
        "joined_into": NoteId | None,
        "aside": Words | None,
    },
    "late": {
        **dict.fromkeys(("kind", "decided", "spot"), Words),
        "part": Letters | None,
        "reason": Words | None,
        **_yes_or_no(LATE),
    },
    # How each kept version reads from then on; before that was written down there is none.
    "erased": {"versions": Digests},
    "asked": {
        "answered": Words,
        **dict.fromkeys(("answer", "decided", "reason"), Words | None),
        **_yes_or_no(ASKED),
    },
}
ITEMS: dict[str, type[Piece]] = {
    what: create_model(  # type: ignore[call-overload]
        what,
        __base__=Piece,
        **{name: (kind, None) for name, kind in MAYBE.get(what, {}).items()}
        | {name: (kind, ...) for name, kind in needed.items()},
    )
    for what, needed in NEEDED.items()
}


class Line(Piece):
    """One change. `salt` and `leaf` seal it; `erased`: its words are gone, its leaf stays."""

    n: Annotated[int, Field(ge=1, le=LARGEST)]
    at: Moment
    by: Annotated[str, Field(pattern=BY)]
    act: Id
    undoes: Id | None
    what: Literal[*SEALED]  # type: ignore[valid-type]
    key: Key
    item: dict[str, Any] | None = None
    salt: Annotated[str, Field(pattern="^[0-9a-f]{32}$")] | None = None
    leaf: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = None
    erased: bool = False

    @model_validator(mode="after")
    def _hangs_together(self) -> Self:
        if self.erased:
            if "item" in self.model_fields_set or self.salt is not None:
                raise ValueError(_("is erased, and has words or salt all the same."))
        elif "item" not in self.model_fields_set:
            raise ValueError(_("has neither words nor is it erased."))
        elif (self.salt is None) != (self.leaf is None):
            raise ValueError(_("has a salt without a leaf, or a leaf without a salt."))
        return self


def _numbered(line: Line) -> Iterator[str]:
    """What it calls the questions and places that it is about: here a row's number would be some
    other café's.
    """
    kind = SEALED[line.what]
    named = {"": kind.key, **kind.refs}
    for name, stands_for in named.items():
        value = (line.item or {}).get(name) if name else line.key
        if stands_for in ("question", "place") and isinstance(value, str):
            yield value


def check_lines(lines: list[Line]) -> Iterator[tuple[str, str]]:
    """Every line that cannot be used as (path, what is wrong), in reading order."""
    last = 0
    for at, line in enumerate(lines):
        if line.n <= last:
            yield f"history[{at}].n", _("must be higher than the number before it.")
        last = line.n
        if any(name.isdecimal() for name in _numbered(line)):
            words = _("has a number where the id of a question or table must stand.")
            yield f"history[{at}]", words
        if line.item is None:
            continue
        try:
            ITEMS[line.what].model_validate(line.item)
        except ValidationError as error:
            yield in_words(error, f"history[{at}].item")
            continue
        try:
            words_of(line.model_dump())
        except (UnicodeEncodeError, ValueError):
            yield f"history[{at}].item", _("cannot be used here.")
