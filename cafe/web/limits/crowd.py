"""How much one address may ask at one link. A hall has one address; so has who asks without end.

A device has a limit of its own (bucket "link"), which a browser that throws its cookie away never
meets. So those who come without one have a bucket for each link and address, and so has whatever
is asked beyond what a device that has been here for a while always may.
"""

import time

from flask import g, request, session

from cafe.web.addresses import place
from cafe.web.limits.rates import has_spent, rate_limit

SEASONED_SECONDS = 60


def take_turn(link: str, device: str) -> None:
    """One request at `link`. Raises TooMany, with when to come again.

    What a hall asks at most, and what is far below it: BUCKETS in rates.py.
    """
    where = (link, place(request.remote_addr or ""))
    if g.get("newcomer"):
        rate_limit("newcomers", *where)
    elif is_seasoned() and has_spent("read-right", link, device):
        return
    rate_limit("reads", *where)


def is_seasoned() -> bool:
    """Whether this browser has been here for a while: its cookie says since when."""
    return bool(0 < session.get("since", 0) <= time.time() - SEASONED_SECONDS)
