"""Any text in any field: every format and a kept version are there, are valid, and say the same."""

from pathlib import Path

from cafe.archive.schema import Archive
from tests.writers.anything.cafe import problems
from tests.writers.anything.texts import KINDS, any_cafe, places, text_fields


def test_any_text_in_any_field_comes_out_everywhere(tmp_path: Path) -> None:
    """Each kind of text once, and some drawn from anywhere; by the thousand: bench/strangers."""
    assert list(problems(1, tmp_path)) == []


def test_each_text_field_of_the_archive_is_one_of_them() -> None:
    found = list(places(Archive, any_cafe(1)))
    assert {field for _owner, _key, field in found} == text_fields(Archive)
    said = {owner[key] for owner, key, _field in found}
    assert {text for text in KINDS if text.strip()} <= said
