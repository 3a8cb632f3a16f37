"""How the interface answers: what is said by a form, a mark for "as it was", the way to the rest.

No cookie, whatever a browser brought: `web/pages.py` leaves these routes alone.
"""

from typing import TypeVar
from urllib.parse import urlencode

from flask import Response, request
from pydantic import BaseModel, ValidationError
from werkzeug.wrappers import Response as AnyResponse

from cafe.api.room import v1
from cafe.web.bodies import answer, refusal

F = TypeVar("F", bound=BaseModel)


def asked(form: type[F]) -> F:
    """What stands after `?`, as `form`. Raises Invalid, naming what is wrong."""
    try:
        return form.model_validate(request.args.to_dict())
    except ValidationError as error:
        raise refusal(error) from error


def told(form: BaseModel, status: int = 200) -> Response:
    """`form` as JSON."""
    return answer(form.model_dump(mode="json"), status)


def tagged(form: BaseModel, further: str | None = None) -> AnyResponse:
    """`form` as JSON with its mark (ETag): who has it already hears 304 and nothing more.

    `further`: where the rest of a list is.
    """
    response = told(form)
    if further:
        response.headers["Link"] = f'<{further}>; rel="next"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Vary"] = "Authorization, Accept-Language"
    response.add_etag()
    return response.make_conditional(request)


def further(after: object, limit: int) -> str:
    """Where the part of this list behind `after` is."""
    return f"{request.path}?{urlencode({'after': after, 'limit': limit})}"


@v1.after_request
def say_how(response: Response) -> Response:
    """Who comes without a token that opens hears what is asked for (RFC 6750, 3)."""
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="dialogkafe"'
    return response
