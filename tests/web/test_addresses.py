"""Where a redirect may lead, and where links begin."""

import json
import random
import subprocess
from pathlib import Path

import pytest
from flask import Flask, redirect
from hypothesis import given
from hypothesis import strategies as st

from cafe.config import Settings
from cafe.setup.packages import node
from cafe.web.addresses import base_address, inside, lan_address
from tests.support.app import PASSWORD, Visitor

TRICKS = [
    *("https://evil.example", "HTTPS:evil.example", "//evil.example", "///evil.example"),
    *("/\\evil.example", "\\/evil.example", "\\\\evil.example", "/\t/evil.example"),
    *("/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example"),
    *("\x00//evil.example", "\x1f/\\evil.example", "/\t\n\r\t/evil.example", "\x0b//evil.example"),
    *("javascript:alert(1)", "java\tscript:alert(1)", "data:text/html,x", "evil.example", ""),
    *("?next=//evil.example", "#//evil.example", "http:/evil.example", "http:evil.example"),
    *("/\x00/evil.example", "/x\x7f", "/\x85/evil.example", "//", "/\\"),
    *("//[::1]/x", "/\\[::1]", "//evil.example:80", "//a@evil.example", "http://[", "//["),
]
ON_THIS_SITE = [
    *(
        "/",
        "/workshops",
        "/w/abc/plan",
        "/w/abc/sort/1#note-2",
        "/x?y=//z",
        "/x//y",
        "/x\\y",
        "/%09/x",
    ),
    *("/%2F/evil.example", "/;//x", "/.//evil.example", "/..//evil.example", "/å ø", "/@x", "/:80"),
    *(" /workshops ", "\t/workshops\n", "/work\nshops", "/x\x00", "\\workshops"),
]
LETTERS = "/\\ \t\n\r\x00\x0b\x1f:@#?.;%aeå[]hvil\x7f\x85\u2028"


def where_browsers_go(locations: list[str]) -> list[str]:
    """The origin each leads to from the login, by the URL Standard as Node has it."""
    script = """const found = JSON.parse(require("fs").readFileSync(0, "utf8")).map((where) => {
      try { return new URL(where, "http://cafe.test:8014/login?next=x").origin; }
      catch { return "nowhere"; }
    }); console.log(JSON.stringify(found))"""
    done = subprocess.run(
        [node(), "-e", script],
        input=json.dumps(locations),
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[str] = json.loads(done.stdout)
    return found


def location_of(address: str) -> str | None:
    """What the browser is told when a form asks to go to `address`."""
    allowed = inside(address)
    return None if allowed is None else str(redirect(allowed).location)


@pytest.mark.parametrize("address", TRICKS)
def test_a_trick_leads_nowhere(address: str) -> None:
    assert inside(address) is None


@pytest.mark.parametrize("address", ON_THIS_SITE)
def test_a_place_of_ours_stays_one(address: str) -> None:
    assert inside(address) is not None


def test_whatever_is_let_through_browsers_keep_on_this_site() -> None:
    chance = random.Random(20140905)  # the same tricks each time
    made = ["".join(chance.choices(LETTERS, k=chance.randint(1, 9))) for _try in range(20_000)]
    made += ["/" + address for address in made] + TRICKS + ON_THIS_SITE
    allowed = [found for found in map(location_of, made) if found is not None]
    assert len(allowed) > 2000
    strayed = [
        (where, origin)
        for where, origin in zip(allowed, where_browsers_go(allowed), strict=True)
        if origin != "http://cafe.test:8014"
    ]
    assert strayed == []


@given(st.text(max_size=40) | st.text(LETTERS, max_size=12))
def test_what_is_let_through_is_a_path_that_can_be_sent(address: str) -> None:
    found = inside(address)
    if found is not None:
        assert found.startswith("/")
        assert not found.startswith(("//", "/\\"))
        assert not any(ord(letter) < 32 for letter in redirect(found).location)
        assert inside(found) == found


@pytest.mark.parametrize("address", TRICKS)
def test_the_login_leads_only_inside(organiser: Visitor, address: str) -> None:
    form = {"email": "berit@example.org", "password": PASSWORD}
    answer = organiser.post("/login", **form, next=address)
    assert (answer.status_code, answer.location) == (302, "/workshops"), "as if nothing was asked"


@pytest.mark.parametrize("path", ["/w/%0Ax/plan", "/w/%09/plan", "/w/a%26next=x/plan", "/w/å/plan"])
def test_whoever_must_log_in_comes_back_to_where_they_were(
    organiser: Visitor, cafe_app: Flask, path: str
) -> None:
    stranger = Visitor(cafe_app)
    asked = stranger.get(path)
    assert asked.status_code == 302
    assert stranger.get(asked.location).status_code == 200
    assert asked.location.startswith("/login?next=/w/")
    assert "&" not in asked.location
    assert organiser.get(path).status_code == 404


@pytest.mark.parametrize(
    ("values", "address"),
    [
        ({"host": "127.0.0.1"}, "http://127.0.0.1:8014"),
        ({"host": "::1", "port": 80}, "http://[::1]"),
        ({"host": "192.168.7.7", "port": 9000}, "http://192.168.7.7:9000"),
        ({"public_url": "https://cafe.example.org/"}, "https://cafe.example.org"),
        ({}, f"http://{lan_address()}:8014"),
    ],
)
def test_links_begin_at_the_set_or_the_bound_address(
    tmp_path: Path, values: dict[str, object], address: str
) -> None:
    assert base_address(Settings.model_validate({"data_dir": tmp_path, **values})) == address
