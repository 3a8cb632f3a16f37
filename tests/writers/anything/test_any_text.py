"""Any text in any field: every format and a kept version are there, are valid, and say the same."""

from pathlib import Path

import pytest

from cafe.archive.schema import Archive
from cafe.document.compose import composed
from cafe.document.material import Category, PosterNote
from cafe.report.export import written
from cafe.writers.pictures import drawn
from tests.report.samples import a_question, material, table
from tests.writers.anything.cafe import problems
from tests.writers.anything.texts import KINDS, any_cafe, places, text_fields
from tests.writers.pdf_tree import from_pdf


def test_any_text_in_any_field_comes_out_everywhere(tmp_path: Path) -> None:
    """Each kind of text once, and some drawn from anywhere; by the thousand: bench/strangers."""
    assert list(problems(1, tmp_path)) == []


def test_each_text_field_of_the_archive_is_one_of_them() -> None:
    found = list(places(Archive, any_cafe(1)))
    assert {field for _owner, _key, field in found} == text_fields(Archive)
    said = {owner[key] for owner, key, _field in found}
    assert {text for text in KINDS if text.strip()} <= said


@pytest.mark.parametrize(
    "text",
    [
        "\u2066a" * 600,  # more odd characters than one paragraph may have
        "".join(chr(0x40000 + at) for at in range(9000)),  # which no font has
        "א\u05b0" * 300 + "a\u20dd" * 300,
    ],
    ids=["turned", "unknown", "marked"],
)
def test_what_is_too_much_at_once_is_set_another_way(text: str) -> None:
    """Posters and PDF, and all of it is there."""
    slips = (PosterNote(text),)
    asked = a_question(1, tables=(table(1, slips=slips),), headings=(Category("H", (text,)),))
    document = composed(material(asked))
    assert all(picture.startswith(b"\x89PNG") for picture in drawn(document).values())
    said = "".join(words for _kind, words in from_pdf(written(document, "pdf", {}, None)))
    assert said.count(text[1]) >= text.count(text[1])
