"""Every form may come twice from one press: it is done once, and the second is no error.

What stands on no page of this café (it needs a link, mail, a series …) is tried elsewhere.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from flask import Flask
from lxml import html
from lxml.html import HtmlElement
from werkzeug.datastructures import MultiDict

from tests.support.app import PASSWORD, Visitor
from tests.support.ground import Ground, Known
from tests.web.twice.house import HOUSE, House

PAGES = (
    *("/workshops", "/account", "/account/tokens", "/organisation", "/organisation/privacy"),
    *("/organisations", "/sessions", "/w/@", "/w/@/plan", "/w/@/keeping", "/w/@/privacy"),
    *("/w/@/day", "/w/@/screen", "/w/@/phones", "/w/@/questions", "/w/@/evaluation"),
    *("/w/@/people", "/w/@/seating", "/w/@/invitations", "/w/@/sort", "/w/@/report"),
    *("/w/@/series", "/w/@/webhook", "/w/@/paper", "/w/@/evaluation/paper"),
)
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
# The end of whatever else is tried.
LAST = ("codes", "email", "password", "leave", "stage")
SHOWN_ONCE = (200, 409)  # a link, or a token: whoever comes again is told so
# What does nothing here.
ELSEWHERE = {
    "/logout": "nobody is logged in then",
    "/workshops/demo": "tests/demo/test_routes.py",
    "/organisations": "no name is given twice: tests/people/organisations",
    "/organisation/members/@/admin": "who takes the right from herself asks for nothing more",
    "/account/password": "the same password, hashed anew",
    "/w/@/bin": "below",
    "/w/@/people/@/role": "the only owner stays one; who has the role: tests/people/colleagues",
    "/w/@/people/leave": "the only owner stays",
    "/w/@/report/letterhead": "needs a file: it lies there once",
    "/w/@/report/versions": "tests/report/test_versions.py",
    "/w/@/invitations/addresses": "of hosts, and here is none by that name: tests/plan/inviting",
    "/w/@/sort/@/origins": "asks what it is: tests/sort/origins/test_at_the_desk.py",
    "/w/@/webhook/trial": "sends, and keeps nothing",
}


def test_a_form_that_comes_twice_is_done_once(
    cafe_app: Flask, organiser: Visitor, known: Known
) -> None:
    house = House.again(cafe_app, organiser, known["house"])
    tried, done = set[str](), set[str]()
    for _later in range(2):  # what was pressed has brought other forms
        forms = {name: path for path in PAGES for name, *_form in _forms(organiser, path, house.id)}
        for name in sorted(forms, key=_last):
            action = name.split()[0]
            if name in tried or action in ELSEWHERE:
                continue
            tried.add(name)
            forms_now = _forms(organiser, forms[name], house.id)
            found = [form for called, *form in forms_now if called == name]
            if found and _twice(organiser, *found[0]):
                done.add(action)
    assert {name.split()[0] for name in tried} == done
    assert len(done) > 30


def _last(name: str) -> int:
    ends = name.split(maxsplit=1)[0].rpartition("/")[2]
    return LAST.index(ends) if ends in LAST else -1


def _twice(organiser: Visitor, form: HtmlElement, press: HtmlElement | None) -> bool:
    """Whether it does something, and then nothing more."""
    to, body = _to(form, press), _filled(form, press, organiser.token())
    before = _stands(organiser.client.application)
    first = organiser.client.post(to, data=body)
    stood = _stands(organiser.client.application)
    if stood == before:
        return False
    second = organiser.client.post(to, data=body)
    changed = _stands(organiser.client.application)
    assert [table for table in changed if changed[table] != stood[table]] == [], to
    assert (first.status_code, second.status_code) in (SHOWN_ONCE, (303, 303)), (
        f"{to}: {second.text}"
    )
    return True


def test_the_bin_is_entered_and_left_once(
    cafe_app: Flask, organiser: Visitor, known: Known
) -> None:
    at = f"/w/{known['house']['id']}"
    for where in ("bin", "back"):
        assert organiser.post(f"{at}/{where}").status_code == 303
        stood = _stands(cafe_app)
        assert organiser.post(f"{at}/{where}").status_code == 303
        assert _stands(cafe_app) == stood


@pytest.fixture
def ground() -> Ground:
    return HOUSE


def _forms(
    organiser: Visitor, path: str, cafe: str
) -> Iterator[tuple[str, HtmlElement, HtmlElement | None]]:
    """Each form of a page with each of its buttons, by what it does."""
    page = organiser.get(path.replace("@", cafe), follow_redirects=True)
    assert page.status_code == 200, path
    tree = html.fromstring(page.text)
    for form in tree.xpath("//form[@method='post' and @action]"):
        beside = tree.xpath("//button[@form=$id]", id=form.get("id") or "-")
        presses = [one for one in [*form.iter("button"), *beside] if one.get("type") != "button"]
        for press in presses or [None]:
            yield _called(form, press, cafe), form, press


def _to(form: HtmlElement, press: HtmlElement | None) -> str:
    there = press.get("formaction") if press is not None else None
    return str(there or form.get("action")).partition("#")[0]


def _called(form: HtmlElement, press: HtmlElement | None, cafe: str) -> str:
    """Alike for forms that do the same with other things."""
    name = form.xpath("string(.//input[@name='form']/@value)")
    does = press.get("value") or "" if press is not None else ""
    words = (_to(form, press), name, does)
    ids = rf"{cafe}|(?<=/w/)\w{{6}}|(?<=again-)\w+|[0-9a-f]{{8}}-[0-9a-f-]{{27}}|\d+"
    return " ".join(re.sub(ids, "@", one) for one in words)


def _filled(form: HtmlElement, press: HtmlElement | None, token: str) -> MultiDict[str, str]:
    """What a browser sends when somebody has filled in what is empty."""
    body = MultiDict(
        (one.get("name"), _typed(one))
        for one in form.xpath(".//input[@name] | .//textarea[@name] | .//select[@name]")
        if one.get("type") != "file"
        and (one.get("type") != "radio" or one.get("checked") is not None)
    )
    if press is not None and press.get("name"):
        body[press.get("name")] = press.get("value")
    body["csrf_token"] = token
    return body


def _typed(field: HtmlElement) -> str:
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


def _stands(app: Flask) -> dict[str, list[str]]:
    """All rows, but for when whoever is logged in was here last."""
    with closing(sqlite3.connect(app.extensions["cafe"].settings.data_dir / "cafe.db")) as own:
        names = own.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        tables = [name for (name,) in names if not name.startswith(("sqlite_", "session"))]
        return {one: sorted(map(repr, own.execute(f'SELECT * FROM "{one}"'))) for one in tables}
