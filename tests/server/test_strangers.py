"""What one client sends holds up nobody: a host's note is kept and heard of meanwhile."""

import json
import socket
import urllib.error
import urllib.request

import pytest

from tests.server.conftest import (
    TWO_HUNDRED_FIFTY_SIX,
    House,
    Open,
    enters,
    frame,
    hung_up,
)
from tests.support.waiting import wait_for

HALF = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: "


SPOKEN = (
    frame(b'42["news",{}]'),
    frame(b"42"),
    frame(b"4" + b"[" * 2000),
    frame(b'450-["x",{"_placeholder":true,"num":0}]'),
    frame(b'430-[""]'),
    frame(b"40{}") * 2,
    frame(b"40/other,{}") * 2,
    frame(b"4\xff", opcode=2),
    frame(b"b", opcode=2),
)


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_who_speaks_on_the_line_is_hung_up(opened: Open, mode: str) -> None:
    house = opened(mode=mode)
    lines = {}
    for words in SPOKEN:
        for first in (enters("v", house.wall), b""):
            lines[first + words] = line = house.websocket()
            line.sendall(first)
            line.sendall(words)
    house.note()
    assert [words for words, line in lines.items() if not hung_up(line)] == []
    house.note()


def test_a_listener_that_floods_is_hung_up_whatever_it_sends(opened: Open) -> None:
    house = opened()
    kinds = (
        frame(b"3"),
        frame(b"", opcode=9),
        frame(b"", opcode=10),
        frame(b"", last=False) + frame(b"", opcode=0, last=False) * 10,
        frame(b"4" + b"x" * 3000),
        frame(b"4" + b"x" * 9_000_000),
    )
    for words in kinds:
        line = house.websocket()
        line.sendall(enters("v", house.wall))
        try:
            for _times in range(50):
                line.sendall(words)
        except OSError:
            pass  # hung up already
        assert hung_up(line), words[:20]
    house.note()


def test_a_listener_that_is_not_let_in_is_hung_up(opened: Open) -> None:
    house = opened()
    silent, wrong = house.websocket(), house.websocket()
    wrong.sendall(enters("v", "x" * 40))
    polling = f"{house.server.url}/socket.io/?EIO=4&transport=polling"
    with urllib.request.urlopen(polling) as answer:
        sid = json.loads(answer.read()[1:])["sid"]
    house.note()
    assert hung_up(silent)
    assert hung_up(wrong)

    def is_gone() -> bool:
        try:
            urllib.request.urlopen(f"{polling}&sid={sid}").close()
        except urllib.error.HTTPError as error:
            return error.code == 400
        return False

    wait_for(is_gone, what="the polling line to be swept")


def test_a_listener_may_do_all_that_the_library_does(opened: Open) -> None:
    house = opened()
    house.note()
    house.screen.counted("looking", 1)
    line = house.websocket()
    line.sendall(enters("v", house.wall) + frame(b"3"))
    line.sendall(frame(b"41"))
    assert hung_up(line)
    house.note()


def test_large_bodies_are_refused_at_once_and_the_answer_arrives(opened: Open) -> None:
    house = opened()
    head = (
        f"POST /v/{house.wall}/asked HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        "Content-Type: application/json\r\nAccept: application/json\r\n"
        "Content-Length: 23068672\r\n\r\n"
    )
    lines = [house.line(head.encode(), b"[" * 65536) for _line in range(8)]
    for line in lines:
        answer = line.recv(4096)
        assert b" 413 " in answer
        assert b"\r\nConnection: close\r\n" in answer, "whoever sends on must know"
    house.note()
    assert all(hung_up(line) for line in lines)


def test_a_small_body_that_nobody_wanted_keeps_the_connection(opened: Open) -> None:
    house = opened()
    wrong = b"POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n0123456789"
    line = house.line(wrong)
    assert b" 404 " in answer_with(line, b"</html>")
    line.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    assert b" 200 " in wait_for(lambda: answer_with(line, b"ok"), what="the next answer")


ANOTHER = b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
# A proxy in front takes what follows for the body, or refuses it; Python's reader saw none.
UNCLEAR = (
    b"Content-Length: 4_5",
    b"Content-Length: +45",
    b"Content-Length: 0\r\nContent-Length: 45",
    b"Content-Length : 45",
    b"no header at all\r\nContent-Length: 45",
    b"X: y\r\n Content-Length: 45",
    b"X: y\rContent-Length: 0",
    b"X: \0",
    b"Transfer-Encoding: identity",
    b"Transfer-Encoding: gzip, chunked",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
)


def test_no_rest_of_a_request_is_another_one(opened: Open) -> None:
    house = opened()
    head = b"POST /nowhere HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    for words in UNCLEAR:
        line = house.line(head + words + b"\r\n\r\n" + ANOTHER)
        answers = b"".join(iter(lambda line=line: line.recv(65536), b""))  # type: ignore[misc]
        assert answers.startswith(b"HTTP/1.1 400 "), words
        assert answers.count(b"HTTP/1.1") == 1, words
    house.note()


def answer_with(line: socket.socket, words: bytes) -> bytes:
    """What comes until `words` are in it."""
    found = b""
    while words not in found:
        found += line.recv(65536)
    return found


@pytest.mark.parametrize("mode", ["eventlet", "threading"])
def test_more_half_open_connections_than_files(opened: Open, mode: str) -> None:
    house = opened(mode=mode, program=TWO_HUNDRED_FIFTY_SIX)
    lines = hold(house, 400)
    house.note()
    for line in lines:
        line.close()
    house.note()
    with urllib.request.urlopen(house.server.url, timeout=30) as answer:
        assert answer.status == 200
    log = house.server.log.read_text()
    assert "Traceback" not in log
    assert "in use" not in log


def hold(house: House, count: int) -> list[socket.socket]:
    """Requests that never come to the end of their headers, as many as are let in."""
    lines = []
    for _line in range(count):
        try:
            lines.append(house.line(HALF))
        except OSError:
            continue
    return lines


def test_slow_heads_and_bodies_are_ended_and_nothing_of_them_is_done(opened: Open) -> None:
    house = opened()
    head = house.line(HALF)
    with urllib.request.urlopen(f"{house.server.url}/csrf") as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        token = json.loads(answer.read())["token"]
    body = house.line(
        f"POST /code HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\nX-CSRFToken: {token}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 900\r\n\r\n".encode()
    )
    for line in (head, body):
        drip(line)
    house.note()


def drip(line: socket.socket) -> None:
    """Send a byte now and then until the server has had enough; it answers nothing good."""
    line.settimeout(0.5)
    heard = b""

    def ended() -> bool:
        nonlocal heard
        try:
            line.sendall(b"a")
            more = line.recv(4096)
        except TimeoutError:
            return False
        except OSError:
            return True
        heard += more
        return not more

    wait_for(ended, what="the slow request to be ended")
    assert b" 200 " not in heard
    assert b" 302 " not in heard


def test_a_hall_behind_one_address_is_let_in_while_a_stranger_there_holds_all_he_can(
    opened: Open,
) -> None:
    house = opened(program=("sh", "-c", 'ulimit -n 512; exec "$@"', *TWO_HUNDRED_FIFTY_SIX[3:]))
    for _line in range(480):
        house.line(HALF, address="127.0.0.1")
    screens = []
    for _phone in range(60):
        line = house.line(house.handshake(), address="127.0.0.1")
        assert b" 101 " in line.recv(4096)
        line.sendall(enters("v", house.wall))
        screens.append(line)
    uid = house.note()
    for line in screens:
        assert answer_with(line, uid.encode())
