"""What the Content-Security-Policy would stop is not written; people's words run as they do."""

import re
from html.parser import HTMLParser

import pytest

from tests.browser.typed_words.typed import ACTION, typed_forms
from tests.house.sources import files, short

# A downloaded document stands alone and carries its style inside; it is never served as a page.
ALONE = ("templates/report/document.html",)
INLINE = {
    "script": re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")[^>]*>"),
    "style element": re.compile(r"<style\b"),
    "style attribute": re.compile(r"<[a-z][^<>]*\sstyle\s*="),
    "on… attribute": re.compile(r"<[a-z][^<>]*\son[a-z]+\s*="),
    "javascript: address": re.compile(r"javascript:"),
}
ANYWHERE = r"[\"']?(?:https?:)?//"
OUTSIDE = re.compile(rf"(?:src|href|action)={ANYWHERE}|url\({ANYWHERE}|@import {ANYWHERE}")
PAGES = [path for path in files("templates/**/*", "static/js/**/*.js") if short(path) not in ALONE]


def test_nothing_is_inline() -> None:
    found = {
        (short(path), what): hits
        for path in PAGES
        for what, pattern in INLINE.items()
        if (hits := pattern.findall(path.read_text(encoding="utf-8")))
    }
    assert found == {}


def test_no_page_calls_out() -> None:
    out = {
        short(path): hits
        for path in [*PAGES, *files("static/css/**/*.css")]
        if (hits := OUTSIDE.findall(path.read_text(encoding="utf-8")))
    }
    assert out == {}


@pytest.mark.parametrize(
    ("what", "markup"),
    [
        ("script", "<script>alert(1)</script>"),
        ("style element", "<style>p {}</style>"),
        ("style attribute", '<p class="a" style="color: red">'),
        ("on… attribute", '<button\n onclick="go()">'),
        ("javascript: address", '<a href="javascript:go()">'),
    ],
)
def test_inline_is_recognised(what: str, markup: str) -> None:
    assert INLINE[what].search(markup)


@pytest.mark.parametrize(
    "markup",
    [
        '<script type="module" src="/static/x.js"></script>',
        '<script type="application/json" id="texts">{}</script>',
        '<p class="style=none">',
    ],
)
def test_what_is_allowed_is_not(markup: str) -> None:
    assert not any(pattern.search(markup) for pattern in INLINE.values())


# What people write runs as its own words do, wherever a page draws it or they type it.
DRAWN = ("wall", "table", "sort", "pairs", "paper", "asked", "core", "report", "outline")
# An element whose whole content is somebody's words; how those run is told by it or around it.
WORDS = re.compile(
    r"<(?P<tag>\w+)(?P<attributes>(?:\$\{[^}]*\}|[^<>$])*)>"
    r"\$\{(?:\w+\??\.)+(?:text|cafe_name|answer|main_statement)(?: \?\? \"\")?\}"
)
FIELD = re.compile(r"<textarea(?P<attributes>[^>]*)")
TOLD = ("bdi", "option", "del", "s", "mark")
SOURCES = [
    path
    for path in PAGES
    if short(path).startswith(("templates/", *(f"static/js/{room}/" for room in DRAWN)))
]


@pytest.mark.parametrize("kind", [WORDS, FIELD])
def test_words_are_told_to_run_by_themselves(kind: re.Pattern[str]) -> None:
    untold, found = [], 0
    for file in SOURCES:
        for one in kind.finditer(file.read_text(encoding="utf-8")):
            found += 1
            tag = one.groupdict().get("tag", "textarea")
            if tag not in TOLD and 'dir="auto"' not in one["attributes"]:
                untold.append(f"{file.name}: {one[0]}")
    assert untold == []
    assert found > 10


@pytest.mark.parametrize("form", typed_forms(), ids=lambda form: ACTION.findall(form)[0])
def test_a_form_one_types_in_has_a_name(form: str) -> None:
    """What is typed in one is kept as its own."""
    opening = form[: form.index(">")]
    assert ' id="' in opening or 'name="form"' in form, "give it an id, or a hidden field `form`"


class Tongues(HTMLParser):
    """A template as it is nested; `found` are our words where the café's language is spoken."""

    EMPTY = ("br", "hr", "img", "input", "link", "meta", "path", "wbr")
    OURS = re.compile(r"\b(?:_|n?gettext)\(")

    def __init__(self, template: str) -> None:
        """Read it, without what only says when something is there."""
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.found: list[str] = []
        self.feed(re.sub(r"\{#.*?#\}|\{%.*?%\}", "", template, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element speaks as it says, else as the one around it."""
        around = self.open[-1][1] if self.open else ""
        if tag not in self.EMPTY:
            self.open.append((tag, dict(attrs).get("lang") or around))

    def handle_endtag(self, tag: str) -> None:
        """One that was opened in two branches is closed once."""
        at = [one for one, _tongue in self.open]
        if tag in at:
            del self.open[len(at) - 1 - at[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Our words are in the language of who reads."""
        if self.open and "workshop.language" in self.open[-1][1] and self.OURS.search(data):
            self.found.append(data.strip()[:80])


def test_our_words_are_not_said_in_the_cafe_s_language() -> None:
    """A screen reader would read them out as if they were."""
    assert Tongues('<p lang="{{ workshop.language }}">{{ _("More") }}</p>').found
    templates = files("templates/**/*.html")
    found = {
        short(path): hits
        for path in templates
        if (hits := Tongues(path.read_text().replace("document.", "workshop.")).found)
    }
    assert found == {}
