"""What is decided in one place is asked for there, and not decided again somewhere else."""

import re
from pathlib import Path

import pytest

from tests.house.sources import files, short

# What only the deciding place may write, and where else it may stand with a reason.
DECIDED = {
    # Whether an input method takes a key: also keyCode 229 (Safari).
    "isComposing": {
        "static/js/core/keys.js",
        "static/js/mend/page.js",  # an InputEvent, which has no keyCode
    },
    # What people call a table: pairs and plenary have a number that nobody is told.
    '"Table %(number)s"': {
        "cafe/core/text/__init__.py",
        "static/js/core/words.js",
        "static/js/outline/draw/tables.js",  # only where the form is tables
        "templates/plan/seating.html",  # people are seated at tables alone
        "templates/plan/seating_print.html",
        "templates/wall/seat.html",
    },
    # What a dialog's closing ends: the browser tells of it later, when another may be open already.
    "onclose": {"static/js/core/dialog.js"},
    'addEventListener("close"': {
        "static/js/core/dialog.js",  # whoever waits so looks again whether one is open
        "static/js/sort/page.js",  # looks whether one is open
    },
    # What is nested deeper than can be followed is no JSON of ours.
    "RecursionError": {
        "cafe/core/text/halves.py",  # which looks through what was read
        "cafe/core/text/parsed.py",
    },
    # What whoever has an answer already is told it by: never a number that another process has too.
    "set_etag(": {"cafe/web/bodies.py"},
    # What may pass by itself, and is tried again.
    "stale-form": {"static/js/core/http.js", "cafe/web/trouble/failures.py"},
}


@pytest.mark.parametrize("text", DECIDED)
def test_it_stands_where_it_is_decided(text: str) -> None:
    ours = files("cafe/**/*.py", "static/js/**/*.js", "templates/**/*.html")
    found = {short(path) for path in ours if text in _read(path)}
    assert found == DECIDED[text]


# Their drawing is guarded elsewhere: by the pages that have an outbox, by live.js and sheet.js.
DRAWN_BESIDE = {
    "static/js/core/offline/offline.js",
    "static/js/plan/page.js",
    "static/js/report/page.js",
}


def test_what_comes_by_itself_is_drawn_through_frames() -> None:
    """Else a page moves between a finger's going down and its letting go, and the press is lost."""
    told = r"(?:live/connection|/following)\.js"  # events; how a job stands
    follows = re.compile(rf'import \{{[^}}]*\bfollow\b[^}}]*\}} from "[^"]*{told}"')
    live = {path for path in files("static/js/**/*.js") if follows.search(_read(path))}
    assert {short(path) for path in live if "/frames.js" not in _read(path)} == DRAWN_BESIDE


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
