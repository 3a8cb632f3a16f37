"""The one place where wrong secrets are counted: codes, links, passwords, whatever is tried.

Whoever compares a secret calls `wrong` when it does not fit, and `try_allowed` before it lets
anybody in by a secret short enough to be guessed. Places are addresses (`addresses.place`), counted
for each kind apart. Long secrets (160 bits) are only counted: a right one always opens. What
refusing them costs is bounded all the same: very many are answered in turn (`pace.py`).

**What a short code withstands.** Without help from the address, nobody can tell a phone with the
right code from a script that was lucky, so each place has tries of its own, and the installation's
bucket takes none from anybody: when it is empty, places that have made some wrong tries themselves
wait for a turn, and wrong answers come two seconds later. A link that was opened from a place
before (300 phones, one address) opens there whatever the others mistype: it tells a script nothing
that it could not have had from the neighbour.

What is left to a script, of 24^6 = 191,102,976 codes, a day:
    one address      2,000 + 6 turns a minute                               10,640   0.12 a second
    a thousand       5,000 + 1,000 x 10 + 12 turns a minute                 32,280   0.37 a second
    however many     5,000 + 65,536 x 10 + 12 turns a minute               677,640   7.8  a second
Mean time to the first of N living codes, 191,102,976 / N / tries a day:
    one café, 16 codes:         3.1 years, 1.0 year, 18 days
    100 cafés, 1,600 codes:      11 days,   3.7 days, 4.2 hours
"""

import hashlib
import logging
import time
from typing import Literal

from cafe.core.i18n import _
from cafe.errors import TooMany
from cafe.web.limits.rates import BUCKETS, check_left, has_spent, left, rate_limit
from cafe.web.state import cafe

Kind = Literal[
    "code",
    "link",
    "invitation",
    "shared",
    "series",
    "setup",
    "password",
    "factor",
    "socket",
    "token",
    "account",
    "follower",
]
SHORT = ("code", "password", "factor")
WAIT_SECONDS = 2.0
FEW = 10  # wrong tries a place always has, however many others are wrong
SLOTS = 65_536  # what is counted of places while very many are wrong: memory and guesses end there
MOST_OPENED = 10_000

log = logging.getLogger("cafe")


def try_allowed(kind: Kind, *, place: str, device: str = "", known: bool = False) -> None:
    """Whether a secret may be tried now, or let somebody in. Raises TooMany, with when it may.

    Refused is a `device` by its own wrong tries alone. `known`: whoever tries has been in before by
    this way (`was_opened`, an account's own device), so that nobody else's wrong tries count. Ask
    before the secret is compared where comparing is dear (a password), else after: the answer
    must be the same whether it is right or not.
    """
    if device:
        check_left(_bucket(kind), kind, device)
    if known or _has_tries(kind, place):
        return
    rate_limit("turn-place", kind, place)
    rate_limit("turn", kind)


def wrong(kind: Kind, *, place: str, device: str = "") -> None:
    """Count a wrong secret; then the caller says that it is wrong. Never inside a transaction.

    Returns up to two seconds later when the whole installation sees too many, and for long secrets
    when very many are tried at once. Raises TooMany when too many wait already, or when this device
    or place has tried too many long secrets.
    """
    bucket = _bucket(kind)
    fine = kind in SHORT or cafe().pace.wait(most=WAIT_SECONDS)
    fine = (not device or has_spent(bucket, kind, device)) and fine
    fine = has_spent(f"{bucket}-place", kind, _counted_as(kind, place)) and fine
    if not fine and kind not in SHORT:
        raise _many()
    if has_spent(f"{bucket}-all", kind):
        if not left(f"{bucket}-all", kind):
            log.warning("very many wrong tries: %s. They are answered slowly from now on", kind)
        return
    _wait()


def counted(kind: Kind, place: str) -> int:
    """How many wrong tries of this kind are counted at this place now."""
    bucket = f"{_bucket(kind)}-place"
    return BUCKETS[bucket].amount - left(bucket, kind, _counted_as(kind, place))


def opened(place: str, way_in: str) -> None:
    """Somebody has come in by `way_in` from this place. The last are known, in memory alone."""
    known = cafe().opened
    known[place, way_in] = None
    known.move_to_end((place, way_in))
    if len(known) > MOST_OPENED:
        known.popitem(last=False)


def was_opened(place: str, way_in: str) -> bool:
    """Whether somebody at this place has come in by `way_in` lately."""
    return (place, way_in) in cafe().opened


def _bucket(kind: Kind) -> str:
    return f"wrong-{kind}" if kind in SHORT else "wrong-token"


def _has_tries(kind: Kind, place: str) -> bool:
    most = FEW if _alarmed(kind) else BUCKETS[f"{_bucket(kind)}-place"].amount
    return counted(kind, place) < most


def _alarmed(kind: Kind) -> bool:
    return not left(f"{_bucket(kind)}-all", kind)


def _counted_as(kind: Kind, place: str) -> str:
    """A place by itself, or one of many slots while a flood may come from any number of places."""
    if not _alarmed(kind):
        return place
    return f"slot:{int.from_bytes(hashlib.sha256(place.encode()).digest()[:8]) % SLOTS}"


def _wait() -> None:
    """A green sleep, for a bounded number at once: nobody else waits for it."""
    turn = cafe().waiting
    if not turn.acquire(blocking=False):
        raise _many()
    try:
        time.sleep(WAIT_SECONDS)
    finally:
        turn.release()


def _many() -> TooMany:
    return TooMany(_("Too many tries. Wait a few minutes and try again."))
