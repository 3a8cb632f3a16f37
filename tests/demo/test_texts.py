"""The texts hang together before anything is built from them, and they are our own."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe.demo.cafe import QUESTIONS
from cafe.demo.shapes import DemoNote, Theme
from cafe.sort.rules import as_sentence

_SAMPLE = Path(__file__).parents[3] / "shared" / "cafe2014" / "archive-q1-q3.json"
# Shorter ones meet by chance: two cafés may both say "Trygghet".
_OWN_FROM = 45


def _slips(theme: Theme) -> list[DemoNote]:
    return [slip for table in theme.tables for slip in table.slips]


def _used(theme: Theme) -> list[str]:
    lines = [printed for heading in theme.headings for printed in heading.lines]
    return [key for printed in lines for key in printed.keys + printed.absorbs] + list(theme.aside)


def _sentences() -> Iterator[str]:
    for theme in QUESTIONS:
        yield theme.text
        yield from theme.parts
        yield from theme.aside.values()
        for table in theme.tables:
            yield from (table.name, table.main)
            for slip in table.slips:
                yield from (slip.text, slip.first or "")
        for heading in theme.headings:
            yield heading.text
            yield from (printed.text or "" for printed in heading.lines)


def _bare(text: str) -> str:
    """Letters and digits only: another comma does not make a sentence one's own."""
    return re.sub(r"[\W_]+", " ", text).strip().lower()


def test_as_many_as_a_real_cafe() -> None:
    assert [theme.number for theme in QUESTIONS] == list(range(1, 9))
    numbers = [[table.number for table in theme.tables] for theme in QUESTIONS]
    assert numbers == [[n, n + 7] for n in range(1, 8)] + [[15]]
    assert 290 <= sum(len(_slips(theme)) for theme in QUESTIONS) <= 330


def test_every_table_has_a_name_hosts_and_a_main_statement_of_its_own() -> None:
    tables = [table for theme in QUESTIONS for table in theme.tables]
    assert all(table.hosts and table.main for table in tables)
    assert len({table.name for table in tables}) == len({table.main for table in tables}) == 15


@pytest.mark.parametrize("theme", QUESTIONS, ids=lambda theme: f"question {theme.number}")
def test_every_note_ends_in_exactly_one_place(theme: Theme) -> None:
    keys = [slip.key for slip in _slips(theme)]
    standing = [slip.key for slip in _slips(theme) if not slip.struck]
    assert len(set(keys)) == len(keys)
    assert Counter(_used(theme)) == Counter(standing)


@pytest.mark.parametrize("theme", QUESTIONS, ids=lambda theme: f"question {theme.number}")
def test_a_rewording_changes_words_and_joined_notes_have_words(theme: Theme) -> None:
    said = {slip.key: slip.text for slip in _slips(theme)}
    for printed in (printed for heading in theme.headings for printed in heading.lines):
        own = as_sentence(said[printed.keys[0]])
        assert printed.text != own, f"{printed.keys}: the note says this already"
        assert printed.text or len(printed.keys) == 1, f"{printed.keys}: joined without words"


@pytest.mark.parametrize("theme", QUESTIONS, ids=lambda theme: f"question {theme.number}")
def test_three_to_five_headings_in_the_list(theme: Theme) -> None:
    assert 3 <= sum(heading.listed for heading in theme.headings) <= 5


def test_the_mix_that_real_slips_have() -> None:
    slips = [slip for theme in QUESTIONS for slip in _slips(theme)]
    assert 0.15 < sum(slip.kind == "keyword" for slip in slips) / len(slips) < 0.4
    assert sum("?" in slip.text for slip in slips) > 20
    assert sum(bool(re.search("[→=≠>]", slip.text)) for slip in slips) > 20
    assert sum(slip.text.endswith("…") for slip in slips) > 3
    assert sum(slip.struck for slip in slips) > 2
    assert sum(slip.first is not None for slip in slips) > 5
    headings = [heading for theme in QUESTIONS for heading in theme.headings]
    assert [heading.listed for heading in headings].count(False) == 1
    assert sum(table.by_parts for theme in QUESTIONS for table in theme.tables) == 1
    assert [theme.number for theme in QUESTIONS if theme.parts] == [5]


@pytest.mark.skipif(not _SAMPLE.exists(), reason="the 2014 café lies outside the project")
def test_no_sentence_is_from_the_2014_cafe() -> None:
    sample = _bare(json.dumps(json.loads(_SAMPLE.read_text("utf-8")), ensure_ascii=False))
    ours = [text for text in _sentences() if len(text) > _OWN_FROM]
    assert len(ours) > 150
    assert [text for text in ours if _bare(text) in sample] == []
