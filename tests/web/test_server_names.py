"""The café answers to its own names, wherever its laptop is, and to no other."""

import http.client
import socket
from contextlib import closing
from pathlib import Path

import pytest

from cafe.config import Settings
from cafe.web.server_names import is_ours, may_listen, name_of
from tests.live.listener import PATH
from tests.support.server import Server, StartServer

MACHINE = socket.gethostname()


def settings(folder: Path, **values: object) -> Settings:
    return Settings.model_validate({"data_dir": folder, **values})


def asked(port: int, host: str, path: str = "/login", at: str = "127.0.0.1") -> tuple[int, str]:
    """Ask the server at address `at`, calling it `host`."""
    with closing(http.client.HTTPConnection(at, port, timeout=30)) as line:
        line.request("GET", path, headers={"Host": host, "Accept-Language": "en"})
        answer = line.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("Cafe.Example.org:8014", "cafe.example.org"),
        ("cafe.example.org.", "cafe.example.org"),
        ("[::1]:8014", "::1"),
        ("[::1]", "::1"),
        ("[0:0::1]", "::1"),
        ("[::ffff:10.0.0.1]:80", "10.0.0.1"),
        ("blåbær.no:1", "xn--blbr-roah.no"),
        ("", ""),
        (":80", ""),
        ("a" * 400, "a" * 400),
    ],
)
def test_one_name_has_one_spelling(host: str, name: str) -> None:
    assert name_of(host) == name


@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("localhost:8014", True),
        ("127.0.0.1", True),
        ("[::1]:8014", True),
        (MACHINE, True),
        (f"{MACHINE.partition('.')[0]}.local:8014", True),
        ("kafe.example.org", True),
        ("more.example.org:99", True),
        ("10.9.8.7:8014", True),
        ("evil.example", False),
        ("localhost.evil.example", False),
        ("localhost@evil.example", False),
        ("evil.example:localhost", False),
        ("10.9.8.6", False),
        ("", True),
    ],
)
def test_names_of_ours(tmp_path: Path, host: str, ours: bool) -> None:
    set_up = settings(
        tmp_path, public_url="https://kafe.example.org/", hosts="a.b, more.example.org"
    )
    environ = {"HTTP_HOST": host, "SERVER_NAME": "10.9.8.7"}
    assert is_ours(environ, set_up) is ours


def test_a_forwarded_name_is_no_proof_of_itself(tmp_path: Path) -> None:
    environ = {
        "HTTP_HOST": "10.9.8.6",
        "SERVER_NAME": "10.9.8.6",
        "werkzeug.proxy_fix.orig": {"SERVER_NAME": "127.0.0.1"},
    }
    assert not is_ours(environ, settings(tmp_path))


@pytest.mark.parametrize(
    ("origin", "listens"),
    [
        ("http://localhost:8014", True),
        ("https://kafe.example.org", True),
        ("http://localhost:9000", False),
        ("https://localhost:8014", False),
        ("http://evil.example", False),
        ("null", False),
        ("http://[", False),
        ("", False),
    ],
)
def test_only_pages_of_ours_listen(tmp_path: Path, origin: str, listens: bool) -> None:
    set_up = settings(tmp_path, public_url="https://kafe.example.org")
    environ = {"wsgi.url_scheme": "http", "HTTP_HOST": "localhost:8014", "SERVER_NAME": "127.0.0.1"}
    assert may_listen(origin, environ, set_up) is listens
    assert not may_listen(origin, {**environ, "HTTP_HOST": "evil.example"}, set_up)


@pytest.fixture(params=["eventlet", "threading"])
def everywhere(request: pytest.FixtureRequest, server: StartServer) -> Server:
    """A café that listens on every address of the machine."""
    return server(mode=request.param, CAFE_HOST="0.0.0.0")


def test_a_stranger_name_is_told_so_and_probes_go_on(everywhere: Server) -> None:
    port = everywhere.port
    status, words = asked(port, "evil.example")
    assert status == 400
    assert "not known as “evil.example”" in words
    assert "CAFE_HOSTS" in words
    for path in ("/", "/static/icon.svg", "/t/x", "/w/x/plan", "/nowhere"):
        assert asked(port, "evil.example:80", path)[0] == 400, path
    assert asked(port, "10.1.2.3", "/healthz")[0] == 200
    assert asked(port, "10.1.2.3", "/readyz")[0] == 200


def test_an_address_that_came_up_later_is_ours(everywhere: Server) -> None:
    """Nobody told the server of 127.0.0.7: as little as of the address of the next Wi-Fi."""
    port = everywhere.port
    assert asked(port, f"127.0.0.7:{port}", at="127.0.0.7")[0] == 200
    assert asked(port, f"127.0.0.8:{port}", at="127.0.0.7")[0] == 400
    assert asked(port, f"localhost:{port}", at="127.0.0.7")[0] == 200


def greeted(port: int, origin: str, host: str) -> int:
    """How a page of `origin` is answered that connects by `host`; 101 is let in."""
    asks = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
    key = {"Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==", "Host": host, "Origin": origin}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        line.request("GET", PATH, headers={**asks, **key})
        return line.getresponse().status


def test_the_live_line_takes_pages_of_ours_alone(server: StartServer) -> None:
    one = server(CAFE_PUBLIC_URL="https://kafe.example.org")
    ours, evil = f"127.0.0.1:{one.port}", f"evil.example:{one.port}"
    assert greeted(one.port, f"http://{ours}", ours) == 101
    assert greeted(one.port, "https://kafe.example.org", "kafe.example.org") == 101
    assert greeted(one.port, "http://evil.example", ours) == 400
    assert greeted(one.port, f"http://{evil}", evil) == 400
