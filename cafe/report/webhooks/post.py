"""One message handed to another machine. Knows no café and no database.

The name is looked up once, every address it has must be public, and the connection goes to one of
those: a name that leads elsewhere a moment later (DNS rebinding) leads nobody anywhere. Nothing of
the answer is read but its first line, and no redirect is followed.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from collections.abc import Collection, Mapping
from ipaddress import ip_address
from urllib.parse import urlsplit

from cafe.core.i18n import _
from cafe.report.webhooks.rules import PATIENCE_SECONDS, is_public, not_public

NO_ANSWER = (OSError, http.client.HTTPException, UnicodeError)


def post(address: str, body: bytes, heads: Mapping[str, str], allowed: Collection[str]) -> str:
    """Send `body` to `address`. What went wrong, in words; "" when it was taken."""
    found = urlsplit(address)
    host, port = found.hostname or "", found.port or 443
    try:
        number = _public_number(host, port, allowed)
        if number is None:
            return not_public()
        status = _asked(_Pinned(host, port, number), found.path or "/", found.query, body, heads)
    except ssl.SSLError:
        return _("The receiver's certificate does not hold for this address.")
    except socket.gaierror:
        return _("No machine is known by this name.")
    except TimeoutError:
        return _("The receiver did not answer in time.")
    except NO_ANSWER:
        return _("The receiver broke off, or does not answer.")
    return _of(status)


def _of(status: int) -> str:
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return _("The receiver sends us on to another address (%(status)s).", status=status)
    return _("The receiver answered %(status)s.", status=status)


def _public_number(host: str, port: int, allowed: Collection[str]) -> str | None:
    """An address of the machine called `host`; None when it is not on the internet alone."""
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(row[4][0]).partition("%")[0] for row in rows]
    if host not in allowed and not all(is_public(ip_address(number)) for number in numbers):
        return None
    return numbers[0]


class _Pinned(http.client.HTTPSConnection):
    """Speaks to `number`, and wants the certificate of `host`."""

    def __init__(self, host: str, port: int, number: str) -> None:
        self._safe = ssl.create_default_context()
        super().__init__(host, port, timeout=PATIENCE_SECONDS, context=self._safe)
        self._number = number

    def connect(self) -> None:
        raw = socket.create_connection((self._number, self.port), PATIENCE_SECONDS)
        try:
            self.sock = self._safe.wrap_socket(raw, server_hostname=self.host)
        except BaseException:
            raw.close()
            raise


def _asked(
    connection: _Pinned, path: str, query: str, body: bytes, heads: Mapping[str, str]
) -> int:
    """The status of the answer. Raises TimeoutError when it takes too long altogether."""
    late = threading.Event()

    def give_up() -> None:
        late.set()
        with contextlib.suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(PATIENCE_SECONDS, give_up)
    watch.daemon = True
    watch.start()
    try:
        connection.connect()
        if late.is_set():  # there was nothing yet to break off
            raise TimeoutError
        connection.request("POST", f"{path}?{query}" if query else path, body, dict(heads))
        return connection.getresponse().status
    except NO_ANSWER:
        if late.is_set():
            raise TimeoutError from None
        raise
    finally:
        watch.cancel()
        connection.close()
