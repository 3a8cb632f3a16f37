"""Asks another installation by its HTTP interface, as its description says: for the command line.

It knows no route by itself. The standard library speaks: no redirect is followed, so that the token
goes to the one address that was named, and over https alone, but to this machine.
"""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode, urljoin, urlsplit

from cafe.core.i18n import _, language
from cafe.errors import CafeError, Conflict, Invalid, NotAllowed, NotFound, TooMany, Unavailable

DESCRIPTION = "/api/v1/openapi.json"
PATIENCE_SECONDS = 60.0
TRIES = 4
LONGEST_WAIT = 65  # the longest that is waited for one's turn
KINDS: dict[int, type[CafeError]] = {
    401: NotAllowed,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    410: NotFound,
    429: TooMany,
}
LATER = (429, 502, 503, 504)


class Answer(NamedTuple):
    """What came back."""

    status: int
    heads: Message
    data: bytes

    @property
    def json(self) -> Any:
        """As JSON. Raises Unavailable when it is none: somebody else has answered."""
        try:
            return json.loads(self.data)
        except ValueError:
            raise _another() from None


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_request: Any) -> None:
        """Follow none."""


class Client:
    """The interface at `address`, whose operations are called by the names in its description."""

    def __init__(self, address: str, token: str) -> None:
        """Ask what there is. Raises Invalid for an address or a token that cannot be one."""
        self._base = _checked(address)
        if not token.isascii() or not token.startswith("kafe_") or len(token.split()) != 1:
            raise Invalid(_("A token begins with kafe_. You make one on My page."))
        self._token = token
        self._open = urllib.request.build_opener(_NoRedirect).open
        found = self._ask("GET", DESCRIPTION).json
        try:
            self._operations: dict[str, tuple[str, str, Mapping[str, Any]]] = {
                one["operationId"]: (method.upper(), path, one)
                for path, methods in found["paths"].items()
                for method, one in methods.items()
            }
        except (KeyError, TypeError, AttributeError):
            raise _another() from None

    def call(self, operation: str, body: Any = None, /, **values: object) -> Answer:
        """The answer to `operation`; `values` fill its address, and what follows `?`.

        Raises CafeError in the words of the other side, Unavailable when nobody answers.
        """
        if operation not in self._operations:
            raise Unavailable(_("The other side is another version, and cannot do this."))
        method, path, says = self._operations[operation]
        asked = {}
        for one in says["parameters"]:
            name, value = one["name"], values.get(one["name"])
            if one["in"] == "path":
                path = path.replace(f"{{{name}}}", quote(str(value), safe=""))
            elif one["in"] == "query" and value is not None:
                asked[name] = str(value)
        return self._ask(method, f"{path}?{urlencode(asked)}" if asked else path, body)

    def follow(self, address: str) -> Answer:
        """What is at an address that an answer named. Raises Unavailable if it leads elsewhere."""
        if urljoin(f"{self._base}/", address).startswith(f"{self._base}/api/"):
            return self._ask("GET", address)
        raise _another()

    def _ask(self, method: str, path: str, body: Any = None) -> Answer:
        """One request, tried again while the other side says later: each may be done twice."""
        for left in range(TRIES - 1, -1, -1):
            answer = self._once(method, path, body, last=not left)
            if answer is None or (answer.status in LATER and left):
                time.sleep(_wait(answer, left))
                continue
            if answer.status >= 300:
                raise _refusal(answer)
            return answer
        raise _away()

    def _once(self, method: str, path: str, body: Any, *, last: bool) -> Answer | None:
        heads = {"Authorization": f"Bearer {self._token}", "Accept-Language": language()}
        data = None if body is None else json.dumps(body).encode()
        if data is not None:
            heads["Content-Type"] = "application/json"
        request = urllib.request.Request(  # noqa: S310 - https, or this machine
            urljoin(f"{self._base}/", path), data, heads, method=method
        )
        try:
            with self._open(request, timeout=PATIENCE_SECONDS) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, error.read())
        except (OSError, HTTPException) as error:
            if "CERTIFICATE_VERIFY_FAILED" in str(error):
                raise Unavailable(
                    _("The certificate of %(at)s does not hold.", at=self._base)
                ) from None
            if last:
                raise _away() from None
            return None


def _checked(address: str) -> str:
    try:
        found = urlsplit(address)
        host, _port = found.hostname or "", found.port
    except ValueError:
        host, found = "", urlsplit("")
    plain = found.path in ("", "/") and not (found.query or found.fragment or "@" in found.netloc)
    safe = found.scheme == "https" or (found.scheme == "http" and _is_here(host))
    if not (host and plain and safe):
        raise Invalid(_("Name the other installation as https://cafe.example.org, without a path."))
    return f"{found.scheme}://{found.netloc}"


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _wait(answer: Answer | None, left: int) -> float:
    asked = answer.heads.get("Retry-After", "") if answer else ""
    return min(LONGEST_WAIT, int(asked)) if asked.isdecimal() else float(TRIES - left)


def _another() -> Unavailable:
    return Unavailable(_("What answers at this address is no Dialogkafé."))


def _away() -> Unavailable:
    return Unavailable(_("The other installation does not answer. Nothing is lost: try again."))


def _refusal(answer: Answer) -> CafeError:
    """What the other side said, in its words."""
    try:
        said = json.loads(answer.data)
        words, where = str(said["title"]), said.get("where")
    except (ValueError, KeyError, TypeError, AttributeError):
        words, where = _("The other side answered %(status)s.", status=answer.status), None
    return KINDS.get(answer.status, Invalid if answer.status < 500 else Unavailable)(
        words, where=where
    )
