"""Waiting for a job without holding anything, and leading whoever asked to where it is followed."""

import re
import time
from dataclasses import asdict, dataclass

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.errors import CafeError, Conflict
from cafe.jobs.status import JobStatus, status_of
from cafe.web.access import Who
from cafe.web.bodies import answer
from cafe.web.pages import page
from cafe.web.state import cafe
from cafe.web.trouble.failures import wants_json

PATIENCE = 30.0  # seconds
LOOK_SECONDS = 0.1
# RFC 7240: how long whoever asks wants to be kept waiting.
PREFER = re.compile(r"\bwait=(\d{1,3})\b")


def waited(scope: str, id: str, refused: type[CafeError] = Conflict) -> JobStatus:
    """How the job stands when it has ended, or when half a minute (or `Prefer: wait=`) is over.

    Nothing is held meanwhile: no transaction, no session of the database. Raises `refused`, in the
    job's own words, when it has failed or was cancelled.
    """
    asked = PREFER.search(request.headers.get("Prefer", ""))
    until = time.monotonic() + min(PATIENCE, float(asked[1]) if asked else PATIENCE)
    while (now := status_of(cafe().settings, scope, id)).under_way and time.monotonic() < until:
        time.sleep(LOOK_SECONDS)
    if now.state in ("failed", "cancelled"):
        raise refused(now.words)
    return now


def scope_of(who: Who) -> str:
    """Where a person's own jobs lie: those that belong to no café, or to one that is going."""
    return f"person-{who.person_id}"


def to_follow(id: str) -> AnyResponse:
    """To where a person's job is followed; scripts hear 202 and the address."""
    at = f"/jobs/{id}"
    if not wants_json():
        return redirect(at, 303)
    response = answer({"id": id, "address": at}, 202)
    response.headers["Location"] = at
    return response


def item(id: str, now: JobStatus) -> dict[str, object]:
    """A job as scripts hear of it."""
    return {"id": id, **now._asdict()}


def answer_status(id: str, now: JobStatus, **more: object) -> Response:
    """How a job stands, for a script: 202 while there is something to wait for."""
    return answer({**item(id, now), **more}, 202 if now.under_way else 200)


@dataclass(frozen=True)
class JobPage:
    """Where a job is followed: `at` tells scripts, `then` is what it leads to when it is done (a
    `file` to fetch, or a page), `back` is for whoever does not wait. `name` is what is made."""

    name: str
    at: str
    then: str
    back: str
    back_words: str
    file: bool = False


def followed(id: str, now: JobStatus, to: JobPage) -> Response:
    """202: what was asked for goes on. Scripts get its address, people a page that follows it."""
    if wants_json():
        response = answer_status(id, now, address=to.at)
    else:
        response = page("web/job.html", 202 if now.under_way else 200, now=now, **asdict(to))
    response.headers["Location"] = to.at
    return response
