"""Attacks by ordinary requests: bodies, guesses, floods."""

import json
import secrets
import uuid
from collections import Counter

from tests.bench.strangers import files
from tests.bench.strangers.house import House
from tests.bench.strangers.stranger import MULTIPART, Stranger, Told, during, times

SECONDS = 8.0


def bodies(house: House) -> Told:
    """Eight JSON bodies of 22 MB with a wall link."""
    body = files.large_json(22)

    def one(_number: int) -> str:
        return Stranger(house).fresh().send("POST", f"/v/{house.wall}/asked", body)

    return times(8, 8, one)


def deep(house: House) -> Told:
    """Forty JSON bodies of lists in lists, 20,000 and 300,000 levels deep."""
    shapes = [files.deep_json(20_000), files.deep_json(300_000)]
    doors = (f"/v/{house.wall}/asked", f"/t/{house.tables[0]}/notes", "/code", "/login")

    def one(number: int) -> str:
        return Stranger(house).fresh().send("POST", doors[number % 4], shapes[number % 2])

    return times(40, 8, one)


def uploads(house: House) -> Told:
    """Eight times 24 MB, as a file, as fields and as a form, to doors that take no file."""
    large = bytes(24_000_000)
    pairs = b"a=1&" * 6_000_000
    parts = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n' * 480_000

    def one(number: int) -> str:
        who = Stranger(house).fresh()
        door = ("/code", "/login", f"/v/{house.wall}/asked", "/start")[number % 4]
        if number % 3 == 0:
            return who.upload(door, "file", large)
        if number % 3 == 1:
            return who.ask(
                "POST", door, pairs, {"Content-Type": "application/x-www-form-urlencoded"}
            )
        return who.ask(
            "POST", door, parts + b"--x--\r\n", {"Content-Type": f"{MULTIPART}; boundary=x"}
        )

    return times(8, 8, one)


def links(house: House) -> Told:
    """1,500 links that open nothing, as fast as they go."""

    def one(number: int) -> str:
        word = secrets.token_hex(20)
        doors = (f"/t/{word}", f"/v/{word}/snapshot", f"/v/d{word}", f"/d/d{word}", f"/h/i{word}")
        return Stranger(house).ask("GET", doors[number % len(doors)])

    return times(1500, 100, one)


def codes(house: House) -> Told:
    """Wrong codes, each from a new browser behind a new forged address."""

    def one(_number: int) -> str:
        forged = ".".join(str(byte) for byte in secrets.token_bytes(4))
        who, code = Stranger(house).fresh(), secrets.token_hex(3).upper()
        return who.form("/code", {"code": code}, **{"X-Forwarded-For": forged})

    return during(SECONDS, 6, one)


def codes6(house: House) -> Told:
    """Wrong codes by IPv6."""

    def one(_number: int) -> str:
        who = Stranger(house, "::1").fresh()
        return who.form("/code", {"code": secrets.token_hex(3).upper()})

    return during(SECONDS, 6, one)


def passwords(house: House) -> Told:
    """80 wrong passwords and first accounts, twenty at once."""

    def one(number: int) -> str:
        who = Stranger(house).fresh()
        word = {"email": f"x{number}@example.org", "password": secrets.token_hex(12), "name": "X"}
        return who.form(("/login", "/start")[number % 2], word)

    return times(80, 20, one)


def reads(house: House) -> Told:
    """Whole walls, seats and printed kits, each by a browser that brings no cookie."""
    wall = f"/v/{house.wall}"
    doors = (
        wall,
        f"{wall}/snapshot",
        f"{wall}/changes?since=0",
        f"{wall}/seat",
        f"{wall}/projector",
    )

    def one(number: int) -> str:
        return Stranger(house).ask("GET", doors[number % len(doors)])

    return during(SECONDS, 6, one)


def kits(house: House) -> Told:
    """Cards, guides and posters to print, eight at once."""
    who = [Stranger(house).log_in() for _browser in range(8)]
    kit = f"/w/{house.rivals}/kit"
    doors = (f"{kit}/cards.pdf", f"{kit}/guide-nb.pdf", f"{kit}/posters-empty.pdf", kit)

    def one(number: int) -> str:
        return who[number % 8].ask("GET", doors[number % len(doors)])

    return times(48, 8, one)


def pairs(house: House) -> Told:
    """Pairs' notes, each by a phone with a new cookie."""
    door = f"/v/{house.wall}/questions/{house.pairs}/notes"

    def one(_number: int) -> str:
        note = {"id": str(uuid.uuid4()), "act": str(uuid.uuid4()), "text": "STØY " * 20}
        return Stranger(house).fresh().send("POST", door, json.dumps(note).encode())

    return during(SECONDS, 6, one)


def everything(house: House) -> Told:
    """Links, codes, bodies and pairs' notes, one after the other (beside a hall that joins)."""
    told: Told = Counter()
    for attack in (links, bodies, codes, pairs):
        told += attack(house)
    return told
