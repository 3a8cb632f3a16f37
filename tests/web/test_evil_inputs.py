"""Every route × everything that no person means: a refusal in words, never an error of ours."""

import inspect
import json
import re
from collections.abc import Iterator, Mapping
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from pydantic import BaseModel
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from cafe.web.limits import bodies as bounds
from cafe.web.state import cafe
from tests.support.app import Visitor, quiet_at_the_end
from tests.support.pairs import a_talk, question, token
from tests.support.world import new_id

ROOT = Path(__file__).resolve().parents[2] / "cafe"
HUGE = (2**31, 2**63, int("9" * 4000))
# As they stand in an address or a form: percent-encoded bytes.
SEGMENTS = ("a%00b", "%FF%ED%A0%80", "x%0D%0AX-A:%20b", "..%2F..%2Fcafe.db", "x" * 3000)
TEXTS = (
    "a\0b", "\ud800", "\r\nX-A: b", "x" * 60_000, "²", "-1", "9" * 5000, str(2**63), str(2**31),
)  # fmt: skip
IN_PARTS = "multipart/form-data; boundary=b"
NAMELESS = b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n"
SKIPPED = {"people.log_out"}  # the organiser shall stay


def used(pattern: str) -> list[str]:
    """The names that our own code asks for, wherever it does."""
    found = (re.findall(pattern, path.read_text()) for path in ROOT.rglob("*.py"))
    return sorted({name for names in found for name in names})


ARGUMENTS = used(r'(?:asked_number|args\.get(?:list)?)\("(\w+)"')
FORM_FIELD = r'(?:form\.get(?:list)?|typed_\w+|getlist)\("(\w+)"'
FIELDS = used(FORM_FIELD)


class House:
    """A café with all its doors, and who may go through them."""

    def __init__(self, app: Flask) -> None:
        self.app, db = app, cafe(app).db
        self.organiser = Visitor(app)
        assert self.organiser.make_first().status_code == 302
        from cafe.model import Person

        with db.reading() as session:
            owner = session.query(Person).one()
        workshop = a_talk(db, owner=owner)
        table = question(db, workshop, 1).tables[0]
        self.given: dict[str, Any] = {
            "workshop_id": workshop.id, "token": token(db, workshop), "number": 1,
            "question_id": question(db, workshop, 2).id, "table_id": table.id,
        }  # fmt: skip
        self.host = {**self.given, "token": token(db, workshop, table)}
        uid, body = new_id(), {"kind": "keyword", "text": "mer lys", "act": new_id()}
        door = f"/t/{self.host['token']}/notes"
        assert self.organiser.send("POST", door, {"id": uid, **body}).status_code == 200
        for given in (self.given, self.host):
            given |= {"uid": uid, "note": uid, "other": uid}
        self.csrf = {"X-CSRFToken": self.organiser.token()}

    def rules(self) -> Iterator[tuple[str, Rule]]:
        """Every route by every method that does something."""
        for rule in self.app.url_map.iter_rules():
            for method in sorted((rule.methods or set()) - {"OPTIONS", "HEAD"}):
                if rule.endpoint not in SKIPPED:
                    yield method, rule

    def address(self, rule: Rule, **odd: str) -> str:
        """The route's address in this café; `odd` segments are put in as they are."""
        known = self.host if rule.rule.startswith("/t/") else self.given
        parts = []
        for piece in re.split(r"(<[^>]+>)", rule.rule):
            name = piece.strip("<>").rpartition(":")[2]
            if not piece.startswith("<"):
                parts.append(piece)
            elif name in odd:
                parts.append(odd[name])
            else:
                converter = rule._converters[name]
                usual = next(iter(getattr(converter, "items", [])), new_id())
                usual = 1 if isinstance(converter, IntegerConverter) else usual
                parts.append(str(known.get(name, usual)))
        return "".join(parts)

    def ask(self, method: str, address: str, **options: Any) -> TestResponse:
        """Ask as the organiser, whose browser also stands at the other doors."""
        headers = {"Accept-Encoding": "gzip", **self.csrf, **options.pop("headers", {})}
        answer = self.organiser.client.open(address, method=method, headers=headers, **options)
        answer.close()
        return answer


