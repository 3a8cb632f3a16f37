"""Forms: on success another page, on failure the same page with the words still in it."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import redirect, request
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from cafe.core.i18n import _
from cafe.errors import CafeError, Invalid
from cafe.model.commands import done_before
from cafe.web.access import Who
from cafe.web.state import writing


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


def submit(work: Callable[[], object], then: str, again: Callable[[Refused], Response]) -> Response:
    """Do `work`; go to `then` when it went well, else draw the page `again` with what was wrong."""
    try:
        work()
    except CafeError as error:
        form = request.form.get("form", "")
        response = again(Refused(form, error.message, error.where, typed_again(error)))
        response.status_code = error.status
        return response
    return redirect(then, 303)


def typed_again(error: CafeError) -> Mapping[str, str]:
    """What the form comes back with: what was typed, without a character that cannot be shown."""
    if error.mended is None:
        return request.form
    bad, good = error.typed, error.mended
    return {name: typed.replace(bad, good) for name, typed in request.form.items()}


def run_once(
    who: Who,
    work: Callable[[Session, str], object],
    then: str,
    again: Callable[[Refused], Response],
) -> Response:
    """`work(tx, operation)` in one transaction on `who`'s workshop, once for a form sent twice."""

    def once() -> None:
        with writing(who.workshop_id) as tx:
            operation = typed_operation()
            if not done_before(tx, who.workshop_id, operation):
                work(tx, operation)

    return submit(once, then, again)


def typed_operation() -> str:
    """The operation id from the form, so that a form sent twice is done once."""
    typed = request.form.get("act", "")
    return typed if 8 <= len(typed) <= 36 else str(uuid.uuid4())


def typed_date(name: str) -> date:
    """The date in field `name`. Raises Invalid."""
    try:
        return date.fromisoformat(request.form.get(name, ""))
    except ValueError as error:
        raise Invalid(_("Write the date as year-month-day."), where=name) from error


def typed_number(name: str) -> int:
    """The whole number in field `name`. Raises Invalid."""
    typed = request.form.get(name, "").strip()
    if not typed.isdecimal() or len(typed) > 6:
        raise Invalid(_("“%(typed)s” is not a number.", typed=typed[:20]), where=name)
    return int(typed)
