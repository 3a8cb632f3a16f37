"""How phones share what one café takes from all of them. Never by address alone: a hall has one.

A phone is known once the café has acknowledged something it wrote: the mark lies in its signed
cookie, so it outlives a restart and is the same in every process. A known phone has a right of its
own that nobody else can use up; only beyond it do the phones share. A phone that writes for the
first time comes in at a bounded rate for each address, and one that came some time ago does not
stand in the same queue as one that has just been made. What this cannot do: SECURITY.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from flask import request, session

from cafe.core.i18n import _
from cafe.web.addresses import place
from cafe.web.device_cookies import device
from cafe.web.limits.crowd import is_seasoned
from cafe.web.limits.rates import has_spent, rate_limit

Kind = Literal["pair", "ask", "dot", "remark", "evaluation"]
MOST_KNOWN = 20  # cafés that a phone is known in: its cookie must stay small


@contextmanager
def fair_turn(kind: Kind, workshop_id: str) -> Iterator[None]:
    """One write from this phone; when it went well, the phone is known in this café.

    Raises TooMany, with when to come again. Enter it before the transaction.
    """
    known = workshop_id in session.get("known", ())
    _limit_own(kind, workshop_id)
    if not known:
        _come_in(workshop_id)
    elif not has_spent(f"{kind}-right", workshop_id, device()):
        rate_limit(f"{kind}s", workshop_id)
    yield
    if not known:
        session["known"] = [*session.get("known", ()), workshop_id][-MOST_KNOWN:]


def _come_in(workshop_id: str) -> None:
    age = "seasoned" if is_seasoned() else "fresh"
    queue = (workshop_id, place(request.remote_addr or ""), age)
    words = _("Many phones come in just now. Try again in a moment.")
    rate_limit("new", *queue, words=words)
    rate_limit("new-long", *queue, words=words)


def _limit_own(kind: Kind, workshop_id: str) -> None:
    rate_limit(kind, workshop_id, device())
    if kind == "pair":
        rate_limit("pair-day", workshop_id, device())