def answered(answer: TestResponse, what: object) -> None:
    """It is no fault of ours."""
    assert answer.status_code < 500, (what, answer.status_code, answer.text[:300])


@pytest.fixture
def house(cafe_app: Flask) -> House:
    return House(cafe_app)


def test_numbers_beyond_all_bounds_are_no_address(house: House) -> None:
    tried = 0
    for method, rule in house.rules():
        for name, converter in rule._converters.items():
            if isinstance(converter, IntegerConverter):
                for number in map(str, HUGE):
                    answer = house.ask(method, house.address(rule, **{name: number}))
                    assert answer.status_code in (404, 405), (rule.rule, number[:30])
                    tried += 1
    assert tried > 50


def test_odd_segments(house: House) -> None:
    tried = 0
    for method, rule in house.rules():
        for name in rule.arguments:
            for segment in SEGMENTS:
                address = house.address(rule, **{name: segment})
                answered(house.ask(method, address), (method, rule.rule, segment[:30]))
                tried += 1
    assert tried > 300


def test_odd_arguments(house: House) -> None:
    assert {"since", "lang", "before", "asked"} <= set(ARGUMENTS)
    for method, rule in house.rules():
        if method != "GET":
            continue
        for odd in (str(2**31), str(2**63), "9" * 5000, "%00", "%ED%A0%80%0D%0A"):
            query = "&".join(f"{name}={odd}&{name}={odd}" for name in ARGUMENTS)
            answered(house.ask("GET", f"{house.address(rule)}?{query}"), (rule.rule, odd[:30]))


