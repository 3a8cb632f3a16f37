"""Reading what a script sends, and answering it."""

import uuid
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

from flask import Response, current_app, jsonify, request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from cafe.core.i18n import _
from cafe.core.limits import LINE, LONG, NOTE, STATEMENT
from cafe.core.text import path_of
from cafe.core.text.halves import half_character
from cafe.errors import Invalid
from cafe.live.snapshot import State
from cafe.web.limits.sizes import Chars, most_bytes
from cafe.web.state import cafe

M = TypeVar("M", bound=BaseModel)
View = TypeVar("View", bound=Callable[..., Any])


class NotJson(Invalid):
    """What was sent is no JSON at all, or none that anybody would write."""

    status = 400


def _uuid(text: str) -> str:
    try:
        if str(uuid.UUID(text)) == text:
            return text
    except ValueError:
        pass
    raise ValueError(_("An id must be a UUID in lower case."))


Uid = Annotated[str, Chars(36, plain=True)]  # for who checks it later
Id = Annotated[Uid, AfterValidator(_uuid)]
Spot = Annotated[str, Chars(48, plain=True)]  # on paper
Letter = Annotated[str, Chars(1)]
LineText = Annotated[str, Chars(LINE)]
StatementText = Annotated[str, Chars(STATEMENT)]
NoteText = Annotated[str, Chars(NOTE)]
LongText = Annotated[str, Chars(LONG)]


# What is called otherwise in JSON: outboxes on tablets hold these keys.
IN_JSON = {"operation": "act", "commands": "deeds", "by_parts": "split"}


class Body(BaseModel):
    """A JSON body: nothing unknown, nothing turned into something else."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        frozen=True,
        alias_generator=lambda name: IN_JSON.get(name, name),
    )


class Typed(Body):
    """What somebody typed; who types may make its salt (16 bytes in hex, `model/canonical.py`),
    and so know its leaf. None: the café makes it.
    """

    salt: Annotated[str, Chars(32, plain=True), Field(pattern="^[0-9a-f]{32}$")] | None = Field(
        default=None, exclude=True
    )


def takes(form: type[BaseModel]) -> Callable[[View], View]:
    """Say what JSON a route takes. Its largest size is the route's limit (limits/bodies.py)."""
    most = most_bytes(form)

    def place(view: View) -> View:
        view.takes, view.most = form, most  # type: ignore[attr-defined]
        return view

    return place


def read_body(form: type[M]) -> M:
    """The request's JSON as `form`, which the route `takes`. Raises Invalid: what is wrong."""
    view = current_app.view_functions[str(request.endpoint)]
    if getattr(view, "takes", None) is not form:
        raise TypeError(f"{request.endpoint} does not say that it takes a {form.__name__}")
    if not request.is_json:
        raise Invalid(_("The request must be a JSON object."))
    try:
        return form.model_validate_json(request.get_data())
    except ValidationError as error:
        raise half_character(request.get_data(), "body") or refusal(error) from error


def refusal(error: ValidationError) -> Invalid:
    """What is wrong with a body, as an answer."""
    first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] == "json_invalid":
        return NotJson(_("The request must be a JSON object."))
    if first["type"] in ("model_type", "model_attributes_type") and not first["loc"]:
        return Invalid(_("The request must be a JSON object."))
    return Invalid(**explain(error))


def explain(error: ValidationError) -> dict[str, Any]:
    """The first thing wrong, in the user's language: {"message", "where"}."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = path_of(first["loc"]) or "body"
    known = {
        "missing": _("%(where)s is missing.", where=where),
        "extra_forbidden": _("%(where)s is not a key we know.", where=where),
        "value_error": str(first.get("ctx", {}).get("error", "")),
    }
    message = known.get(first["type"]) or _("%(where)s has the wrong form.", where=where)
    return {"message": message, "where": where}


def answer(item: Any, status: int = 200) -> Response:
    """`item` as JSON."""
    response = jsonify(item)
    response.status_code = status
    return response


def mark(workshop_id: str, state: State, *of: object) -> str:
    """The mark (ETag) of an answer that follows from a café's `state` and `of` alone.

    It is the installation's, whichever of its processes answers: of this program, for another
    answers otherwise, and of a state that has a mark of its own beside its number, for after a
    backup is brought back the same number is another state.
    """
    return "-".join(map(str, (cafe().program, workshop_id, *state, *of)))


def marked(response: Response, tag: str) -> Response:
    """`response` with its mark: whoever has it already is to hear 304 and nothing more."""
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(tag)
    return response
