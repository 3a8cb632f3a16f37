"""Every colour stands in the token file: another theme is another set of tokens; none is idle."""

import re
from pathlib import Path

import pytest

from tests.house.sources import files, short

TOKENS = "static/css/parts/tokens.css"
# The document carries its own tokens, for it also lies in files that nobody serves.
OWN = {TOKENS, "static/css/parts/document.css"}
SHEETS = [path for path in files("static/css/**/*.css") if short(path) not in OWN]
LITERAL = re.compile(
    r"#[0-9a-fA-F]{3,8}\b(?![^{};]*\{)|\b(?:rgba?|hsla?|hwb|(?:ok)?l(?:ab|ch))\("
    r"|:[^;{}]*\b(?:white|black|red|green|blue|yellow|orange|brown|gr[ae]y|silver|beige|ivory)\b[^-]"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
USED = re.compile(r"var\(--([\w-]+)\)")
USED_ANYHOW = re.compile(r"var\(\s*--([\w-]+)")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
BODY = re.compile(r"\{[^{}]*\}|@import[^;]*;")
WORD = re.compile(r"[\w-]+")
MADE = re.compile(r"\b([a-z]+-)(?:\$\{|\{\{)")  # clock-${state}
SET = re.compile(r"--([\w-]+)\s*:|setProperty\(\s*[\"'`]--([\w-]+)")


def _rules(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SHEETS, ids=short)
def test_no_colour_stands_outside_the_tokens(path: Path) -> None:
    assert LITERAL.findall(_rules(path)) == [], f"give it a name in {TOKENS}"


@pytest.mark.parametrize(
    "rule",
    [
        "a { color: #fff; }",
        "a { border: 1px solid #c9a36a; }",
        "a { box-shadow: 0 0 1px rgb(0 0 0 / 10%); }",
        "a { background: white; }",
        "a { background: oklch(40% 0.2 20); }",
    ],
)
def test_a_colour_is_recognised(rule: str) -> None:
    assert LITERAL.search(rule)


@pytest.mark.parametrize(
    "rule", ["#add { color: var(--ink); }", "a { border: 0 solid CanvasText; white-space: pre; }"]
)
def test_what_is_no_colour_is_let_be(rule: str) -> None:
    assert not LITERAL.search(rule)


def test_every_token_that_is_used_is_set() -> None:
    """A misspelt name draws nothing and says nothing."""
    everything = files("static/css/**/*.css", "static/js/**/*.js", "templates/**/*.html")
    known = {
        name for path in everything for pair in SET.findall(_rules(path)) for name in pair if name
    }
    used = {name for path in files("static/css/**/*.css") for name in USED.findall(_rules(path))}
    assert {name for name in used - known if not name.startswith("ds")} == set()


def test_no_style_is_idle() -> None:
    """Each class that a rule names is given to something, and each token that is set is used."""
    sheets = "\n".join(_rules(path) for path in files("static/css/**/*.css"))
    named = set(CLASS.findall(BODY.sub(" ", sheets)))
    places = files("templates/**/*.html", "static/js/**/*.js", "cafe/writers/**/*.py")
    sources = "\n".join(path.read_text(encoding="utf-8") for path in places)
    given = set(WORD.findall(sources))
    built = tuple(MADE.findall(sources))
    idle = {one for one in named - given if not one.startswith(("ds-", *built))}
    unused = {one for one, _ in SET.findall(sheets) if f"--{one}" not in sources} - set(
        USED_ANYHOW.findall(sheets)
    )
    assert (idle, {one for one in unused if not one.startswith("ds")}) == (set(), set())


RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
OF_A_FIELD = re.compile(r"\bselect\b|\.ds-input")
WHOLE_BACKGROUND = re.compile(r"(?:^|[;\s])background\s*:")


def test_no_field_loses_its_arrow() -> None:
    """A list to choose from has its arrow as a picture behind it: `background` takes it away."""
    found = {
        f"{short(path)}: {selector.strip()}"
        for path in files("static/css/**/*.css")
        for selector, body in RULE.findall(_rules(path))
        if OF_A_FIELD.search(selector) and WHOLE_BACKGROUND.search(body)
    }
    assert found == set(), "say background-color"


IMPORT = re.compile(r'@import "\./([\w/]+\.css)"')
BARE = re.compile(r"(?:^|[{},;])\s*\.([A-Za-z][\w-]*)(?=\s*[,{:])")
# What one room draws and another's pages show too, with more of their own said about it.
SHOWN_ELSEWHERE = {"crop", "lead", "slip", "slips", "writer"}


def test_a_room_draws_only_what_is_its_own() -> None:
    """What a room says of a class by its name alone holds on all pages that have its sheet."""
    found = set()
    for sheet in files("static/css/*.css"):
        parts = {name: _rules(sheet.parent / name) for name in IMPORT.findall(_rules(sheet))}
        rooms = {name: name.split("/")[0] for name in parts}
        selectors = {name: BODY.sub("{} ", rules) for name, rules in parts.items()}
        for name, its in selectors.items():
            others = {
                one
                for other, theirs in selectors.items()
                if "parts" not in (rooms[name], rooms[other]) and rooms[other] != rooms[name]
                for one in CLASS.findall(theirs)
            }
            found |= {
                f"{name}: .{one}" for one in set(BARE.findall(its)) & others - SHOWN_ELSEWHERE
            }
    assert found == set(), "say whose it is: .intake .wide"
