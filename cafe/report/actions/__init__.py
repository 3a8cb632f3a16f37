"""Everything an organiser decides about the document."""

from cafe.report.actions.publishing import (
    call_version,
    lend_draft,
    renew_version,
    show_version,
)
from cafe.report.actions.versions import keep_version
from cafe.report.actions.words import choose_options, edit_intro, edit_summary, intro_text

__all__ = [
    "call_version",
    "choose_options",
    "edit_intro",
    "edit_summary",
    "intro_text",
    "keep_version",
    "lend_draft",
    "renew_version",
    "show_version",
]
