"""The two routes that every live page reads: the whole, and what has changed since."""

from collections.abc import Callable

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import Invalid
from cafe.live.audience import Audience
from cafe.live.snapshot import State, changes_since, state_now, state_of
from cafe.web.access import Who, allowed, the_workshop
from cafe.web.bodies import answer, mark, marked
from cafe.web.limits.numbers import asked_number
from cafe.web.state import cafe, reading


def add_live_routes(
    room: Blueprint, address: str, verb: str, audience: Callable[[Who], Audience]
) -> None:
    """Give `room` the routes `<address>/snapshot` and `<address>/changes?since=N`."""
    name = "_".join((room.name, *address.split("/")[3:]))

    @room.get(f"{address}/snapshot", endpoint=f"snapshot_{name}")
    @allowed(verb)
    def snapshot(who: Who) -> AnyResponse:
        state, packed = _encoded(who, audience(who))
        response = Response(packed, mimetype="application/json")
        response.headers["Content-Encoding"] = "gzip"
        return marked(response, mark(who.workshop_id, state)).make_conditional(request)

    @room.get(f"{address}/changes", endpoint=f"changes_{name}")
    @allowed(verb)
    def changes(who: Who) -> Response:
        since = asked_number("since")
        if since is None:
            raise Invalid(_("Say since which revision: ?since=0."), where="since")
        with reading() as db:
            workshop, known = the_workshop(db, who), request.args.get("mark", "")
            return answer(changes_since(db, workshop, audience(who), since, known))


def _encoded(who: Who, audience: Audience) -> tuple[State, bytes]:
    """The state now, as its number and mark, and its snapshot. Who joins in a crowd costs no more
    than these.
    """
    with reading() as db:
        state = state_of(db, who.workshop_id)
        if state is not None and (
            packed := cafe().snapshots.kept(who.workshop_id, state, audience)
        ):
            return state, packed
        workshop = the_workshop(db, who)
        return state_now(db, workshop), cafe().snapshots.encode(db, workshop, audience)
