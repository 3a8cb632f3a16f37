"""A form of a page is pressed twice: how it is found, filled in, and what must come of it."""

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import Any

from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from werkzeug.datastructures import MultiDict

from tests.support.app import PASSWORD, Visitor

# What is typed where nothing stands yet, by the field's name, else by its kind.
TYPED = {"addresses": "Kari; kari@example.org", "choices": "ja\nnei", "abbreviations": "A = b"}
TYPED |= {
    "series": "new",
    "domains": "",
    "cafes": "",
    "megabytes": "",
    "number": "7",
    "word": "ingen",
    "minutes": "12",
    "people": "12",
}
OF_KIND = {
    "email": "per@example.org",
    "number": "3",
    "url": "https://example.org/kafe",
    "date": "2027-05-05",
    "password": PASSWORD,
}
Body = Mapping[str, Any]
Answers = tuple[tuple[int, int], ...]
SHOWN_ONCE = (200, 409)  # a link, or a token: whoever comes again is told so

# What the pages of a house send: tests/web/forms/test_twice.py.
OF_A_HOUSE = {
    *("evaluation.set_form", "evaluation.set_question", "evaluation.type_sheet"),
    *("people.change_organisation", "people.close_to_others", "people.invite_admin"),
    *("people.invite_colleague", "people.invite_member", "people.make_token"),
    *("people.rename_organisation", "people.revoke_token", "people.say_of_cafe"),
    *("people.say_of_organisation", "people.set_email", "people.set_name"),
    *("people.withdraw_invitation", "people.withdraw_member"),
    *("plan.add_to_seating", "plan.agree", "plan.choose_series", "plan.copy"),
    *("plan.create", "plan.keep_until", "plan.make_seating", "plan.move_stage"),
    *("plan.put_away", "plan.remove_seating", "plan.renew", "plan.renew_short"),
    *("plan.start_block", "plan.switch_codes", "plan.tell_tables", "plan.timer"),
    *("plan.word_letter",),
    *("report.choose_options", "report.name_webhook", "report.take_webhook"),
    *("sort.abbreviations",),
    *("table.describe_from_page",),
    *("wall.act_on_phones", "wall.press", "wall.set_dots"),
}


def endpoint_of(app: Flask, action: str) -> str:
    """The route that hears what is sent there."""
    endpoint, _values = app.url_map.bind("localhost").match(action.partition("?")[0], "POST")
    return str(endpoint)


def forms(
    visitor: Visitor, path: str, cafe: str
) -> Iterator[tuple[str, HtmlElement, HtmlElement | None]]:
    """Each form of a page with each of its buttons, by what it does."""
    page = visitor.get(path.replace("@", cafe), follow_redirects=True)
    assert page.status_code == 200, path
    tree = html.fromstring(page.text)
    for form in tree.xpath("//form[@method='post' and @action]"):
        beside = tree.xpath("//button[@form=$id]", id=form.get("id") or "-")
        presses = [one for one in [*form.iter("button"), *beside] if one.get("type") != "button"]
        for press in presses or [None]:
            yield called(form, press, cafe), form, press


def goes_to(form: HtmlElement, press: HtmlElement | None) -> str:
    there = press.get("formaction") if press is not None else None
    return str(there or form.get("action")).partition("#")[0]


def called(form: HtmlElement, press: HtmlElement | None, cafe: str) -> str:
    """Alike for forms that do the same with other things."""
    name = form.xpath("string(.//input[@name='form']/@value)")
    does = press.get("value") or "" if press is not None else ""
    words = (goes_to(form, press), name, does)
    ids = rf"{cafe}|(?<=/w/)\w{{6}}|(?<=again-)\w+|[0-9a-f]{{8}}-[0-9a-f-]{{27}}|\d+"
    return " ".join(re.sub(ids, "@", one) for one in words)


def filled(form: HtmlElement, press: HtmlElement | None) -> dict[str, list[str]]:
    """What a browser sends when somebody has filled in what is empty."""
    body = MultiDict(
        (one.get("name"), typed(one))
        for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]")
        if one.get("type") != "file"
        and (one.get("type") != "radio" or one.get("checked") is not None)
    )
    if press is not None and press.get("name"):
        body[press.get("name")] = press.get("value")
    return body.to_dict(flat=False)


def typed(field: HtmlElement) -> str:
    if field.tag == "select":
        options = field.xpath(".//option[@selected]") or field.xpath(".//option")[-1:]
        there = str(options[0].get("value", options[0].text) if options else "")
        return TYPED.get(field.get("name"), there)
    kind, name = field.get("type", "text"), field.get("name")
    there = str((field.text if field.tag == "textarea" else field.get("value")) or "").strip()
    if kind in ("hidden", "checkbox", "radio"):
        return there or ("1" if kind == "checkbox" else "")
    if kind == "text":
        return TYPED.get(name, f"{there} ny".strip())
    return OF_KIND.get(kind, there) if not there or kind == "email" else there


def stands(app: Flask) -> dict[str, list[str]]:
    """All rows, but for when whoever is logged in was here last."""
    with closing(sqlite3.connect(app.extensions["cafe"].settings.data_dir / "cafe.db")) as own:
        names = own.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in names if not name.startswith(("sqlite_", "session"))]
        return {one: sorted(map(repr, own.execute(f'SELECT * FROM "{one}"'))) for one in tables}


def twice(visitor: Visitor, there: str, body: Body, answers: Answers = ((303, 303),)) -> bool:
    """Whether it does something, and then nothing more. `answers`: what it may say to both."""
    app, sent = visitor.client.application, {**body, "csrf_token": visitor.token()}
    before = stands(app)
    first = visitor.client.post(there, data=sent)
    stood = stands(app)
    if stood == before:
        return False
    second = visitor.client.post(there, data=sent)
    changed = stands(app)
    assert [table for table in changed if changed[table] != stood[table]] == [], there
    said = (first.status_code, second.status_code)
    assert said in answers, f"{there}: {said} {second.text}"
    return True
