"""Everything that is stored is placed: columns, the browser's stores and cookies; docs agree."""

import re
from collections import Counter
from pathlib import Path

from cafe.core.i18n import speaking
from cafe.model import Base
from cafe.people.privacy import browser, record, stored

ROOT = Path(__file__).parents[3]
# How something comes to be kept in a browser.
KEEPS = re.compile(
    r"(?:localStorage|sessionStorage)\.setItem\(|=> localStorage\b|= localStorage\b|openDB\("
    r"|caches\.open\(|[^.]cookie = `|= keptList\("
)
SETS = re.compile(r"\.set_cookie\(")
IN_SESSION = re.compile(r"\bsession(?:\[|\.(?:get|pop)\()\"(\w+)\"")
# They only take away what others have kept.
TAKES_AWAY = {"static/js/farewell/page.js", "static/js/privacy/page.js"}
ON_BEHALF = {"static/js/core/attempt.js"}  # whoever calls its `keptList` keeps something


def test_each_column_is_placed() -> None:
    """A new one fails until it is said whose data it is, and how long it is kept."""
    there = {(table.name, c.name) for table in Base.metadata.sorted_tables for c in table.columns}
    placed = Counter(stored.columns())
    assert set(placed) - there == set(), "gone"
    assert there - set(placed) == set(), "say in cafe/people/privacy/stored.py what it is"
    assert [one for one, times in placed.items() if times > 1] == []


def test_each_store_and_cookie_of_a_browser_is_placed() -> None:
    scripts = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "static" / "js").rglob("*.js")
        if KEEPS.search(path.read_text(encoding="utf-8"))
    }
    cookies = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "cafe").rglob("*.py")
        if SETS.search(path.read_text(encoding="utf-8"))
    }
    placed = {name for kept in browser.BROWSER for name in kept.where}
    assert (scripts | cookies) - TAKES_AWAY - ON_BEHALF == placed, (
        "say in cafe/people/privacy/browser.py what it keeps"
    )


def test_what_the_one_cookie_holds_is_placed() -> None:
    """Whatever is put into it, the privacy page speaks of."""
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "cafe").rglob("*.py")]
    held = {name for source in sources for name in IN_SESSION.findall(source)}
    assert held == browser.IN_COOKIE, "say in cafe/people/privacy/browser.py what it is, in words"


def test_the_page_says_each_in_three_languages() -> None:
    for language in ("nb", "nn", "en"):
        with speaking(language):
            words = [one.words() for one in (*stored.GROUPS, *browser.BROWSER)]
        assert len(set(words)) == len(words)
    assert len({one.key for one in stored.GROUPS}) == len(stored.GROUPS)


def test_the_record_in_the_docs_is_made_of_the_list() -> None:
    """Another one is made by `record.in_record`."""
    text = (ROOT / "docs" / "privacy.md").read_text(encoding="utf-8")
    assert record.in_record(text) == text, "write it anew by record.in_record"
