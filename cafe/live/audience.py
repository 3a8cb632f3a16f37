"""Who may see what of a change or snapshot. Pure: one rule for snapshot, catch-up and events.

It is a list of what may be seen, not of what may not: a field that is not placed here is seen by
nobody, and a test names it.
"""

from dataclasses import dataclass
from typing import Any, Literal

from cafe.nouns import BLOCK, EVERYBODY, NOUNS, PHOTO, Item
from cafe.nouns import ORGANISER as ORGANISER_ALONE

AudienceKind = Literal["v", "p", "t", "w"]

# For each kind of thing the audiences that see each field (nouns.py); beside the nouns what is
# told of several things.
_PLACED: dict[str, dict[str, str]] = {
    noun.what: {field.name: field.seen for field in noun.published} for noun in NOUNS
}
_PLACED["entry"]["sources"] = ORGANISER_ALONE
_PLACED["dots"] = dict.fromkeys(("id", "count"), EVERYBODY)
_PLACED["counts"] = dict.fromkeys(("id", "counts"), EVERYBODY)
_PLACED["opposed"] = _PLACED["apart"] = dict.fromkeys(("id", "notes", "text"), ORGANISER_ALONE)
_PLACED["part"] = dict.fromkeys(("id", "question", "letter", "taken"), ORGANISER_ALONE)
_PLACED["phones"] = dict.fromkeys(("id", "do", "done", "rest", "met"), ORGANISER_ALONE)
_PLACED["gathered"] = dict.fromkeys(("id", "count", "names", "to"), ORGANISER_ALONE)
_PLACED["hung"] = _PLACED["gathered"]
_WORDING = ("id", "question", "was", "was_parts", "text", "parts", "why", "corrected", "at_ms")
_PLACED["wording"] = dict.fromkeys(_WORDING, EVERYBODY)
_SCREEN = frozenset({"id", "show", "table", "note", "turn", "far", "high", "dark"})
_PLACED["screen"] = dict.fromkeys(_SCREEN, ORGANISER_ALONE)
_PLACED["cut"] = dict.fromkeys(("id", "things"), EVERYBODY)
# What is inside a field, for whoever sees the field.
INSIDE: dict[str, frozenset[str]] = {
    "rounds": frozenset({"count", "minutes", "change"}),
    "programme": frozenset(BLOCK),
    "evaluation": frozenset({"audience", "status", "questions"}),
    "parts": frozenset({"letter", "text"}),
    "prompts": frozenset({"letter", "at_ms"}),
    "was_parts": frozenset({"letter", "text"}),
    "posters": frozenset(PHOTO),
    "signature": frozenset({"name", "position", "month"}),
    "roles": frozenset({"host", "role"}),
    "cells": frozenset({"cell", "said"}),
    "sources": frozenset({"note", "absorbed"}),
    "things": frozenset({"what", "key"}),
    "counts": frozenset({"id", "count"}),
}


def _fields_of(kind: AudienceKind) -> dict[str, frozenset[str]]:
    seen = {
        what: frozenset(field for field, kinds in placed.items() if kind in kinds)
        for what, placed in _PLACED.items()
    }
    return {what: fields for what, fields in seen.items() if fields}


# Worked out once: it is asked for each note and each audience.
FIELDS: dict[AudienceKind, dict[str, frozenset[str]]] = {
    "v": _fields_of("v"),
    "p": {**_fields_of("v"), "screen": _SCREEN},
    "t": _fields_of("t"),
    "w": _fields_of("w"),
}

NESTED = {what: fields & INSIDE.keys() for what, fields in FIELDS["w"].items()}

OWN = FIELDS["v"]["note"] | {"decided", "held", "reason"}
OWN_QUESTION = FIELDS["v"]["asked"] - {"hidden"} | {"decided"}


@dataclass(frozen=True)
class Audience:
    """Who listens: `v` the wall, `p` a page of the wall that knows what the big screen shows, `t`
    one table, `w` the organiser's board.

    `dots`: how many each note has is shown now. Nobody but the organiser is told otherwise.
    """

    kind: AudienceKind
    table: int | None = None
    question: int | None = None
    dots: bool = False


