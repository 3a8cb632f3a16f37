"""What was done with a note that a phone wrote in the silent start, in words. Pure."""

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
    words = {
        "taken": _("laid the note from the tray on the poster"),
        "left": _("set the note from the tray aside"),
    }
    return words.get(after.get("decided", ""), _("took the note back into the tray"))
