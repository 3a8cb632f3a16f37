"""How a guide's text is read: its parts, and the links in it."""

import pytest

from cafe.guides.rules import Run, Section, parsed, runs

TEXT = """
title = "Verten"
lead = "Les [loven](law)."
last = "Takk."
[[steps]]
heading = "Først"
points = ["Hils.", "Se [en annen](guide:why)."]
[[aside]]
heading = "Ved siden av"
points = ["Kaffe."]
"""


def test_a_guide_is_read_in_its_parts() -> None:
    guide = parsed("host", "nb", TEXT)
    assert (guide.name, guide.language, guide.title) == ("host", "nb", "Verten")
    assert guide.steps == (Section("Først", ("Hils.", "Se [en annen](guide:why).")),)
    assert guide.texts == (
        "Les [loven](law).",
        "Hils.",
        "Se [en annen](guide:why).",
        "Kaffe.",
        "Takk.",
    )


@pytest.mark.parametrize("part", ["steps", "lead", "points"])
def test_a_part_that_is_missing_is_no_guide(part: str) -> None:
    with pytest.raises((KeyError, TypeError)):
        parsed("host", "nb", TEXT.replace(part, f"{part}x"))


def test_links_are_stretches_of_their_own() -> None:
    assert runs("Les [loven](law), og [en](guide:why)") == [
        Run("Les "),
        Run("loven", "law"),
        Run(", og "),
        Run("en", "guide:why"),
    ]
    assert runs("[alt](law)") == [Run("alt", "law")]
    assert runs("") == []
