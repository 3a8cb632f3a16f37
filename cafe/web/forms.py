"""Forms: on success another page, on failure the same page with the words still in it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Any, TypedDict

from flask import Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from cafe.core.i18n import _
from cafe.errors import CafeError, Invalid
from cafe.model.commands import done_before
from cafe.web.access import Who
from cafe.web.state import writing
from cafe.web.trouble.failures import later

View = Callable[..., AnyResponse]


@dataclass(frozen=True)
class Refused:
    """What was wrong with the form named `form`, and what was typed in it."""

    form: str = ""
    message: str = ""
    where: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)

    def of(self, form: str) -> "Refused | None":
        """This, when it is about `form`."""
        return self if self.message and self.form == form else None

    def value(self, form: str, name: str, now: object = "") -> object:
        """What was typed in field `name` of `form`, else what is there `now`."""
        return self.values.get(name, now) if self.of(form) else now


NOTHING = Refused()


def form(
    again: Callable[..., Response], then: str = ""
) -> Callable[[Callable[..., AnyResponse | None]], View]:
    """Let `view(who, **address)` take a form, and go where it says, or else to `then`.

    `then` has the names in the route's address in braces. What the view refuses is drawn by
    `again(who, refused)`, the page that the form stands on, with what was typed still in it. Where
    anybody may come in there is no `who`.
    """

    def decorate(view: Callable[..., AnyResponse | None]) -> View:
        @wraps(view)
        def taken(*who: Who, **address: Any) -> AnyResponse:
            try:
                to = view(*who, **address)
            except CafeError as error:
                name = request.form.get("form", "")
                page = again(*who, Refused(name, error.message, error.where, typed_again(error)))
                page.status_code = error.status
                return later(page, error)
            return to or redirect(then.format(**(request.view_args or {})), 303)

        return taken

    return decorate


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


def typed_number(name: str) -> int:
    """The whole number in field `name`. Raises Invalid."""
    typed = request.form.get(name, "").strip()
    if not typed.isdecimal() or len(typed) > 6:
        raise Invalid(_("“%(typed)s” is not a number.", typed=typed[:20]), where=name)
    return int(typed)
