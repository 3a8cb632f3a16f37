"""Attacks by lines: websockets that speak, and connections that never finish asking."""

import asyncio
import json
import resource
from collections import Counter
from collections.abc import Callable
from itertools import cycle

from tests.bench.strangers.house import House
from tests.bench.strangers.stranger import Line, Stranger, Told, during, handshake

SECONDS = 8.0
SLOW, HALF_OPEN = 1067, 1000
OPEN = b"0"


def events(house: House) -> Told:
    """One socket at the wall that says small things as fast as it can."""
    return _speak(house, house.wall, [b'42["x",1]'])


def rightless(house: House) -> Told:
    """A socket that nothing has been opened to, saying the same."""
    return _speak(house, "", [b'42["x",1]', b"40", b"41", b"2", b'40{"door":"v","key":"x"}'])


def frames(house: House) -> Told:
    """A socket at the wall that says large things: 60 kB, 900 kB, 9 MB."""
    return _speak(
        house, house.wall, [b'42["x","%s"]' % (b"y" * n) for n in (60_000, 900_000, 9_000_000)]
    )


def polling(house: House) -> Told:
    """The line by polling: sixteen packets in each body, and bodies of 900 kB."""
    packets = [b"\x1e".join([b'42["x",1]'] * 16), b"4" + b"y" * 900_000, b"\x1e".join([b"40"] * 16)]

    def one(number: int) -> str:
        who = Stranger(house)
        if who.ask("GET", "/socket.io/?EIO=4&transport=polling") != "200":
            return "refused"
        sid = json.loads(who.body[1:])["sid"]
        body = packets[number % len(packets)]
        return who.ask("POST", f"/socket.io/?EIO=4&transport=polling&sid={sid}", body)

    return during(SECONDS, 4, one)


def _speak(house: House, key: str, messages: list[bytes]) -> Told:
    words = cycle(messages)
    held: list[Line] = []

    def one(_number: int) -> str:
        try:
            if not held:
                held.append(Line(house))
                if key:
                    held[0].say(b"40" + json.dumps({"door": "v", "key": key}).encode())
            held[0].say(next(words))
        except OSError:
            if held:
                held.pop().close()
            return "cut"
        return "said"

    return during(SECONDS, 1, one)


def slow_heads(house: House) -> Told:
    """1,067 requests that never come to the end of their headers; the server has 1,024 files."""
    head = f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\nX-Slow: "
    return asyncio.run(_hold(house, SLOW, lambda _number: [head.encode()], drip=b"a"))


def slow_bodies(house: House) -> Told:
    """1,067 requests that never come to the end of their bodies; the server has 1,024 files."""
    head = f"POST /code HTTP/1.1\r\nHost: 127.0.0.1:{house.port}\r\nContent-Length: 1000\r\n\r\n"
    return asyncio.run(_hold(house, SLOW, lambda _number: [head.encode()], drip=b"a"))


def half_open(house: House) -> Told:
    """1,000 lines: nothing said, half a handshake, or a whole one and then nothing."""
    whole = handshake(house)
    kinds: tuple[list[bytes], ...] = ([], [whole[:-2]], [whole])
    return asyncio.run(_hold(house, HALF_OPEN, lambda number: kinds[number % 3], drip=b""))


async def _hold(
    house: House, count: int, opening: Callable[[int], list[bytes]], *, drip: bytes
) -> Told:
    """Open `count` connections within a second or two and hold them; how many were still held."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4096), hard))

    async def one(number: int) -> str:
        await asyncio.sleep(number * 2 / count)
        try:
            coming = asyncio.open_connection("127.0.0.1", house.port, local_addr=(house.source, 0))
            reader, writer = await asyncio.wait_for(coming, SECONDS)
        except (OSError, TimeoutError):
            return "not let in"
        try:
            for words in opening(number):
                writer.write(words)
            for _second in range(int(SECONDS)):
                await asyncio.sleep(1)
                writer.write(drip)
                await writer.drain()
            return "cut" if reader.at_eof() else "held"
        except OSError:
            return "cut"
        finally:
            writer.close()

    return Counter(await asyncio.gather(*(one(number) for number in range(count))))