def test_odd_forms(house: House) -> None:
    assert {"title", "dots", "email", "only"} <= set(FIELDS)
    odd, kind = cycle(TEXTS), "application/x-www-form-urlencoded"
    for method, rule in house.rules():
        room = {**bounds.FORMS, **bounds.UPLOADS, **bounds.BARE}.get(rule.endpoint)
        if method == "GET" or room is None:
            continue
        parts = house.ask(method, house.address(rule), data=NAMELESS, content_type=IN_PARTS)
        answered(parts, (rule.rule, "a part without a name"))
        # Some texts in all fields at once, and every field of the route's file with one.
        view = inspect.unwrap(house.app.view_functions[rule.endpoint])
        own = set(re.findall(FORM_FIELD, Path(inspect.getfile(view)).read_text()))
        tries = [(next(odd), FIELDS) for _time in range(4)]
        tries += [(next(odd), [name]) for name in sorted(own)]
        for text, names in tries:
            short = text[: max(1, (room - 2000) // (9 * len(names)))]
            value = quote(short, errors="surrogatepass")
            body = "&".join([*(f"{name}={value}" for name in names), f"act={new_id()}"])
            answer = house.ask(method, house.address(rule), data=body, content_type=kind)
            answered(answer, (rule.rule, names, text[:30]))
            if answer.status_code in (403, 404, 405, 413):
                break


def usual(form: type[BaseModel]) -> dict[str, Any]:
    """A body that is nearly right."""
    fields = getattr(form, "model_fields", {})
    return dict.fromkeys(fields, "x") | {"act": new_id(), "id": new_id()}


def bodies(form: type[BaseModel]) -> Iterator[bytes]:
    """Each field in turn is what nobody means; then what is hardly JSON."""
    odd: list[Any] = [*HUGE, -1, 1.5, None, True, [[]], {"a": 1}, *TEXTS[:3]]
    for name in usual(form):
        for value in odd:
            yield json.dumps({**usual(form), name: value}).encode()
    yield from (b"", b"null", b"[]", b"{", b'{"a":NaN}', b"\xff\xfe", b'{"a":"\xff"}', b"[" * 9000)
    yield b'{"text":"\\ud800"}'
    yield b'{"a":' * 3000 + b"1" + b"}" * 3000
    yield b'{"a":1e999,"a":-1e999}'


def test_odd_bodies(house: House) -> None:
    tried = 0
    for method, rule in house.rules():
        form = getattr(house.app.view_functions[rule.endpoint], "takes", None)
        if form is None:
            continue
        for body in bodies(form):
            answer = house.ask(
                method, house.address(rule), data=body, content_type="application/json"
            )
            answered(answer, (rule.rule, body[:200]))
            tried += 1
    assert tried > 300


def test_numbers_in_a_body_that_is_right_otherwise(house: House) -> None:
    door = f"/t/{house.host['token']}/notes"
    note = {"id": new_id(), "kind": "keyword", "text": "x", "act": new_id()}
    for number in HUGE:
        answer = house.organiser.send("POST", door, {**note, "round": number})
        assert answer.status_code == 422, number
    board = f"/w/{house.given['workshop_id']}/sort/acts"
    for number in HUGE:
        command = {"act": new_id(), "do": "make_category", "question": number, "heading": "x"}
        assert house.organiser.send("POST", board, command).status_code in (404, 422), number


HEADERS: tuple[Mapping[str, str], ...] = (
    {"Accept-Language": "\xff\xfe, xx-" + "y" * 5000},
    {"Accept-Language": "nn;q=x, *;q=99999999999999999999"},
    {"Accept": "text/html;q=nan, */*;q=-1"},
    {"Cookie": "kafe=\xff; kafe=; =; ;;"},
    {"Cookie": "kafe=" + "." * 4000},
    {"If-None-Match": '"' + "x" * 4000},
    {"If-Modified-Since": "Thu, 99 Foo 99999 99:99:99 GMT"},
    {"Range": "bytes=99999999999999999999-1,-,--"},
    {"X-Forwarded-For": "x" * 4000, "Forwarded": "for=;;;,"},
    {"Content-Type": "application/json; charset=utf-7"},
    {"Content-Type": "multipart/form-data"},
    {"Content-Type": "multipart/form-data; boundary=" + "x" * 3000},
    {"Accept-Encoding": "gzip;q=x, \xff"},
    {"X-CSRFToken": "\xff.\xff"},
    {"Referer": "http://[", "Origin": "null"},
)


def test_odd_headers(house: House) -> None:
    heads = cycle(HEADERS)
    for method, rule in house.rules():
        for _time in range(4):
            odd = next(heads)
            who = Visitor(house.app).client if "Cookie" in odd else house.organiser.client
            data = b"--x\r\n\r\nx" if method != "GET" else None
            answer = who.open(
                house.address(rule), method=method, headers={**house.csrf, **odd}, data=data
            )
            answer.close()
            answered(answer, (method, rule.rule, odd))


def test_the_same_on_postgresql(postgres_url: str, tmp_path: Path) -> None:
    """It refuses what SQLite takes: noughts in texts, and numbers of more than 32 bits."""
    from cafe.app import create_app
    from cafe.config import Settings
    from cafe.migrations.newest import migrated

    settings = Settings(
        data_dir=tmp_path, database_url=postgres_url, secret_key="k" * 20, async_mode="threading"
    )
    settings = settings.model_copy(update={"secret_key": "a key for tests"})
    migrated(settings).engine.dispose()
    app, _socketio = create_app(settings)
    with quiet_at_the_end():
        house = House(app)
        for method, rule in house.rules():
            odd = {"%00": "a\0b", str(2**31): str(2**31)}
            for segment, text in odd.items():
                for name in rule.arguments:
                    address = house.address(rule, **{name: segment})
                    answered(house.ask(method, address), (method, rule.rule, segment))
                query = "&".join(f"{name}={segment}" for name in ARGUMENTS)
                if method == "GET":
                    answered(house.ask("GET", f"{house.address(rule)}?{query}"), rule.rule)
                elif rule.endpoint in {**bounds.FORMS, **bounds.BARE}:
                    data = {**dict.fromkeys(FIELDS, text), "act": new_id()}
                    answered(house.ask(method, house.address(rule), data=data), (rule.rule, text))
                elif form := getattr(app.view_functions[rule.endpoint], "takes", None):
                    for value in (text, 2**31, 2**63):
                        body = json.dumps({**usual(form), **dict.fromkeys(usual(form), value)})
                        kind = "application/json"
                        answer = house.ask(
                            method, house.address(rule), data=body, content_type=kind
                        )
                        answered(answer, (rule.rule, body))
    app.extensions["cafe"].db.engine.dispose()
