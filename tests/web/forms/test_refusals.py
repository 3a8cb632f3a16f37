"""Every refusal is met where the eye is: at its form, by the focus, at an address that answers.

Each form of the templates is sent with something that is refused; a form that is not placed here
fails the last test.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from lxml import html

from cafe.model import Person
from tests.support.app import Visitor
from tests.support.world import a_workshop

FORM = re.compile(r"<form\b[^>]*\bmethod=\"post\"[^>]*\baction=\"([^\"]+)\"")
TEMPLATES = Path("templates")
# What is refused, by what the form is sent to: the page it stands on, what is typed, and which
# field is wrong ("" for none of them).
REFUSED: dict[str, tuple[str, dict[str, str], str]] = {
    "/code": ("/?code=", {"code": "AAAAAA"}, "code"),
    "/read": ("/read", {"form": "word", "word": "ingen"}, "word"),
    "/login": ("/login", {"email": "x@y.z", "password": "feil"}, "email"),
    "/workshops/import": ("/workshops/import", {"form": "import"}, "file"),
    "/w/@/import": ("/w/@/import", {"form": "table"}, "file"),
    "/w/@/invitations/addresses": (
        "/w/@/invitations",
        {"form": "addresses", "addresses": "ingen adresse"},
        "addresses",
    ),
    "/w/@/invitations/letter": (
        "/w/@/invitations",
        {"form": "letter", "letter": "uten lenke"},
        "letter",
    ),
    "/w/@/people": (
        "/w/@/people",
        {"form": "invite", "role": "reader", "email": "nobody"},
        "email",
    ),
    "/w/@/people/leave": ("/w/@/people", {"form": "leave"}, ""),
    "/account/name": ("/account", {"form": "name", "name": " "}, "name"),
    "/account/email": ("/account", {"form": "email", "password": "feil"}, "password"),
    "/account/password": ("/account", {"form": "password", "password": "feil"}, "password"),
    "/organisation/name": ("/organisation", {"form": "name", "was": "", "name": " "}, "name"),
    "/organisation/invited": ("/organisation", {"form": "invite", "email": "nobody"}, "email"),
    "/organisations": ("/organisations", {"form": "new", "name": " "}, "name"),
    "/w/@/delete": ("/workshops?show=bin", {"form": "delete-@", "title": "Noe annet"}, "title"),
    "/w/@/series": (
        "/w/@/plan",
        {"form": "series", "was": "", "series": "new", "name": " "},
        "name",
    ),
    "/w/@/rounds": (
        "/w/@/day",
        {"form": "rounds", "do": "agree", "count": "3", "minutes": "999", "change": "2"},
        "minutes",
    ),
    "/w/@/timer": ("/w/@/day", {"form": "hand", "do": "start", "minutes": "mange"}, "minutes"),
    "/w/@/messages": ("/w/@/day", {"form": "messages", "to": "all", "text": " "}, "text"),
    "/w/@/step": ("/w/@/day", {"do": "round", "round": "9"}, ""),
    "/w/@/stage": ("/w/@/day", {"form": "hand", "stage": "borte"}, ""),
    "/w/@/seating": (
        "/w/@/seating",
        {"form": "make", "people": "ti", "rounds": "3", "table": "1"},
        "people",
    ),
    "/w/@/phones": (
        "/w/@/phones",
        {"form": "strike-since", "do": "strike-since", "minutes": "0"},
        "minutes",
    ),
    "/w/@/evaluation/questions": (
        "/w/@/evaluation",
        {"form": "new-participants", "audience": "participants", "do": "add", "kind": "choice"}
        | {"text": "Hva?", "choices": "bare ett"},
        "choices",
    ),
    "/w/@/evaluation/paper": (
        "/w/@/evaluation/paper",
        {"form": "sheet", "audience": "participants"}
        | {"sheet": "00000000-0000-4000-8000-000000000001"},
        "",
    ),
    "/w/@/screen": ("/w/@/screen", {"form": "hall", "do": "hall", "far": "langt"}, "far"),
    "/w/@/dots": ("/w/@/questions", {"form": "dots", "dots": "500"}, "dots"),
    "/w/@/sort/abbreviations": (
        "/w/@/sort",
        {"form": "abbreviations", "abbreviations": "ingenting"},
        "abbreviations",
    ),
    "/w/@/report/letterhead": ("/w/@/report", {"form": "letterhead", "do": "keep"}, "template"),
    "/w/@/report/options": ("/w/@/report", {"form": "options", "was": "gammelt", "lists": "1"}, ""),
    "/account/tokens": (
        "/account/tokens",
        {"form": "new-token", "name": " ", "role": "reader", "days": "30"},
        "name",
    ),
    "/w/@/webhook": (
        "/w/@/webhook",
        {"form": "webhook", "address": "http://example.org"},
        "address",
    ),
    "/w/@/keeping": ("/w/@/keeping", {"form": "dates", "raw_until": "2020-01-01"}, "raw_until"),
    "/w/@/privacy": (
        "/w/@/privacy",
        {"form": "privacy", "officer": "en\x07bjelle"},
        "officer",
    ),
    "/organisation/privacy": (
        "/organisation/privacy",
        {"form": "privacy", "basis": "en\x07bjelle"},
        "basis",
    ),
    "/w/@/report/versions": ("/w/@/report", {"form": "keep", "act": "ingen operasjon"}, ""),
}
# What nothing that the page can send is refused by, and what is tried elsewhere.
NOT_REFUSED = {
    "/w/@/history/undo": "needs something done: tests/sort/history/test_log.py",
    "/w/@/history": "it only looks: the same",
    "/w/@/erase": "it only looks: the same",
    "/w/@/erase/words": "the same",
    "/w/@/erase/@": "which kind is in its address: tests/erasure/test_routes.py",
    "/logout": "always done",
    "/w/@/messages/@/back": "always done",
    "/login/code": "needs a second step: tests/people/factor",
    "/login/oidc/join": "needs a log-in service: tests/people/oidc",
    "/account/second-step": "needs a password: tests/people/factor",
    "/account/second-step/off": "the same",
    "/start": "only while there is no account: below",
    "/account/tokens/@/revoke": "always done",
    "/w/@/webhook/gone": "only where there is a webhook: tests/report/webhooks",
    "/w/@/webhook/trial": "the same",
    "/sessions/@/end": "always done",
    "/sessions/end-others": "always done",
    "/workshops/new": "asks for nothing",
    "/organisation/members/@/admin": "of the last admin: tests/people/organisations",
    "/organisation/members/@/out": "the same",
    "/organisation/owner": "a member who is there",
    "/organisation/invited/@/withdraw": "always done",
    "/organisations/@": "needs an organisation: tests/people/organisations",
    "/organisations/@/invited": "the same",
    "/w/@/followup": "needs a published document: tests/followup",
    "@/follow": "needs a mail server: tests/followup",
    "@/contact": "the same",
    "@/end": "always done",
    "/w/@/closed": "only where the organisation has a name: tests/people/organisations",
    "@": "a template in the list is there",
    "/w/@/copy": "asks for nothing",
    "/w/@/people/@/role": "of the last owner: tests/people",
    "/w/@/people/@/owner": "a colleague who is there",
    "/w/@/people/@/password": "only where it may be made: tests/people",
    "/w/@/people/@/out": "of the last owner: tests/people",
    "/w/@/people/invited/@/withdraw": "always done",
    "/join/@": "needs a link: tests/people",
    "/join/@/new": "needs a link: tests/people",
    "/join/@/me": "needs a link: tests/people",
    "/reset/@": "needs a link: tests/people",
    "/forgotten": "needs a mail server: tests/people",
    "/account/delete": "not offered while one owns a café: tests/people",
    "/workshops/series/@": "needs a series: tests/after",
    "/workshops/series/@/web": "the same",
    "/workshops/series/@/listed": "the same",
    "/workshops/series/@/contacts": "needs a mail server: tests/followup",
    "/workshops/series/@/contacts/out": "the same",
    "/workshops/series/@/contacts/letter": "the same",
    "/workshops/series/@/contacts/again": "the same",
    "/w/@/back": "needs a full organisation: tests/plan/again/test_cafes.py",
    "/workshops/demo": "one of the stages in the list",
    "/w/@/codes": "on or off",
    "/w/@/evaluation": "the buttons that stand there",
    "/w/@/paper": "needs a photograph: tests/table/photos/test_on_paper.py",
    "/w/@/prompts": "its buttons name what is there",
    "/w/@/blocks": "a block that is gone is not on the page: it is said at the top",
    "/w/@/links/@": "a link that is gone is not on the page: it is said at the top",
    "/w/@/links/@/code": "as the link",
    "/w/@/import/@": "needs a table that was sent: tests/intake",
    "/w/@/import/@/undo": "as above",
    "/w/@/seating/away": "always done",
    "/w/@/seating/people": "only where there is a plan: below",
    "/w/@/invitations": "asks for nothing",
    "/w/@/invitations/mail": "needs a mail server: tests/plan/inviting",
    "/w/@/invitations/sent/@": "a letter that is gone: tests/plan/inviting",
    "/w/@/sort/origins/@/name": "needs a source: tests/sort/origins/test_keeping.py",
    "/w/@/sort/@/origins": "tests/sort/origins/test_at_the_desk.py",
    "/w/@/sort/origins/@/question": "the same",
    "/w/@/sort/origins/@/notes": "the same",
    "/w/@/sort/origins/@/gone": "the same",
    "/w/@/report/versions/@/shown": "show, hide or renew",
    "/w/@/report/versions/@/lent": "needs a version: tests/report/test_publishing.py",
    "/w/@/report/versions/@/called": "the same",
    "/h/@": "yes or no",
    "/d/@/round": "needs a draft that is lent: tests/readers",
    **dict.fromkeys(
        ("/w/@/readers/rounds", "/w/@/readers/rounds/@", "/w/@/readers/remarks/@"), "the same"
    ),
}


def actions() -> Iterator[str]:
    """What each form of the templates is sent to."""
    for path in TEMPLATES.rglob("*.html"):
        for action in FORM.findall(path.read_text()):
            yield re.sub(r"{{.*?}}", "@", action).partition("#")[0]


@pytest.fixture
def here(organiser: Visitor, cafe_app: Flask) -> str:
    """A café that may be refused things."""
    cafe = cafe_app.extensions["cafe"]
    assert organiser.get("/workshops").status_code == 200
    with cafe.db.reading() as db:
        owner = db.query(Person).one()
    made = a_workshop(cafe.db, counts=[1, 1], owner=owner, key=cafe.settings.secret_key).id
    organiser.post(f"/w/{made}/evaluation", do="make", audience="participants")
    return made


def test_each_refusal_stands_at_its_form(organiser: Visitor, here: str) -> None:
    for action in sorted(REFUSED, key=lambda one: one.endswith("/delete")):
        _refuse(organiser, here, action)


def _refuse(organiser: Visitor, here: str, action: str) -> None:
    stands_on, sent, wrong = REFUSED[action]
    typed = {
        name: text.replace("@", here) if name == "form" else text for name, text in sent.items()
    }
    if action.endswith("/delete"):
        organiser.post(f"/w/{here}/bin")
    answer = organiser.post(action.replace("@", here), **typed)
    assert 400 <= answer.status_code < 500, f"{action}: {answer.status_code}"
    _met(answer.text, stands_on.replace("@", here), typed.get("form", ""), wrong)
    # A browser that asks for the form's own address is led to the page.
    again = organiser.get(action.replace("@", here), headers={"Accept": "text/html"})
    if again.status_code != 200:
        assert (again.status_code, again.location) == (303, stands_on.replace("@", here))
    assert organiser.get(stands_on.replace("@", here)).status_code == 200


def _met(page: str, stands_on: str, name: str, wrong: str) -> None:
    tree = html.fromstring(page)
    (said,) = tree.xpath("//*[@id='problem']")
    assert said.text.strip()
    assert "autofocus" in said.attrib
    assert said.attrib["data-at"] == stands_on
    near = next(one for one in said.iterancestors() if one.tag in ("form", "section", "main"))
    forms = [near] if near.tag == "form" else near.xpath(".//form")
    names = [one.xpath("string(.//input[@name='form']/@value)") for one in forms]
    assert name in names, f"it is said beside {names}"
    if wrong:
        field = near.xpath(f".//*[@name='{wrong}'][@aria-invalid='true']")
        assert field, f"{wrong} does not say that it is wrong"
        assert "problem" in field[0].attrib["aria-describedby"].split()
    assert len(tree.xpath("//*[@aria-invalid='true']")) == (
        2 if name == "" and wrong == "email" else bool(wrong)
    )


def test_the_first_account_is_refused_at_its_field(visitor: Visitor) -> None:
    answer = visitor.make_first(password="kort")
    _met(answer.text, "/start", "", "password")


def test_what_is_refused_is_said_also_when_its_form_is_gone(organiser: Visitor, here: str) -> None:
    answer = organiser.post(f"/w/{here}/seating/people", form="more")
    assert answer.status_code == 409
    assert "problem" in answer.text


def test_every_form_is_tried() -> None:
    missing = set(actions()) - REFUSED.keys() - NOT_REFUSED.keys()
    assert not missing, f"say what these refuse: {missing}"
