"""The list of what was erased for good or deleted: what an older backup must not bring back.

It lies in the data folder (and beside the scheduled copies) and has no words of anybody: ids, when,
and of words that were cut out where in the history they stood first. A backup that is older has
those words itself, so the same erasure can be done again there (again.py).
"""

import errno
import hashlib
import hmac
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

from cafe.config import Settings
from cafe.core.files import put, read
from cafe.core.text.parsed import parsed

NAME = "erased.jsonl"
Entry = dict[str, Any]


def installation(key: str) -> str:
    """Whose list it is: another installation's numbers mean something else."""
    return hmac.new(key.encode(), b"erased", hashlib.sha256).hexdigest()[:16]


def remember(settings: Settings, what: str, key: str, **more: object) -> None:
    """Write down, on the disk, that `key` is gone; once for each. Raises OSError.

    `what`: "cafe", "raw" (all but final versions), "account", "follower" or "words".
    """
    path = settings.data_dir / NAME
    of = installation(settings.secret_key)
    entry = {"of": of, "what": what, "key": key, **more}
    before = read(path) or b""
    if any({**one, "at": ""} == {**entry, "at": ""} for one in entries_in(before)):
        return
    line = json.dumps({**entry, "at": datetime.now(UTC).isoformat(timespec="seconds")}) + "\n"
    if before and not before.endswith(b"\n"):  # a line that was cut off takes no other along
        line = f"\n{line}"
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        written = os.write(handle, line.encode())  # one write: two processes' lines never mix
        if written < len(line):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(handle)
    finally:
        os.close(handle)
    with suppress(OSError):  # the next scheduled copy takes it along
        beside_copies(settings)


def moment(at: datetime) -> str:
    """When an account was made, alike from either database: its number alone may be another's."""
    return (at.astimezone(UTC).replace(tzinfo=None) if at.tzinfo else at).isoformat()


def beside_copies(settings: Settings) -> None:
    """The list where the scheduled copies lie, if there are any. Raises OSError."""
    contents = read(settings.data_dir / NAME)
    if settings.backup and contents is not None and settings.backup.is_dir():
        put(settings.backup / NAME, contents)


def entries_in(contents: bytes) -> Iterator[Entry]:
    """What was written down in such a list, the oldest first; a line that was cut off is none."""
    for line in contents.splitlines():
        with suppress(ValueError):
            entry = parsed(line)
            if isinstance(entry, dict) and {"of", "what", "key", "at"} <= entry.keys():
                yield entry
