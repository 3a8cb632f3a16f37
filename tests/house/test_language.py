"""The Norwegian catalogues keep to one word for each thing, and say it so that it can be read.

Each line of `language.json` names the word we use and those we do not (regular expressions, matched
without regard to case). Where the unwanted word is the right one, `unless` gives the message (its
beginning, in English) and why.
"""

import json
import re
from contextvars import copy_context
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from cafe.core import i18n
from cafe.guides.rules import NAMES, Guide, runs
from cafe.guides.texts import guide
from cafe.setup import texts
from cafe.setup.catalogues import read
from tests.house.sources import ROOT

NORWEGIAN = ("nb", "nn")
RULES = json.loads(Path(__file__).with_name("language.json").read_text(encoding="utf-8"))
NUMBERED = "bord|spørsmål|runde|del|nummer|linje|kl\\."
COUNTS = "count|num|minutes|most|length|times|change|percent|of"
# A plain space where a line must not break, and what the reader would see broken.
BREAKS = {
    rf"(?i)\b(?:{NUMBERED}) %\(": "a name and its number",
    rf"%\((?:{COUNTS})\)s \w": "a number and what it counts",
    r"[\d)s] %%": "a number and its %",
    r" …": "a word and its …",
}


class Line(NamedTuple):
    """One form of one message: its English `id`, and what `language` says."""

    language: str
    id: str
    text: str


@cache
def _lines(language: str) -> list[Line]:
    found = []
    for message in read(texts.path_of(ROOT, language)):
        id = message.id if isinstance(message.id, str) else message.id[0]
        said = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        found += [Line(language, id, text) for text in said if id and text]
    return found


@cache
def _guides(language: str) -> list[Line]:
    """The same of the guides, which lie in files of their own."""
    found = []
    for name in NAMES:
        here, there = guide(name, language), guide(name, "en")
        for one, english in zip(_said(here), _said(there), strict=True):
            found.append(Line(language, english, "".join(run.words for run in runs(one))))
    return found


def _said(one: Guide) -> list[str]:
    return [one.title, *(part.heading for part in (*one.steps, *one.aside)), *one.texts]


def _told(found: list[Line], what: str) -> str:
    return "\n".join([what, *(f"  {one.language}: {one.text!r}  ({one.id})" for one in found)])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule["say"])
def test_each_thing_has_one_word(rule: dict[str, object]) -> None:
    languages = rule.get("in", NORWEGIAN)
    unless = rule.get("unless", {})
    assert isinstance(languages, (list, tuple))
    assert isinstance(unless, dict)
    unwanted = re.compile(str(rule["not"]), re.IGNORECASE)
    lines = [line for at in languages for line in (*_lines(at), *_guides(at))]
    hits = [line for line in lines if unwanted.search(line.text.replace(i18n.NBSP, " "))]
    excused = {line: start for line in hits for start in unless if line.id.startswith(start)}
    found = [line for line in hits if line not in excused]
    assert found == [], _told(found, f"say «{rule['say']}», not /{rule['not']}/:")
    assert set(unless) == set(excused.values()), "an exception that nothing needs any more"


@pytest.mark.parametrize("language", NORWEGIAN)
@pytest.mark.parametrize(("pattern", "what"), BREAKS.items(), ids=BREAKS.values())
def test_what_belongs_together_is_not_broken(language: str, pattern: str, what: str) -> None:
    lines = (*_lines(language), *_guides(language))
    found = [line for line in lines if re.search(pattern, line.text)]
    assert found == [], _told(found, f"a non-breaking space (U+00A0) between {what}:")


@pytest.mark.parametrize("language", NORWEGIAN)
def test_three_dots_are_one_character(language: str) -> None:
    found = [line for line in (*_lines(language), *_guides(language)) if "..." in line.text]
    assert found == [], _told(found, "write … for three dots:")


def test_what_is_written_to_a_file_has_plain_spaces() -> None:
    for language in NORWEGIAN:
        with i18n.speaking(language):
            bound = [i18n.gettext(line.id) for line in _lines(language)]
        assert [text for text in bound if i18n.NBSP in text] == []
        assert i18n.NBSP in copy_context().run(_on_screen, language)


def _on_screen(language: str) -> str:
    i18n.speak(language)
    return i18n.gettext("Table %(number)s")
