"""What is written down about trouble: where it happened, never who asked, by which link, or words.

The log goes to standard error. A fault is written in full when it is first seen, and counted
afterwards; all of it together may not grow faster than a disk can bear.
"""

import hashlib
import logging
import re
import sqlite3
import sys
import threading
import time
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

FULL_AGAIN_SECONDS = 3600.0  # a fault that is counted is told in full once an hour
COUNT_SECONDS = 60.0
MOST_KNOWN = 500  # faults that are counted at a time
# What may be written at once, and what comes to it each second: some 6 MB in a day.
ROOM_BYTES, BYTES_PER_SECOND = 512 * 1024, 64
LONGEST_LINE, MOST_READ = 400, 1000

Raised = tuple[type[BaseException], BaseException, TracebackType | None]

# A token in an address gives access, and any long word may be one: both are masked.
_KEY = re.compile(r"(/(?:[tvdhsf]|silent|join|reset)/)[^/\s]+|[\w-]{32,}")


def is_watched() -> bool:
    """Whether a person reads what is printed. A file keeps it: no link belongs there."""
    return sys.stdout.isatty()


def masked(words: str) -> str:
    """`words` on one line, without tokens and names of persons."""
    part = words if len(words) <= MOST_READ else words[:MOST_READ].rpartition(" ")[0]
    plain = "".join(letter if letter.isprintable() else " " for letter in part)
    return " ".join(map(_word, plain.split(" ")))[:LONGEST_LINE]


def _word(word: str) -> str:
    if "@" in word:
        return "…@…"
    return _KEY.sub(lambda found: f"{found[1] or ''}…", word.partition("?")[0])


def described(error: BaseException) -> str:
    """What kind of error: its name, and its words only where nobody's typing can be in them."""
    name = type(error).__qualname__
    inner = getattr(error, "orig", None)  # SQLAlchemy's, about a database's own
    if isinstance(inner, BaseException):
        return f"{name}: {described(inner)}"
    if isinstance(error, sqlite3.Error):
        return f"{name}: {masked(str(error))}"
    if state := getattr(error, "sqlstate", None):  # PostgreSQL's words quote what was sent
        return f"{name}: SQLSTATE {state}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name}: {error.strerror}"
    return name


def trace(error: BaseException) -> str:
    """Where `error` was raised, with what led to it. An error's own words may hold what was typed
    (pydantic, Python's KeyError), so they are left out.
    """
    written, seen = [], set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        places = traceback.format_tb(at.__traceback__)
        written.append("".join(places) + described(at))
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)
    return "\n— raised while handling:\n".join(written)


def number_of(error: BaseException) -> str:
    """A number for this fault, the same whenever it happens: it finds the place in the log."""
    return hashlib.sha256(trace(error).encode()).hexdigest()[:8]


def written(record: logging.LogRecord) -> str:
    """`record` as a line without secrets; below it, where an error was raised."""
    when = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(record.created))
    line = f"{when} {record.levelname} {record.name} {masked(record.getMessage())}"
    raised = record.exc_info and record.exc_info[1]
    return f"{line}\n{trace(raised)}" if raised else line


class Held(logging.StreamHandler[Any]):
    """Writes what is new and counts what is not, within the room there is."""

    def __init__(self, stream: Any = None, clock: Callable[[], float] = time.monotonic) -> None:
        """Write to `stream` (standard error); `clock` tells seconds."""
        super().__init__(stream)
        self._clock = clock
        self._room, self._filled = float(ROOM_BYTES), clock()
        self._dropped = 0
        # For each fault: told in full, last spoken of, counted since.
        self._known: dict[str, tuple[float, float, int]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record`, or count it."""
        key, now = _key(record), self._clock()
        full, spoken, count = self._known.pop(key, (None, now, 0))
        if full is None or now - full >= FULL_AGAIN_SECONDS:
            self._known[key] = (now, now, 0)
            self._write(written(record), now)
        elif now - spoken >= COUNT_SECONDS:
            self._known[key] = (full, now, 0)
            self._write(f"{masked(key)}: {count + 1} more in {now - spoken:.0f} s", now)
        else:
            self._known[key] = (full, spoken, count + 1)
        while len(self._known) > MOST_KNOWN:
            self._known.pop(next(iter(self._known)))

    def _write(self, words: str, now: float) -> None:
        self._room = min(ROOM_BYTES, self._room + (now - self._filled) * BYTES_PER_SECOND)
        self._filled = now
        if self._dropped:
            words = f"({self._dropped} left out: the log grew too fast)\n{words}"
        size = len(words.encode(errors="replace")) + 1
        if size > self._room:
            self._dropped += 1
            return
        self._room, self._dropped = self._room - size, 0
        try:
            self.stream.write(words + "\n")
            self.flush()
        except (OSError, ValueError):  # a full disk, or nobody reads any more: nowhere to say it
            self._dropped += 1


def _key(record: logging.LogRecord) -> str:
    if record.exc_info and record.exc_info[1]:
        return f"failure {number_of(record.exc_info[1])}"
    return f"{record.levelname} {record.name} {record.msg}"


def set_up() -> None:
    """All logs of this process go one way, and what breaks where nobody catches it too."""
    root = logging.getLogger()
    root.handlers[:] = [Held()]
    root.setLevel(logging.WARNING)
    # werkzeug, in `threading`: every visitor's address and link, and errors in their own words.
    logging.getLogger("werkzeug").setLevel(logging.CRITICAL)
    sys.excepthook = _uncaught
    threading.excepthook = lambda args: _uncaught(*args[:3])
    sys.unraisablehook = lambda args: _uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _uncaught(kind: Any, error: Any, at: Any) -> None:
    if isinstance(error, Exception):
        logging.getLogger("cafe").error("nobody caught this", exc_info=(kind, error, at))
    elif not isinstance(error, KeyboardInterrupt):
        sys.__excepthook__(kind, error, at)


def log_green_threads() -> None:
    """eventlet prints what breaks in its threads in its own words: it is logged here too."""
    from eventlet import greenpool, hubs, wsgi

    hub = hubs.get_hub()

    def broken(fileno: int, raised: Raised) -> None:
        _uncaught(*raised)
        hub.remove_descriptor(fileno)

    hub.squelch_exception = broken
    hub.squelch_timer_exception = lambda _timer, raised: _uncaught(*raised)
    hub.squelch_generic_exception = lambda raised: _uncaught(*raised)
    # A connection that broke off; what our routes raise is caught before it comes so far.
    greenpool.DEBUG = False
    # What is no request is quoted there, with the address it came from.
    wsgi.HttpProtocol.log_message = lambda *_words: None
