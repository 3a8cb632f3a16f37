"""A mail server in a process of its own: takes letters and keeps them, refuses some addresses.

`python mail.py FOLDER` prints its port; each letter becomes a file in FOLDER. An address that
begins with "refused" is refused, one that begins with "broken" breaks off after the letter; a
letter to "unwanted" is refused when it has been read, and after one to "last" the server hangs up.
"""

import socketserver
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path


class Talk(socketserver.StreamRequestHandler):
    """One connection (RFC 5321)."""

    def handle(self) -> None:
        """Answer each command until the other is done."""
        self._say("220 test")
        to, enough = "", False
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if enough and verb == "MAIL":
                self._say("421 too many letters over this connection")
                return
            if verb == "RCPT":
                to = line.partition("<")[2].partition(">")[0]
                self._say("550 no such person" if to.startswith("refused") else "250 ok")
            elif verb == "DATA":
                self._say("354 go on")
                self._keep()
                if to.startswith("broken"):
                    return
                enough = to.startswith("last")
                self._say("554 looks like spam" if to.startswith("unwanted") else "250 taken")
            elif verb == "EHLO":
                self._say("250-test\r\n250 AUTH PLAIN")
            elif verb == "QUIT":
                self._say("221 bye")
                return
            else:
                self._say("250 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def _keep(self) -> None:
        lines: list[bytes] = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        path = Path(sys.argv[1]) / f"{uuid.uuid4()}.part"
        path.write_bytes(b"".join(lines))
        path.rename(path.with_suffix(".eml"))


@contextmanager
def mail_server(folder: Path) -> Iterator[str]:
    """Its address, while the block runs."""
    folder.mkdir()
    command = [sys.executable, __file__, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        try:
            yield f"smtp://127.0.0.1:{server.stdout.readline().strip()}"
        finally:
            server.terminate()


def letters_in(folder: Path) -> list[EmailMessage]:
    """What it has taken, by the address."""
    read = [message_from_bytes(path.read_bytes(), policy=default) for path in folder.glob("*.eml")]
    return sorted(read, key=lambda one: str(one["To"]))


if __name__ == "__main__":
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Talk) as tcp:
        print(tcp.server_address[1], flush=True)
        tcp.serve_forever()
