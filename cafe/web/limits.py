"""How often. Counted per link and device or per account; a hall of 150 phones has one address."""

from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter

from cafe.errors import TooMany
from cafe.texts import _
from cafe.web.state import cafe

# Far above what hands do, far below what a script can.
BUCKETS: dict[str, RateLimitItem] = {
    "link": parse("1200/minute"),  # one device at one link
    "pair": parse("40/minute"),  # one phone's notes: two people who talk write four or five
    "pair-day": parse("300/day"),  # all that one phone may write in one café
    "pairs": parse("1200/minute"),  # a whole hall at once, or a script with a new cookie each time
    "ask": parse("20/10minutes"),  # one phone's questions at the wall
    "asks": parse("3000/10minutes"),  # the whole wall's, or a script with a new cookie each time
    "dot": parse("120/minute"),  # one phone's dots, put and taken back
    "dots": parse("6000/minute"),  # the whole wall's
    "login": parse("10/5minutes"),  # wrong passwords for one account
    "login-place": parse("200/5minutes"),  # wrong passwords from one place, all accounts
    "code": parse("20/5minutes"),  # wrong codes from one device
    "code-place": parse("400/10minutes"),  # wrong codes from one place: a whole hall mistyping
}


def spend(bucket: str, *key: str) -> None:
    """Count one more; raise TooMany when the bucket is empty."""
    if not FixedWindowRateLimiter(cafe().limits).hit(BUCKETS[bucket], bucket, *key):
        raise _too_many()


def check_left(bucket: str, *key: str) -> None:
    """Raise TooMany when the bucket is empty, without counting."""
    if not FixedWindowRateLimiter(cafe().limits).test(BUCKETS[bucket], bucket, *key):
        raise _too_many()


def _too_many() -> TooMany:
    return TooMany(_("Too many tries. Wait a few minutes and try again."))
