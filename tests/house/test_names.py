"""One word for each thing: names that the house map has replaced do not come back.

What goes over the wire, lies in the database or in a tablet's outbox keeps its older key; those are
listed here with the file that speaks it.
"""

import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.house.sources import ROOT, files, short

MOST = 15
# A chain that grows by a file with each change of the database.
GROWING = {"cafe/migrations/versions"}
# The word that stands in a name, and what is said instead ("The words" in cafe/README.md).
REPLACED = {
    "door": "audience, base, link",
    "doors": "links",
    "deed": "command",
    "deeds": "commands",
    "news": "events",
    "standing": "status",
    "standings": "statuses",
    "fate": "status",
    "fates": "statuses",
    "dress": "style",
    "desk": "board",
    "hands": "handlers",
    "shelf": "row, store",
    "shelves": "lists",
    "making": "job",
    "makings": "jobs",
}
# Older keys, each in the one file that speaks it.
KEPT = {
    "static/js/asked/page.js": {"desk"},
    "static/js/core/offline/of_account.js": {"desk"},
    "static/js/core/live/connection.js": {"door"},
    "static/js/core/offline/entries.js": {"door"},
    "static/js/core/offline/outbox.js": {"door"},
    "static/js/report/side/jobs.js": {"makings"},
    "static/js/sort/commands/many.js": {"deeds"},
}
# Strings and comments: what is said in them is not a name.
QUOTED = re.compile(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/|//[^\n]*', re.DOTALL)
WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
NAME = re.compile(r"[A-Za-z_$][\w$]*")
SELECTOR = re.compile(r"[.#][a-zA-Z][\w-]*")


def test_replaced_words_stand_in_no_name() -> None:
    # One test for all files: what a test costs beside its own work is more than one file's.
    back: dict[str, dict[str, object]] = {}
    gone: dict[str, set[str]] = {}
    for path in files("cafe/**/*.py", "static/js/**/*.js", "static/css/**/*.css"):
        private, kept = _private(path), KEPT.get(short(path), set())
        back |= {short(path): {word: REPLACED[word] for word in private - kept}}
        gone |= {short(path): kept - private}
    assert {path: words for path, words in back.items() if words} == {}
    assert {path: words for path, words in gone.items() if words} == {}, "no longer said there"


def _private(path: Path) -> set[str]:
    """The replaced words that stand in the file's names."""
    text = path.read_text(encoding="utf-8")
    stem = "" if short(path.parent) in GROWING else path.stem
    names = [*_names(path.suffix, text), *NAME.findall(stem)]
    return {word.lower() for name in names for word in WORD.findall(name)} & REPLACED.keys()


def _names(kind: str, text: str) -> Iterator[str]:
    if kind == ".py":
        tokens = tokenize.generate_tokens(io.StringIO(text).readline)
        yield from (token.string for token in tokens if token.type == tokenize.NAME)
    elif kind == ".js":
        yield from NAME.findall(QUOTED.sub("", text))
    else:
        yield from SELECTOR.findall(QUOTED.sub("", text))


def test_a_private_word_would_be_found() -> None:
    assert "doorOf" in set(_names(".js", 'const doorOf = (link) => "desk"; // hands'))
    assert {"hands"}.isdisjoint(_names(".js", 'const a = "hands"; /* hands */'))
    assert ".slip-hands" in set(_names(".css", ".slip-hands { color: red }"))


def test_no_folder_is_a_heap() -> None:
    own = Counter(
        short(path.parent)
        for path in files("cafe/**/*", "static/**/*", "templates/**/*", "tests/**/*", "docs/**/*")
        if path.suffix != ".pyc" and path.parent != ROOT
    )
    assert own["static/js/core"]
    heaps = {folder: count for folder, count in own.items() if count > MOST}
    assert {folder: heaps[folder] for folder in heaps.keys() - GROWING} == {}
