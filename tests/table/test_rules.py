"""What a note may be."""

import json
import uuid
from pathlib import Path

import pytest

from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.table import rules

EXAMPLES = json.loads(Path(__file__).with_name("kinds.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("text", "kind"), EXAMPLES)
def test_the_guess_of_a_kind(text: str, kind: str) -> None:
    assert rules.guess_kind(text) == kind


@pytest.mark.parametrize("part", [None, "A", "B"])
def test_parts_of_the_question(part: str | None) -> None:
    assert rules.check_part(part, {"A", "B"}) == part


@pytest.mark.parametrize(
    ("letters", "said"),
    [({"A", "B"}, "Choose one of the question's parts: A, B."), (set(), "no parts")],
)
def test_a_part_the_question_has_not(letters: set[str], said: str) -> None:
    with speaking("en"), pytest.raises(Invalid, match=said) as caught:
        rules.check_part("C", letters)
    assert caught.value.where == "part"


def test_a_browsers_uuid_is_an_id() -> None:
    uid = str(uuid.uuid4())
    assert rules.check_uid(uid) == uid


UPPER = "FBEFD339-3FF1-41A3-8FFF-3491E0A3106E"


@pytest.mark.parametrize("text", ["", "1", "x" * 36, UPPER, UPPER.lower().replace("-", "")])
def test_anything_else_is_not(text: str) -> None:
    with pytest.raises(Invalid):
        rules.check_uid(text)


@pytest.mark.parametrize("text", ["", " \n\t", "a\x00b", "\ud800", "x" * 10_001, None, 7])
def test_text_that_cannot_be_a_note(text: object) -> None:
    with pytest.raises(Invalid):
        rules.check_text(text)


def test_a_note_is_kept_letter_for_letter() -> None:
    text = "  «Æ e i æ»\n\t☕ \u00a0ŋ  "
    assert rules.check_text(text) is text
