"""Reading what a script sends, and answering it."""

import uuid
from typing import Annotated, Any, TypeVar

from flask import Response, jsonify, request
from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from cafe.errors import Invalid
from cafe.texts import _

M = TypeVar("M", bound=BaseModel)


def _uuid(text: str) -> str:
    try:
        if str(uuid.UUID(text)) == text:
            return text
    except ValueError:
        pass
    raise ValueError(_("An id must be a UUID in lower case."))


Id = Annotated[str, AfterValidator(_uuid)]


class Body(BaseModel):
    """A JSON body: nothing unknown, nothing turned into something else."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def read_body(form: type[M]) -> M:
    """The request's JSON as `form`. Raises Invalid naming the key that is wrong."""
    if not isinstance(request.get_json(silent=True), dict):
        raise Invalid(_("The request must be a JSON object."))
    try:
        return form.model_validate_json(request.get_data())
    except ValidationError as error:
        raise Invalid(**explain(error)) from error


def explain(error: ValidationError) -> dict[str, Any]:
    """The first thing wrong, in the user's language: {"message", "where"}."""
    first = error.errors(include_url=False, include_input=False)[0]
    where = path_of(first["loc"])
    known = {
        "missing": _("%(where)s is missing.", where=where),
        "extra_forbidden": _("%(where)s is not a key we know.", where=where),
        "value_error": str(first.get("ctx", {}).get("error", "")),
    }
    message = known.get(first["type"]) or _("%(where)s has the wrong form.", where=where)
    return {"message": message, "where": where}


def path_of(loc: tuple[int | str, ...]) -> str:
    """`questions[0].text` from ("questions", 0, "text")."""
    path = ""
    for step in loc:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.lstrip(".") or "body"


def answer(item: Any, status: int = 200) -> Response:
    """`item` as JSON."""
    response = jsonify(item)
    response.status_code = status
    return response
