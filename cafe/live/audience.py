"""Who may see what of a change or snapshot. Pure: the same rule serves pages, catch-up and news."""

from dataclasses import dataclass
from typing import Any, Literal

Item = dict[str, Any]
_WALL_HIDES = {"table": {"hosts", "opened"}, "note": {"aside", "in_main", "joined_into"}}
_SORTING = ("category", "entry", "apart", "opposed")
_NOT_ON_THE_WALL = (*_SORTING, "late")


@dataclass(frozen=True)
class Audience:
    """The door a listener came by: `v` the wall, `t` one table, `w` the organiser's desk."""

    door: Literal["v", "t", "w"]
    table: int | None = None
    question: int | None = None


WALL = Audience("v")
DESK = Audience("w")


def seen_by(audience: Audience, what: str, item: Item) -> Item | None:
    """`item` as this audience may see it, or None when it may not."""
    if audience.door == "w":
        return item
    if what in _SORTING:
        return None
    if audience.door == "t" and not _of_table(audience, what, item):
        return None
    if audience.door == "v":
        if what in _NOT_ON_THE_WALL:
            return None
        if what == "asked" and (item["hidden"] or not item["shown"]):
            return None
        item = {key: value for key, value in item.items() if key not in _WALL_HIDES.get(what, ())}
        if what == "note" and item["struck"]:
            item |= {"text": "", "elaborations": []}
    return item


def _of_table(audience: Audience, what: str, item: Item) -> bool:
    if what in ("note", "late", "asked"):
        return bool(item["table"] == audience.table)
    if what in ("table", "question"):
        return bool(item["id"] == getattr(audience, what))
    return True


def news_for(audience: Audience, changes: list[Item]) -> list[Item]:
    """The changes this audience may hear of, only the last of each thing.

    What a thing was in between is nobody's news: a note written and struck out while a screen was
    away must not reach the wall with its text. That a thing is gone may be told to anybody.
    """
    last = {(change["what"], change["key"]): change["revision"] for change in changes}
    heard = []
    for change in changes:
        if change["revision"] != last[change["what"], change["key"]]:
            continue
        if change["item"] is None:
            if audience.door == "w" or change["what"] not in _SORTING:
                heard.append(change)
        elif (item := seen_by(audience, change["what"], change["item"])) is not None:
            heard.append({**change, "item": item})
        elif change["what"] == "asked" and audience.door == "v":
            heard.append({**change, "item": None})  # it may have been shown before
    return heard
