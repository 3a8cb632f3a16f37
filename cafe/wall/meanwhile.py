"""What others did since an organiser's page was drawn: it is left as it is, and they are named."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from cafe.core.i18n import _
from cafe.core.text import short
from cafe.errors import Invalid
from cafe.model import Change, Workshop
from cafe.people.queries import name_of

Key = tuple[str, str]
Item = dict[str, Any]
# What an operation of the organiser is about; an order or a dot that changed is no reason to ask
# again.
SUBSTANCE = {
    "late": ("text", "part", "decided", "reason"),
    "asked": ("text", "decided", "reason", "hidden"),
    "note": ("text", "elaborations", "struck", "aside", "in_main"),
}
MOST_NAMED = 5  # one by one; of more only the number


def met(
    tx: Session, workshop: Workshop, seen: int | None, keys: Collection[Key]
) -> dict[Key, Change]:
    """The newest change of each of these things that is no longer what revision `seen` showed.

    None: nothing was shown one by one. Raises Invalid when the café has not come so far.
    """
    if seen is None:
        return {}
    if seen > workshop.revision:
        raise Invalid(_("The page is ahead of the café. Reload it and try again."), where="seen")
    query = select(Change).where(
        Change.workshop_id == workshop.id,
        Change.what.in_(SUBSTANCE),
        Change.key.in_({key for _what, key in keys}),
    )
    newest: dict[Key, Change] = {}
    for change in tx.scalars(query.where(Change.revision > seen).order_by(Change.revision)):
        if (change.what, change.key) in keys:
            newest[change.what, change.key] = change
    if not newest:
        return {}
    then: dict[Key, Item | None] = {}
    for change in tx.scalars(query.where(Change.revision <= seen).order_by(Change.revision)):
        then[change.what, change.key] = change.item
    return {
        key: change
        for key, change in newest.items()
        if _substance(key[0], then.get(key)) != _substance(key[0], change.item)
    }


def _substance(what: str, item: Item | None) -> list[object] | None:
    return None if item is None else [item.get(field) for field in SUBSTANCE[what]]


def in_words(tx: Session, changes: Iterable[Change]) -> str:
    """Who did what, a sentence for each."""
    all_of_them = list(changes)
    lines = [_line(tx, change) for change in all_of_them[:MOST_NAMED]]
    if more := len(all_of_them) - len(lines):
        lines.append(_("And %(count)s more.", count=more))
    return " ".join(lines)


def _line(tx: Session, change: Change) -> str:
    before = select(Change.item).where(
        Change.workshop_id == change.workshop_id,
        Change.what == change.what,
        Change.key == change.key,
        Change.revision < change.revision,
    )
    was = tx.scalars(before.order_by(Change.revision.desc()).limit(1)).first() or {}
    now = change.item or {}
    line = _(
        "%(name)s %(verb)s “%(thing)s” meanwhile.",
        name=name_of(tx, change.by),
        verb=_verb(was, now),
        thing=short(str((now or was).get("text", ""))),
    )
    reason = now.get("reason") or now.get("aside")
    why = _("Reason: %(reason)s", reason=reason)
    return f"{line} {why}" if reason else line


def _verb(was: Item, now: Item) -> str:
    if not now:
        return _("took back")
    if was.get("decided") != now.get("decided"):
        decided = {"taken": _("took in"), "left": _("left out")}
        return decided.get(str(now.get("decided")), _("took back"))
    if was.get("struck", False) != now.get("struck", False):
        return _("struck out") if now.get("struck") else _("brought back")
    if was.get("text") != now.get("text"):
        return _("reworded")
    if was.get("hidden") != now.get("hidden"):
        return _("hid") if now.get("hidden") else _("brought back")
    return _("has set aside") if now.get("aside") else _("changed")