WALL = Audience("v")
BIG_SCREEN = Audience("p")
AT_THE_WALL = ("v", "p")
# What is said to the big screen often, one press of the remote after the other, and to few.
PRESSED = "screen"
ORGANISER = Audience("w")
DOTS = ("dots", "counts")  # what tells how many


def seen_by(audience: Audience, what: str, item: Item) -> Item | None:
    """`item` as this audience may see it, or None when it may not. `item` itself stays as it is."""
    fields = FIELDS[audience.kind].get(what)
    if fields is None or (audience.kind == "t" and not _of_table(audience, what, item)):
        return None
    if audience.kind != "w" and (_is_kept_back(what, item) or _is_hidden(audience, what)):
        return None
    if audience.kind in AT_THE_WALL and what == "asked" and (item["hidden"] or not item["shown"]):
        return None
    if not item.keys() <= fields:
        item = {key: value for key, value in item.items() if key in fields}
    if NESTED[what] and (nested := NESTED[what] & item.keys()):
        item = item | {field: _inside(field, item[field]) for field in nested}
    if audience.kind in AT_THE_WALL and what == "note" and item["struck"]:
        item = item | {"text": "", "elaborations": []}
    if audience.kind == "t" and what == "late" and item.get("decided") == "recalled":
        item = item | {"text": ""}
    return item


def own_note(item: Item) -> Item:
    """A note as the phone that wrote it sees it: as the wall does, and its words when struck."""
    return {key: value for key, value in item.items() if key in OWN}


def own_question(item: Item) -> Item:
    """A question as the phone that asked it sees it: without whether it is hidden."""
    return {key: value for key, value in item.items() if key in OWN_QUESTION}


def _inside(field: str, value: Any) -> Any:
    allowed = INSIDE[field]
    if value is None:
        return None
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if key in allowed}
    return [{key: each for key, each in one.items() if key in allowed} for one in value]


def _is_kept_back(what: str, item: Item) -> bool:
    """The organiser's alone: what a phone wrote and waits, or was left out; what was gathered."""
    if what == "late":
        return bool(item.get("held"))
    if what == "note":
        return bool(item.get("gathered"))
    return what == "asked" and item.get("decided") in ("waiting", "left")


def _is_hidden(audience: Audience, what: str) -> bool:
    return what in DOTS and not audience.dots


def _of_table(audience: Audience, what: str, item: Item) -> bool:
    if what in ("note", "late", "asked"):
        return bool(item["table"] == audience.table)
    if what == "wording":
        return bool(item["question"] == audience.question)
    if what in ("table", "question"):
        return bool(item["id"] == getattr(audience, what))
    return True


def events_for(audience: Audience, changes: list[Item]) -> list[Item]:
    """The changes this audience may hear of, only the last of each thing.

    What a thing was in between is sent to nobody: a note written and struck out while a screen was
    away must not reach the wall with its text. That a thing is gone may be told to whoever sees
    such things.
    """
    last = {(change["what"], change["key"]): change["revision"] for change in changes}
    heard = []
    for change in changes:
        if change["revision"] != last[change["what"], change["key"]]:
            continue
        if change["item"] is None:
            if change["what"] in FIELDS[audience.kind]:
                heard.append(change)
        elif (item := seen_by(audience, change["what"], change["item"])) is not None:
            heard.append({**change, "item": item})
        elif change["what"] == "asked" and _may_have_shown(audience, change["item"]):
            heard.append({**change, "item": None})
    return heard


def hears_presses(audience: Audience) -> bool:
    """Whether the remote's presses are for it. Who does not is sent nothing of them; its next
    message spans them.
    """
    return PRESSED in FIELDS[audience.kind]


def _may_have_shown(audience: Audience, item: Item) -> bool:
    return audience.kind in AT_THE_WALL or _of_table(audience, "asked", item)
