"""No route reads more than it has use for, and each takes the largest that people can mean."""

import json
from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from flask import Flask
from pydantic import BaseModel, RootModel
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from cafe.core import i18n
from cafe.core.limits import LINE, NOTE, STATEMENT
from cafe.model import Note
from cafe.sort.routes.bodies import MOST, Command
from cafe.table.actions.answers import MOST_ELABORATIONS
from cafe.web.bodies import Body
from cafe.web.limits import bodies as bounds
from cafe.web.limits.sizes import Chars, Together, most_bytes
from tests.sort.board import Board as SortingBoard
from tests.support.app import Visitor
from tests.support.vernissage import Phone, Vernissage, vernissage
from tests.support.world import new_id

WRITES = {"POST", "PUT", "PATCH", "DELETE"}
JSON, FORM = "application/json", "application/x-www-form-urlencoded"
WIDE = "💬"  # two escapes in JSON


class Unread:
    """A body of which nobody has read anything."""

    def __init__(self) -> None:
        self.reads = 0

    def read(self, size: int = -1) -> bytes:
        self.reads += 1
        return b"x" * min(size if size > 0 else 1024, 1024)

    readline = read

    def readlines(self, _hint: int = -1) -> list[bytes]:
        return [self.read()]


def opened(app: Flask) -> Vernissage:
    hall = vernissage(app)
    hall.move("open")
    return hall


def writing_rules(app: Flask) -> Iterator[tuple[str, Rule]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & WRITES):
            yield method, rule


def address_of(rule: Rule) -> str:
    given: dict[str, Any] = {name: new_id() for name in rule.arguments}
    for name, converter in rule._converters.items():
        if isinstance(converter, IntegerConverter):
            given[name] = 1
        elif hasattr(converter, "items"):
            given[name] = next(iter(converter.items))
    return rule.build(given, append_unknown=False)[1]  # type: ignore[index]


def claim(
    visitor: Visitor, method: str, address: str, *, length: int | None, kind: str = JSON
) -> tuple[TestResponse, int]:
    """Send the head of a request that claims so long a body; how often the body was read from."""
    body = Unread()
    environ: dict[str, Any] = {"wsgi.input": body, "CONTENT_TYPE": kind}
    if length is None:
        environ |= {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}
    else:
        environ["CONTENT_LENGTH"] = str(length)
    answer = visitor.client.open(address, method=method, environ_overrides=environ)
    return answer, body.reads


def test_every_route_that_takes_something_says_how_much(cafe_app: Flask) -> None:
    unplaced = {
        rule.endpoint
        for _method, rule in writing_rules(cafe_app)
        if bounds.most_of(cafe_app, rule.endpoint) is None
    }
    assert unplaced == set()
    known = set(cafe_app.view_functions)
    assert {*bounds.FORMS, *bounds.UPLOADS, *bounds.BARE} <= known


def test_one_byte_more_is_refused_in_words_and_nothing_of_it_is_read(
    cafe_app: Flask, organiser: Visitor
) -> None:
    tried = 0
    for method, rule in writing_rules(cafe_app):
        most = bounds.most_of(cafe_app, rule.endpoint)
        assert most is not None, rule
        for kind in (JSON, FORM):
            where = address_of(rule)
            i18n.speak("nn")  # as somebody else was answered before
            answer, reads = claim(organiser, method, where, length=most + 1, kind=kind)
            assert (answer.status_code, reads) == (413, 0), (rule.rule, answer.text)
            assert "too large" in answer.text
            tried += 1
    assert tried > 100


def test_pages_take_no_body(cafe_app: Flask, organiser: Visitor) -> None:
    for rule in cafe_app.url_map.iter_rules():
        if "GET" in (rule.methods or ()):
            answer, reads = claim(organiser, "GET", address_of(rule), length=1)
            assert (answer.status_code, reads) == (413, 0), rule.rule


def test_a_body_of_unknown_length_is_refused(cafe_app: Flask, organiser: Visitor) -> None:
    for method, rule in writing_rules(cafe_app):
        answer, reads = claim(organiser, method, address_of(rule), length=None)
        assert (answer.status_code, reads) == (411, 0), rule.rule


def test_a_stranger_s_large_form_is_not_taken_apart(cafe_app: Flask, organiser: Visitor) -> None:
    tried = 0
    for method, rule in writing_rules(cafe_app):
        most = {**bounds.FORMS, **bounds.UPLOADS}.get(rule.endpoint, 0)
        if most > bounds.SMALL:
            kind = "multipart/form-data; boundary=x"
            where = address_of(rule)
            answer, reads = claim(Visitor(cafe_app), method, where, length=most, kind=kind)
            assert answer.status_code in (302, 401, 404), rule.rule
            assert reads == 0, rule.rule
            tried += 1
    assert tried > 5


