"""The second step: set up, asked for, used once, limited, taken away."""

import re
import time

import pyotp
import pytest
from flask import Flask

from cafe.people.factor.actions import take_away
from cafe.web.limits.rates import has_spent
from tests.support.app import PASSWORD, Visitor

AT = "/account/second-step"


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock stands in the middle of a half minute: no test is at the edge of two."""
    at = time.time() // 30 * 30 + 15
    monkeypatch.setattr(time, "time", lambda: at)


def code(key: str, steps: int = 0) -> str:
    """What the telephone shows, `steps` half minutes from now."""
    return pyotp.TOTP(key).at(int(time.time()) + 30 * steps)


def key_on(visitor: Visitor) -> str:
    """The key that the page shows."""
    found = re.search(r'<code class="key">([A-Z2-7 ]+)</code>', visitor.get(AT).text)
    assert found
    return found[1].replace(" ", "")


def switched_on(visitor: Visitor) -> tuple[str, list[str]]:
    """The key, and the recovery codes."""
    key = key_on(visitor)
    answer = visitor.post(AT, form="on", code=code(key, -1), password=PASSWORD)
    assert answer.status_code == 200, answer.text
    return key, re.findall(r"<li><code>([A-Z0-9-]+)</code></li>", answer.text)


def half_in(app: Flask) -> Visitor:
    """Somebody who has typed the password, in a browser of their own."""
    visitor = Visitor(app)
    assert visitor.log_in().location == "/login/code"
    assert visitor.get("/workshops").status_code == 302
    return visitor


def test_it_is_set_up_by_one_code_and_the_password(organiser: Visitor) -> None:
    key = key_on(organiser)
    assert "<svg" in organiser.get(AT).text
    for typed, status, words in (
        ({"code": "000000", "password": PASSWORD}, 422, "This code does not fit."),
        ({"code": code(key), "password": "feil passord"}, 404, "This is not your password."),
        ({"code": "", "password": ""}, 404, "This is not your password."),
    ):
        refused = organiser.post(AT, form="on", **typed)
        assert refused.status_code == status
        assert words in refused.text
        assert key_on(organiser) == key, "the telephone has it already"
    before = organiser.client.get_cookie("kafe")
    _key, codes = switched_on(organiser)
    assert len(set(codes)) == 10
    # The answer was lost, and the browser sends it again: the same codes.
    assert before
    after = organiser.client.get_cookie("kafe")
    organiser.client.set_cookie("kafe", before.value)
    again = organiser.post(AT, form="on", code=code(key, -1), password=PASSWORD)
    assert codes[9] in again.text
    assert after
    organiser.client.set_cookie("kafe", after.value)
    # The page of them is loaded again before they are written down: the same codes.
    again = organiser.post(AT, form="on", code=code(key, -1), password=PASSWORD)
    assert codes[9] in again.text
    page = organiser.get(AT).text
    assert "10 recovery codes are left." in page.replace("\xa0", " ")
    assert not any(one in page for one in codes)
    # A page that was open beside switches on no other.
    assert organiser.post(AT, form="on", code="0", password=PASSWORD).status_code == 409


def test_the_password_alone_lets_nobody_in_and_a_code_does_once(
    organiser: Visitor, cafe_app: Flask
) -> None:
    key, _codes = switched_on(organiser)
    visitor = half_in(cafe_app)
    wrong = visitor.post("/login/code", code="000000")
    assert wrong.status_code == 422
    assert "a recovery code does" in wrong.text
    used = visitor.post("/login/code", code=code(key, -1))
    assert "This code has been used." in used.text
    other, before = half_in(cafe_app), visitor.client.get_cookie("kafe")
    right = code(key)
    assert visitor.post("/login/code", code=right).location == "/workshops"
    assert visitor.get("/workshops").status_code == 200
    # The same form sent twice is one log-in; the same code elsewhere is none.
    assert before
    visitor.client.set_cookie("kafe", before.value)
    assert visitor.post("/login/code", code=right).location == "/workshops"
    assert other.post("/login/code", code=right).status_code == 422
    assert other.get("/workshops").status_code == 302


def test_a_recovery_code_lets_in_once_whatever_the_clock_says(
    organiser: Visitor, cafe_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    _key, codes = switched_on(organiser)
    monkeypatch.setattr(time, "time", lambda: 86_400.0)
    typed = f" {codes[3].lower().replace('-', ' ')} "
    assert half_in(cafe_app).post("/login/code", code=typed).location == "/workshops"
    again = half_in(cafe_app).post("/login/code", code=typed)
    assert again.status_code == 422
    assert "This recovery code has been used." in again.text
    assert (
        "none of your recovery codes"
        in half_in(cafe_app).post("/login/code", code="AAAAA-AAAAA").text
    )
    assert "9 recovery codes are left." in organiser.get(AT).text.replace("\xa0", " ")


def test_where_one_was_going_is_kept_and_nobody_gets_there_without_a_password(
    organiser: Visitor, cafe_app: Flask
) -> None:
    key, _codes = switched_on(organiser)
    visitor = Visitor(cafe_app)
    assert visitor.get("/login/code").location == "/login"
    refused = visitor.post("/login/code", code=code(key))
    assert refused.status_code == 409
    visitor.post("/login", email="berit@example.org", password=PASSWORD, next="/workshops/import")
    assert visitor.get("/login/code").status_code == 200
    assert visitor.post("/login/code", code=code(key)).location == "/workshops/import"


def test_wrong_codes_are_limited_by_account_and_never_shut_a_known_browser_out(
    organiser: Visitor, cafe_app: Flask
) -> None:
    key, codes = switched_on(organiser)
    organiser.post("/logout")
    stranger = half_in(cafe_app)
    answers = [stranger.post("/login/code", code=f"{n:06}").status_code for n in range(12)]
    assert (answers[0], answers[-1]) == (422, 429)
    with cafe_app.app_context():
        while has_spent("factor", "1"):
            pass
    elsewhere = half_in(cafe_app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "10.1.2.3"
    assert elsewhere.post("/login/code", code=codes[0]).status_code == 429
    assert organiser.log_in().location == "/login/code"
    assert organiser.post("/login/code", code=code(key)).location == "/workshops"


def test_it_is_switched_off_with_password_and_code_and_at_the_terminal(
    organiser: Visitor, cafe_app: Flask
) -> None:
    _key, codes = switched_on(organiser)
    for typed in ({"code": codes[0], "password": "feil"}, {"code": "0", "password": PASSWORD}):
        assert organiser.post(f"{AT}/off", form="off", **typed).status_code in (404, 422)
    assert Visitor(cafe_app).log_in().location == "/login/code"
    off = {"form": "off", "code": codes[0], "password": PASSWORD}
    assert organiser.post(f"{AT}/off", **off).status_code == 303
    assert organiser.post(f"{AT}/off", **off).status_code == 303
    assert Visitor(cafe_app).log_in().location == "/workshops"
    switched_on(organiser)
    with cafe_app.extensions["cafe"].db.writing() as tx:
        assert take_away(tx, person_id=1)
        assert not take_away(tx, person_id=1)
    assert Visitor(cafe_app).log_in().location == "/workshops"


def test_half_a_log_in_ends_by_itself(
    organiser: Visitor, cafe_app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, _codes = switched_on(organiser)
    visitor = half_in(cafe_app)
    # The password may be what a thief has: another one ends what the old one has begun.
    organiser.post("/account/password", password=PASSWORD, new=f"{PASSWORD} 2")
    assert visitor.post("/login/code", code=code(key)).status_code == 409
    organiser.post("/account/password", password=f"{PASSWORD} 2", new=PASSWORD)
    visitor = half_in(cafe_app)
    with visitor.client.session_transaction() as kept:
        kept["elsewhere"] = ["issuer", "sub", "eva@example.org", "Eva", True, 0]
        kept["read"] = ["a draft"]
    monkeypatch.setattr("cafe.people.routes.entering.ASKED_SECONDS", -1)
    assert visitor.get("/login/code").location == "/login"
    assert visitor.post("/login/code", code=code(key)).status_code == 409
    assert visitor.get("/workshops").status_code == 302
    # Nothing of either is left in the cookie; what was read by this browser is.
    with visitor.client.session_transaction() as kept:
        assert not {"half", "elsewhere"} & kept.keys()
    monkeypatch.undo()
    assert visitor.log_in().location == "/login/code"
    assert visitor.post("/login/code", code=code(key)).location == "/workshops"
    with visitor.client.session_transaction() as kept:
        assert kept["read"] == ["a draft"]
