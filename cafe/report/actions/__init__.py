"""Everything an organiser decides about the document."""

from cafe.report.actions.versions import keep_version, renew_version, show_version
from cafe.report.actions.words import choose_options, edit_intro, edit_summary, intro_text

__all__ = [
    "choose_options",
    "edit_intro",
    "edit_summary",
    "intro_text",
    "keep_version",
    "renew_version",
    "show_version",
]
