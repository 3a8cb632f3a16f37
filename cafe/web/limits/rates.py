"""How often. Counted per link and device or per account; a hall of 150 phones has one address."""

import time

from limits import RateLimitItem, parse
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter, RateLimiter

from cafe.core.i18n import _
from cafe.errors import TooMany
from cafe.web.state import cafe

# Far above what a person does, far below what a script can. Who shares what: web/limits/fair.py.
BUCKETS: dict[str, RateLimitItem] = {
    "link": parse("1200/minute"),  # one device at one link
    # Of one address at one link (crowd.py): 500 phones may join three times, asking 5 things.
    "newcomers": parse("6000/minute"),  # without a cookie
    "reads": parse("15000/minute"),
    "read-right": parse("60/minute"),  # one device's, whatever others ask
    "token": parse("120/minute"),  # one program's
    "pair": parse("40/minute"),  # one phone's notes: two people who talk write four or five
    "pair-day": parse("300/day"),  # all that one phone may write in one café
    "pair-right": parse("10/10minutes"),  # what a known phone may write whatever others do
    "pairs": parse("600/minute"),  # what all known phones write beyond their right
    "tray": parse("300/minute"),  # what all phones at one table put into its tray
    "ask": parse("20/10minutes"),  # one phone's questions at the wall
    "ask-right": parse("5/10minutes"),
    "asks": parse("1500/10minutes"),
    "remark": parse("40/10minutes"),  # one phone's remarks on a draft
    "remark-right": parse("10/10minutes"),
    "remarks": parse("1500/10minutes"),
    "letters": parse("600/day"),  # of one café, and of one account: to hosts, by e-mail
    "forgotten": parse("3/hour"),  # letters with a new password to one address
    "forgotten-browser": parse("10/hour"),  # that one browser asks for
    "follow": parse("600/day"),  # letters to confirm an address, of one café
    "follow-browser": parse("10/hour"),  # that one browser asks for
    "dot": parse("120/minute"),  # one phone's dots, put and taken back
    "dot-right": parse("40/10minutes"),
    "dots": parse("3000/minute"),
    "evaluation": parse("30/10minutes"),  # one device's sheet, sent and corrected
    "evaluation-right": parse("10/10minutes"),
    "evaluations": parse("3000/10minutes"),
    "new": parse("80/10seconds"),  # phones that write for the first time, of one address
    "new-long": parse("600/10minutes"),
    "login": parse("100/hour"),  # wrong passwords for one account, of browsers new to it
    "login-turn": parse("6/minute"),  # tries of such browsers when that is used up
    "factor": parse("30/hour"),  # wrong codes for one account, of browsers new to it
    "oidc": parse("120/minute"),  # codes of one address that the log-in service is asked about
    # Wrong secrets of one device, one place, the whole installation: see web/limits/guesses.py.
    "wrong-code": parse("20/5minutes"),
    "wrong-code-place": parse("2000/day"),  # a whole hall mistyping, many times over
    "wrong-code-all": parse("5000/day"),
    "wrong-token": parse("120/5minutes"),
    "wrong-token-place": parse("3000/hour"),
    "wrong-token-all": parse("20000/hour"),
    "wrong-password": parse("10/5minutes"),
    "wrong-password-place": parse("200/hour"),
    "wrong-password-all": parse("2000/hour"),
    "wrong-factor": parse("10/5minutes"),
    "wrong-factor-place": parse("200/hour"),
    "wrong-factor-all": parse("2000/hour"),
    "turn-place": parse("6/minute"),  # tries of a place that has none of its own left
    "turn": parse("12/minute"),
}


# No burst at the edge of two windows. Each hit is remembered, so not for large numbers.
MOVING = ("new",)


def rate_limit(bucket: str, *key: str, words: str = "", cost: int = 1) -> None:
    """Count `cost` more; raise TooMany, with when to come again, when that is too many."""
    if not has_spent(bucket, *key, cost=cost):
        raise _too_many(bucket, *key, words=words)


def has_spent(bucket: str, *key: str, cost: int = 1) -> bool:
    """Count `cost` more and say True; False when the bucket has not so many."""
    return bool(_limiter(bucket).hit(BUCKETS[bucket], bucket, *key, cost=cost))


def check_left(bucket: str, *key: str) -> None:
    """Raise TooMany when the bucket is empty, without counting."""
    if not _limiter(bucket).test(BUCKETS[bucket], bucket, *key):
        raise _too_many(bucket, *key)


def left(bucket: str, *key: str) -> int:
    """How many more the bucket takes now."""
    return int(_limiter(bucket).get_window_stats(BUCKETS[bucket], bucket, *key).remaining)


def _limiter(bucket: str) -> RateLimiter:
    how = MovingWindowRateLimiter if bucket in MOVING else FixedWindowRateLimiter
    return how(cafe().limits)


def _too_many(bucket: str, *key: str, words: str = "") -> TooMany:
    opens = _limiter(bucket).get_window_stats(BUCKETS[bucket], bucket, *key).reset_time
    words = words or _("Too many tries. Wait a few minutes and try again.")
    return TooMany(words, after=max(0, int(opens - time.time())) + 1)
