"""Dates and times on screens, and the same words in what is written to a file."""

from contextvars import copy_context
from datetime import UTC, datetime

import pytest

from cafe.core.i18n import long_moment, moment, speak, speaking

AT = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("language", "short", "long"),
    [
        ("nb", "12. mars kl. 14.05", "12. mars 2026 kl. 14.05"),
        ("nn", "12. mars kl. 14.05", "12. mars 2026 kl. 14.05"),
        ("en", "March 12 14:05", "March 12, 2026 14:05"),
    ],
)
def test_a_moment_tells_its_day(language: str, short: str, long: str) -> None:
    with speaking(language):
        assert (moment(AT), long_moment(AT)) == (short, long)
    on_screen = copy_context().run(_on_screen, language)
    assert on_screen.replace("\u00a0", " ") == long
    assert "\u00a0" in on_screen


def _on_screen(language: str) -> str:
    speak(language)
    return long_moment(AT)
