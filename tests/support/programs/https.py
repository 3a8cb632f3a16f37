"""A machine on this one that speaks https, with a certificate of an authority of its own."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID


class Heard(NamedTuple):
    """A request that came."""

    path: str
    heads: dict[str, str]
    body: bytes


class Receiver:
    """What came, and what is answered: `answers` are taken one after the other, the last stays."""

    def __init__(self, port: int) -> None:
        """Listens on `port`."""
        self.url = f"https://localhost:{port}/hook"
        self.heard: list[Heard] = []
        self.answers: list[int | Callable[[BaseHTTPRequestHandler], None]] = [204]
        self.go_on = threading.Event()

    def hang(self, _handler: BaseHTTPRequestHandler) -> None:
        """Answer nothing before `go_on` is set."""
        self.go_on.wait(30)


@cache
def _made() -> tuple[bytes, bytes]:
    """The authority's certificate, and the machine's key and certificate."""
    authority, machine = (ec.generate_private_key(ec.SECP256R1()) for _each in range(2))
    root = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dialogkafe tests")])
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    at = datetime.now(UTC)

    def certificate(subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        made = x509.CertificateBuilder().subject_name(subject).issuer_name(root)
        made = made.public_key(key.public_key()).serial_number(x509.random_serial_number())
        start, end = at - timedelta(days=1), at + timedelta(days=1)
        return made.not_valid_before(start).not_valid_after(end)

    own = certificate(root, authority)
    own = own.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
    names = [x509.DNSName("localhost"), x509.IPAddress(ip_address("127.0.0.1"))]
    other = certificate(name, machine)
    other = other.add_extension(x509.SubjectAlternativeName(names), critical=False)
    signed = [one.sign(authority, hashes.SHA256()) for one in (own, other)]
    pem = [one.public_bytes(serialization.Encoding.PEM) for one in signed]
    key = machine.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return pem[0], key + pem[1]


def authority(folder: Path) -> Path:
    """The file that SSL_CERT_FILE names for whoever shall trust the machine."""
    path = folder / "authority.pem"
    path.write_bytes(_made()[0])
    return path


def speaking_https(listening: socket.socket, folder: Path) -> ssl.SSLSocket:
    """The same socket, on which only who trusts the authority speaks with the machine."""
    path = folder / "machine.pem"
    path.write_bytes(_made()[1])
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path)
    return context.wrap_socket(listening, server_side=True)


@contextmanager
def receiver(folder: Path) -> Iterator[Receiver]:
    """One that listens on 127.0.0.1, as `localhost`, until the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            heard.heard.append(Heard(self.path, dict(self.headers), body))
            answer = heard.answers.pop(0) if len(heard.answers) > 1 else heard.answers[0]
            if not isinstance(answer, int):
                answer(self)
                return
            self.send_response(answer)
            if 300 <= answer < 400:
                self.send_header("Location", f"{heard.url}/elsewhere")
            self.end_headers()

        def log_message(self, *_words: object) -> None:
            pass

    class Quiet(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_who: object) -> None:
            pass  # whoever asks may break off

    server = Quiet(("127.0.0.1", 0), Handler)
    server.socket = speaking_https(server.socket, folder)
    heard = Receiver(server.server_port)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield heard
    finally:
        heard.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