def test_json_alone_where_json_is_meant(cafe_app: Flask, organiser: Visitor) -> None:
    for method, rule in writing_rules(cafe_app):
        if rule.endpoint not in {*bounds.FORMS, *bounds.UPLOADS, *bounds.BARE}:
            where = address_of(rule)
            answer, reads = claim(organiser, method, where, length=1000, kind=FORM)
            assert (answer.status_code, reads) == (415, 0), rule.rule


def largest(kind: Any, metadata: tuple[Any, ...] = ()) -> Any:
    """The largest thing of this kind that keeps to its limits."""
    marks = [*metadata]
    while get_origin(kind) is Annotated:
        kind, *more = get_args(kind)
        marks += more
    if get_origin(kind) in (Union, UnionType):
        made = [largest(one, tuple(marks)) for one in get_args(kind)]
        return max(made, key=lambda one: len(json.dumps(one)))
    if get_origin(kind) is Literal:
        return max(get_args(kind), key=len)
    if get_origin(kind) is list:
        most = next(mark.max_length for mark in marks if hasattr(mark, "max_length"))
        one = largest(get_args(kind)[0])
        together = next((mark.most for mark in marks if isinstance(mark, Together)), None)
        return [one] * min(most, 50, together // letters(one) if together else 50)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        made_of = {
            n: largest(f.annotation, tuple(f.metadata)) for n, f in kind.model_fields.items()
        }
        return made_of["root"] if issubclass(kind, RootModel) else made_of
    chars = next((mark for mark in marks if isinstance(mark, Chars)), None)
    if chars:
        return ("å" if chars.plain else WIDE) * chars.most
    return {bool: False, int: 2**63 - 1, float: 0.1, type(None): None}[kind]


def letters(thing: Any) -> int:
    """How many characters the texts in it have together."""
    if isinstance(thing, str):
        return len(thing)
    inside = thing.values() if isinstance(thing, dict) else thing
    return sum(map(letters, inside)) if isinstance(thing, dict | list) else 0


def test_whatever_a_field_may_hold_fits_in(cafe_app: Flask) -> None:
    forms = {view.takes for view in cafe_app.view_functions.values() if hasattr(view, "takes")}
    assert len(forms) > 15
    for form in forms - {Command}:
        body = json.dumps(largest(form), ensure_ascii=True)
        assert len(body) <= most_bytes(form), form


def test_a_field_without_a_limit_is_refused_when_it_is_written() -> None:
    class Open(Body):
        text: str

    class Many(Body):
        texts: list[int]

    for form in (Open, Many):
        with pytest.raises(TypeError, match=form.__name__):
            most_bytes(form)


def test_a_note_with_twenty_elaborations_of_the_longest(
    cafe_app: Flask, organiser: Visitor
) -> None:
    hall = vernissage(cafe_app)
    tablet = Visitor(cafe_app)
    address = f"{hall.door(1)}/notes/{hall.notes['mer lys']}/elaborations"
    words = [WIDE * STATEMENT] * MOST_ELABORATIONS
    assert tablet.send("PUT", address, {"elaborations": words, "was": [], "act": new_id()}).json
    again = {"elaborations": words[:1], "was": words, "act": new_id()}
    answer = tablet.send("PUT", address, again)
    assert answer.status_code == 200, answer.text
    with hall.db.reading() as db:
        assert (
            db.query(Note).where(Note.uid == hall.notes["mer lys"]).one().elaborations == words[:1]
        )


def test_the_longest_note(cafe_app: Flask) -> None:
    hall = opened(cafe_app)
    note = {"id": new_id(), "text": WIDE * NOTE, "act": new_id()}
    answer = Visitor(cafe_app).send("POST", f"{hall.door(1)}/notes", note)
    assert answer.status_code == 200, answer.text


def test_the_largest_act(cafe_app: Flask, organiser: Visitor) -> None:
    board = SortingBoard(cafe_app, organiser)
    command = {"do": "set_aside", "note": board.notes[0], "reason": WIDE * LINE}
    answer = board.send("together", deeds=[command] * MOST)
    assert answer.status_code != 413, answer.text
    assert answer.status_code < 500
    assert most_bytes(Command) < 8 * bounds.MB


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 10_000,
        b'{"a":' * 10_000,
        b'{"text": ' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        b'{"round": ' + b"1" * 100_000 + b"}",
        b'{"round": NaN}',
        b'{"round": 1e999}',
        b'{"text": "a", "text": "b"}',
    ],
    ids=range(7),
)
def test_json_that_nobody_would_write(cafe_app: Flask, body: bytes) -> None:
    hall = opened(cafe_app)
    phone = Phone(cafe_app, hall).visitor
    headers = {"X-CSRFToken": phone.token(), "Content-Type": "application/json"}
    answer = phone.client.post(f"{hall.door(1)}/notes", data=body, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.mimetype == "application/problem+json"
