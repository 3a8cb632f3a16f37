"""Forms: on success another page, on failure the same page with the words still in it."""

import re
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypedDict

from flask import Response, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import CafeError, Conflict, Invalid
from cafe.model.commands import done_before
from cafe.web.access import Who
from cafe.web.limits.numbers import MOST
from cafe.web.state import writing
from cafe.web.trouble.failures import later, respond

View = Callable[..., AnyResponse]
TAKEN = "kafe-taken"
KEPT = re.compile(r"[0-9a-f]{8}")
MOST_TAKEN = 20
SAID = b'id="problem"'  # templates/web/parts.html: problem_box


@dataclass(frozen=True)
class Refused:
    """What was wrong with the form named `form`, and what was typed in it.

    `at` is the address of the page that the form stands on, which the form's own does not show.
    """

    form: str = ""
    message: str = ""
    where: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    at: str = ""

    def of(self, form: str) -> "Refused | None":
        """This, when it is about `form`."""
        return self if self.message and self.form == form else None

    def but(self, *forms: str) -> "Refused | None":
        """This, when it is about none of `forms`, which say it where they stand."""
        return self if self.message and self.form not in forms else None

    def wrong(self, form: str, name: str) -> bool:
        """Whether it is field `name` of `form` that was wrong."""
        return self.of(form) is not None and self.where == name

    def value(self, form: str, name: str, now: object = "") -> object:
        """What was typed in field `name` of `form`, else what is there `now`."""
        return self.values.get(name, now) if self.of(form) else now


NOTHING = Refused()


def form(
    again: Callable[..., Response], then: str = "", at: str = ""
) -> Callable[[Callable[..., AnyResponse | None]], View]:
    """Let `view(who, **address)` take a form, and go where it says, or else to `then`.

    `then` has the names in the route's address in braces. What the view refuses is drawn by
    `again(who, refused)`, the page that the form stands on, with what was typed still in it; its
    address is `at`, or else `then`. Where anybody may come in there is no `who`.
    """
    stands_on = (at or then).partition("#")[0]

    def decorate(view: Callable[..., AnyResponse | None]) -> View:
        @wraps(view)
        def taken(*who: Who, **address: Any) -> AnyResponse:
            try:
                to = view(*who, **address)
            except CafeError as error:
                name, here = request.form.get("form", ""), stands_on.format(**_names())
                typed = typed_again(error)
                page = again(*who, Refused(name, error.message, error.where, typed, here))
                if SAID not in page.get_data():  # its form is no longer there
                    return respond(error)
                page.status_code = error.status
                return later(page, error)
            return acknowledged(to or redirect(then.format(**_names()), 303))

        taken.stands_on = stands_on  # type: ignore[attr-defined]  # trouble/failures.py reads it
        return taken

    return decorate


def acknowledged(response: AnyResponse) -> AnyResponse:
    """The answer to a form that was taken: the browser may forget what was typed in it.

    It keeps that under a name it sends along (static/js/forms), and gets back in a cookie it reads.
    """
    name = request.form.get("kept", "")
    if KEPT.fullmatch(name):
        before = [one for one in request.cookies.get(TAKEN, "").split(".") if KEPT.fullmatch(one)]
        names = ".".join([*before, name][-MOST_TAKEN:])
        secure = current_app.config["SESSION_COOKIE_SECURE"]
        response.set_cookie(TAKEN, names, max_age=600, secure=secure, samesite="Lax")
    return response


def _names() -> Mapping[str, Any]:
    return request.view_args or {}


class Doer(TypedDict):
    """What every action asks of whoever does it: its label, and the operation's id."""

    by: str
    operation: str


def form_command(
    again: Callable[[Who, Refused], Response], then: str
) -> Callable[[Callable[..., None]], View]:
    """As `form`, for `view(tx, who, doer, **address)`: in one transaction on `who`'s workshop.

    A form that was sent twice is done once.
    """

    def decorate(view: Callable[..., None]) -> View:
        @form(again, then)
        @wraps(view)
        def once(who: Who, **address: Any) -> None:
            doer = Doer(by=who.label, operation=typed_operation())
            with writing(who.workshop_id) as tx:
                if not done_before(tx, who.workshop_id, doer["operation"]):
                    view(tx, who, doer, **address)

        return once

    return decorate


def typed_again(error: CafeError) -> Mapping[str, str]:
    """What the form comes back with: what was typed, without a character that cannot be shown."""
    if error.mended is None:
        return request.form
    bad, good = error.typed, error.mended
    return {name: typed.replace(bad, good) for name, typed in request.form.items()}


def typed_operation() -> str:
    """The operation id from the form, so that a form sent twice is done once."""
    typed = request.form.get("act", "")
    return typed if 8 <= len(typed) <= 36 else str(uuid.uuid4())


def shows(now: object) -> bool:
    """Whether the form was drawn when it was as `now`; one that does not say is taken for it."""
    was = request.form.get("was")
    return was is None or was.split() == str(now).split()


@contextmanager
def check_seen(now: Callable[[], object], said: Callable[[], str] | None = None) -> Iterator[None]:
    """Raise Conflict when the block writes over what is `now`, and the form's `was` is another.

    Somebody saved it in a tab beside. The page is drawn again with what was typed, and with what is
    there now (or how that is `said`) as what was seen: sent once more it is meant. What is there
    already, as when the press came twice, is no conflict. What else is refused is told after this:
    its page would show what is there now as seen. The block's transaction ends by the error.
    """
    there = str(now())
    seen, words = shows(there), (said() if said else "") or there or "–"
    try:
        yield
    except CafeError:
        if seen:
            raise
    else:
        if seen or str(now()).split() == there.split():
            return
    changed = _("Somebody has changed this meanwhile. Send it again to use yours in its place.")
    raise Conflict(f"{changed} {_('There now: %(words)s', words=words)}", where="was")


def typed_number(name: str) -> int:
    """The whole number in field `name`. Raises Invalid."""
    return whole_number(request.form.get(name, ""), where=name)


def whole_number(text: str, *, where: str) -> int:
    """The whole number that `text` is, none larger than an id can be. Raises Invalid."""
    typed = text.strip()
    if not typed.isdecimal() or len(typed) > 10 or int(typed) > MOST:
        raise Invalid(_("“%(typed)s” is not a number.", typed=typed[:20]), where=where)
    return int(typed)
