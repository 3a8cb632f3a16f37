"""What was done with a question, in words. Pure."""

from collections.abc import Mapping
from typing import Any

from cafe.core.i18n import _

Item = Mapping[str, Any]


def of_question(what: str, before: Item | None, after: Item | None) -> str:
    """One change of a question."""
    if before is None or after is None:
        return _("wrote the question") if before is None else _("removed the question")
    if _changed(before, after, "text", "parts"):
        return _("reworded the question")
    if part := opened(what, before, after):
        return _("opened prompt %(letter)s:", letter=part["letter"])
    if before.get("prompts") and not after.get("prompts"):
        return _("opened all prompts of the question")
    if before.get("hints", []) != after.get("hints", []):
        return _("wrote how pairs go about the question")
    return _("moved the question") if _changed(before, after, "number") else _("set the question")


def opened(what: str, before: Item | None, after: Item | None) -> Item | None:
    """The part that an organiser opened for pairs by this change; its text is what was opened."""
    if what != "question" or before is None or after is None:
        return None
    was = {one["letter"] for one in before.get("prompts", ())}
    new = {one["letter"] for one in after.get("prompts", ())} - was
    return next((part for part in after.get("parts", ()) if part["letter"] in new), None)


def _changed(before: Item, after: Item, *fields: str) -> bool:
    return any(before.get(name) != after.get(name) for name in fields)
