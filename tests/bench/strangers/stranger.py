"""Somebody who means no good: a browser's cookie and form token, lines, and many at once."""

import base64
import http.client
import json
import os
import socket
import struct
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from tests.bench.strangers.house import RIVAL, House

Told = Counter[str]
PATIENCE = 120.0


class Stranger:
    """One browser. `ask` gives the status as text, "cut" when the server hung up."""

    def __init__(self, house: House, address: str = "127.0.0.1") -> None:
        """With nothing in it."""
        source = (house.source, 0) if address == "127.0.0.1" else None
        self._line = http.client.HTTPConnection(
            address, house.port, timeout=PATIENCE, source_address=source
        )
        self._host = f"127.0.0.1:{house.port}"
        self._cookie, self._csrf = "", ""
        self._one = threading.Lock()  # one question at a time on one line

    def __del__(self) -> None:
        """A browser that is forgotten hangs up."""
        self._line.close()

    def ask(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> str:
        """Ask, with cookie and form token where there are some."""
        ours = {"Host": self._host, "Accept": "application/json", **(headers or {})}
        if self._cookie:
            ours |= {"Cookie": self._cookie, "X-CSRFToken": self._csrf}
        try:
            with self._one:
                self._line.request(method, path, body or None, ours)
                answer = self._line.getresponse()
                self.body = answer.read()
        except (OSError, http.client.HTTPException):
            self._line.close()
            return "cut"
        for found in answer.headers.get_all("Set-Cookie", []):
            if found.startswith("kafe="):  # a login brings one that only the next login needs
                self._cookie = found.partition(";")[0]
        return str(answer.status)

    def fresh(self) -> "Stranger":
        """The same line with a new cookie and token."""
        self._cookie = ""
        self.ask("GET", "/csrf")
        self._csrf = str(json.loads(self.body)["token"])
        return self

    def log_in(self) -> "Stranger":
        """As the other organiser of this installation."""
        self.fresh()
        form = {"email": RIVAL[0], "password": RIVAL[1]}
        assert self.form("/login", form) == "302", "the other organiser is not let in"
        assert self.ask("GET", "/workshops") == "200", "the login was not kept"
        self.ask("GET", "/csrf")
        self._csrf = str(json.loads(self.body)["token"])
        return self

    def form(self, path: str, fields: Mapping[str, str], **headers: str) -> str:
        """Send a form."""
        from urllib.parse import urlencode

        body = urlencode(fields).encode()
        return self.ask("POST", path, body, {"Content-Type": FORM, **headers})

    def send(self, method: str, path: str, body: bytes) -> str:
        """Send JSON."""
        return self.ask(method, path, body, {"Content-Type": "application/json"})

    def upload(
        self, path: str, name: str, content: bytes, fields: Mapping[str, str] | None = None
    ) -> str:
        """Send a file as a form does."""
        edge, parts = "----edge", []
        for key, value in (fields or {}).items():
            parts.append(f'--{edge}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}')
        about = f'form-data; name="{name}"; filename="file"'
        parts.append(f"--{edge}\r\nContent-Disposition: {about}\r\n\r\n")
        body = "\r\n".join(parts).encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask("POST", path, body, {"Content-Type": f"{MULTIPART}; boundary={edge}"})


FORM, MULTIPART = "application/x-www-form-urlencoded", "multipart/form-data"


class Line:
    """A websocket that says what it wants."""

    def __init__(self, house: House) -> None:
        """Shake hands. Raises OSError when the server will not."""
        self._socket = socket.create_connection(
            ("127.0.0.1", house.port), 10, source_address=(house.source, 0)
        )
        self._socket.sendall(handshake(house))
        if b" 101 " not in self._socket.recv(4096):
            raise ConnectionRefusedError
        self._socket.setblocking(True)
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        try:
            while self._socket.recv(65536):
                pass
        except OSError:
            return

    def say(self, message: bytes) -> None:
        """Send one text frame. Raises OSError when the server has hung up."""
        self._socket.sendall(frame(message))

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def handshake(house: House) -> bytes:
    """What asks for a websocket."""
    lines = [
        "GET /socket.io/?EIO=4&transport=websocket HTTP/1.1",
        f"Host: 127.0.0.1:{house.port}",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        f"Sec-WebSocket-Key: {base64.b64encode(os.urandom(16)).decode()}",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


def frame(message: bytes) -> bytes:
    """`message` as a masked text frame (a mask of noughts is a mask)."""
    size = len(message)
    if size < 126:
        return struct.pack(">BB", 0x81, 0x80 | size) + bytes(4) + message
    if size < 65536:
        return struct.pack(">BBH", 0x81, 0xFE, size) + bytes(4) + message
    return struct.pack(">BBQ", 0x81, 0xFF, size) + bytes(4) + message


def times(count: int, at_once: int, work: Callable[[int], str]) -> Told:
    """`work(number)` so many times, so many of them at once; what each was told."""
    with ThreadPoolExecutor(at_once) as threads:
        return Counter(threads.map(work, range(count)))


def during(seconds: float, at_once: int, work: Callable[[int], str]) -> Told:
    """`work(number)` again and again for so long."""
    end = time.monotonic() + seconds

    def again(place: int) -> Told:
        told: Told = Counter()
        while time.monotonic() < end:
            told[work(place + at_once * told.total())] += 1
        return told

    with ThreadPoolExecutor(at_once) as threads:
        return sum(threads.map(again, range(at_once)), Counter())
