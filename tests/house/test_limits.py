"""Limits that the server knows are sent with the page: no number of them stands in the browser."""

import json
import re

import pytest

from cafe.core.limits import SENT
from tests.house.sources import files, short
from tests.support.app import Visitor

# A limit by its look: a field's length, or a constant that is called so. Times have their own ends
# (…_MS, …_S): the browser's own patience.
BARE = re.compile(
    r"(?:max|min)length=\"?\d|maxLength\s*=\s*\d|\b(?:LONGEST|MOST|LARGEST)(?!\w*_M?S\b)\w* = \d"
    r"|\b(?:as|in|see) cafe/[\w/]+\.py: [A-Z]"
)
# The browser's own, of which the server knows nothing.
OWN = {
    "static/js/paper/zoom.js": "how near a photograph is looked at",
    "static/js/core/offline/drafts.js": "how many handings a draft remembers",
    "static/js/core/offline/draft_rows.js": "how many writings are under way",
}
ASKED = re.compile(r"\blimit\(\"(\w+)\"\)|\btooMany\(.*?, \"(\w+)\"\)|\blimits\.(\w+)")
SOURCES = [path for path in files("static/js/**/*.js", "templates/**/*") if short(path) not in OWN]


def test_no_limit_is_written_twice() -> None:
    bare = {
        short(path): hits
        for path in SOURCES
        if (hits := BARE.findall(path.read_text(encoding="utf-8")))
    }
    assert bare == {}, "ask for them by their names"


@pytest.mark.parametrize(
    "line",
    [
        '<input maxlength="200">',
        "const LONGEST_NOTE = 10_000;",
        "const MOST = 50;",
        "area.maxLength = 500;",
        "const LONGEST = 2000; // as cafe/core/text.py: STATEMENT",
    ],
)
def test_a_bare_limit_is_recognised(line: str) -> None:
    assert BARE.search(line)


def test_what_is_asked_for_is_sent() -> None:
    asked = {
        name
        for path in files("static/js/**/*.js", "templates/**/*")
        for names in ASKED.findall(path.read_text(encoding="utf-8"))
        for name in names
        if name not in ("", "js", "py")
    }
    assert asked == SENT.keys()


def test_every_page_has_them(visitor: Visitor) -> None:
    page = visitor.get("/login").text
    [block] = re.findall(r'<script type="application/json" id="limits">(.*?)</script>', page)
    assert json.loads(block) == SENT
