"""Where two archives differ, as a path: `questions[0].tables[1].notes[4].text`. Pure."""

import json
from typing import Any

from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.verify.compare import changed_words
from cafe.verify.pieces import shown


def first_difference(should: Any, written: bytes) -> tuple[str, str]:
    """The path of the first thing that is otherwise in the JSON `written`, and how."""
    try:
        says = parsed(written)
    except ValueError:
        return "", _("cannot be read")
    if says == should:
        return "", _("says the same, but is not written as a café writes it")
    return _first(should, says, "")


def _first(should: Any, says: Any, path: str) -> tuple[str, str]:
    if isinstance(should, dict) and isinstance(says, dict):
        for key in [*should, *(key for key in says if key not in should)]:
            if should.get(key) != says.get(key):
                return _first(should.get(key), says.get(key), f"{path}.{key}".lstrip("."))
    if isinstance(should, list) and isinstance(says, list):
        for at in range(max(len(should), len(says))):
            one, other = (values[at] if at < len(values) else None for values in (should, says))
            if one != other:
                return _first(one, other, f"{path}[{at}]")
    was, now = (
        json.dumps(v, ensure_ascii=False) if not isinstance(v, str) else v for v in (should, says)
    )
    before, after = changed_words(was, now) if was != now else (shown(was), shown(now))
    return path, _("“%(was)s” is now “%(now)s”", was=before, now=after)
