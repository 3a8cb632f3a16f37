"""What was done with a note that came late or lay in its table's tray, in words. Pure."""

from collections.abc import Mapping
from typing import Any

from cafe.core.i18n import _

Item = Mapping[str, Any]


def of_tray(before: Item | None, after: Item | None) -> str:
    """One change of a note that lay in its table's tray."""
    if after is None:
        return _("took the note out")
    if before is None:
        return _("wrote a note into the tray")
    if before.get("decided") == after.get("decided"):
        return _("mended the note")
    if before.get("decided") == "recalled":
        return _("put the own note back into the tray")
    words = {
        "taken": _("laid the note from the tray on the poster"),
        "left": _("set the note from the tray aside"),
        "recalled": _("took back the own note from the tray"),
    }
    return words.get(after.get("decided", ""), _("took the note back into the tray"))


def of_late(_what: str, before: Item | None, after: Item | None) -> str:
    """One change of a note that is told as late."""
    if (after or before or {}).get("tray"):
        return of_tray(before, after)
    if after is None or before is None:
        return _("kept the note, it came late") if before is None else _("took the note out")
    if before.get("decided") != after.get("decided"):
        taken = after.get("decided") == "taken"
        return _("took in, it came late") if taken else _("left the note out")
    return _("mended the note")
