"""What the archive keeps books of: its history with the seal, and whose each printed word is."""

from collections.abc import Iterator
from typing import Any

from cafe.archive.history.check import check_history, counts
from cafe.core.i18n import _, ngettext
from cafe.seal.compare import Comparison, compare
from cafe.verify.checked import Checked
from cafe.verify.pieces import Finding, shown

Archive = dict[str, Any]


def of_history(archive: Archive) -> Checked:
    """The chain, each leaf, the erasures, and each thing beside the last line about it."""
    many, name = counts(archive), _("History")
    seen = ngettext("%(count)s change", "%(count)s changes", many.lines)
    if not many.sealed:
        return Checked(name, seen=f"{seen}, {_('not sealed')}")
    if many.erased:
        seen = f"{seen}, {ngettext('%(count)s erased', '%(count)s erased', many.erased)}"
    found = tuple(Finding(one.place, one.message) for one in check_history(archive))
    return Checked(name, found, seen=seen)


def of_seal(archive: Archive, said: str) -> Checked:
    """Whether the history still has a seal that somebody wrote down or photographed."""
    name = _("The seal that was shown")
    found = compare(archive.get("history", []), said)
    if found.holds:
        return Checked(name, tuple(_broken(found)), seen=_held(found))
    if found.unread:
        words = _("“%(words)s” is no word of a seal", words=shown(found.unread))
        return Checked(name, (Finding("", words),))
    words = _("the history never had it: something is changed, added or gone")
    return Checked(name, (Finding("", words), *_broken(found)))


def _held(found: Comparison) -> str:
    until = _("it stands after change %(number)s, %(at)s", number=found.revision, at=found.at)
    if not found.erased:
        return until
    return f"{until}, {ngettext('%(count)s erased', '%(count)s erased', found.erased)}"


def _broken(found: Comparison) -> Iterator[Finding]:
    if found.broken is not None:
        place = _("change %(number)s", number=found.broken)
        yield Finding(place, _("its words are not those that were sealed"))


def of_words(strange: list[tuple[str, str]], count: int) -> Checked:
    """Whose each word of a sentence is, as it was kept beside as it is found anew."""
    name = _("Whose the words are")
    seen = ngettext("%(count)s sentence", "%(count)s sentences", count)
    return Checked(name, tuple(_otherwise(*one) for one in strange), seen=seen)


def _otherwise(place: str, text: str) -> Finding:
    words = _("whose the words of “%(words)s” are is told otherwise", words=shown(text))
    return Finding(place, words)
