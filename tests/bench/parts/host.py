"""A table's tablet as the server sees it: notes by HTTP over one kept connection."""

import http.client
import json
import time
import uuid


class Host:
    """Somebody who types at one table."""

    def __init__(self, port: int, token: str) -> None:
        """Open the table's page once, as a tablet does."""
        self._line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._address = f"/t/{token}"
        answer = self._ask("GET", "/csrf", None, {})
        self._cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
        self._csrf = json.loads(self._body)["token"]

    def write(self, uid: str, text: str) -> float:
        """Send one note; seconds until the server said that it is kept."""
        begun = time.perf_counter()
        self.send("POST", "/notes", {"id": uid, "kind": "statement", "text": text})
        return time.perf_counter() - begun

    def send(self, method: str, path: str, body: dict[str, object]) -> None:
        """Do something at this table; the operation's id is put in, when there is none."""
        status = self.attempt(method, path, body)
        assert status == 200, self._body

    def attempt(self, method: str, path: str, body: dict[str, object]) -> int:
        """The same, refused or not: the answer's status."""
        headers = {
            "Cookie": self._cookie,
            "X-CSRFToken": self._csrf,
            "Content-Type": "application/json",
            "Accept": "application/json",
        }
        content = json.dumps({"act": str(uuid.uuid4()), **body}).encode()
        return self._ask(method, self._address + path, content, headers).status

    def close(self) -> None:
        """Put the tablet away."""
        self._line.close()

    def _ask(
        self, method: str, address: str, body: bytes | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        self._line.request(method, address, body, headers)
        answer = self._line.getresponse()
        self._body = answer.read()
        return answer
