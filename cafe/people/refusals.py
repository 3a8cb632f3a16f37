"""What is said to whoever comes by a link that opens nothing: one that was ours, or never was."""

from cafe.core.i18n import _


def gone_words(kind: str) -> str:
    """Why a link of this kind opens nothing any more."""
    words = {
        "invitation": _("This invitation is no longer valid. Ask the organiser about it."),
        "account": _(
            "This link has been used, was taken back or is too old. "
            "Ask whoever gave it to you for a new one."
        ),
        "series": _(
            "This page is not shown any more. Ask who gave the address to you for a new one."
        ),
        "follower": _("This e-mail address is deleted here: nothing more is sent to it."),
    }
    link = _(
        "This link is no longer valid: it has been renewed or taken out of use. "
        "Ask the organiser for the new one."
    )
    return words.get(kind, link)


def unknown_words(kind: str) -> str:
    """That nothing is at such an address."""
    words = {
        "invitation": _("Nobody is invited by this address. Check that the whole link is there."),
        "shared": _("No document is at this address. Check that the whole link is there."),
        "account": _(
            "No link to an account is at this address. Check that the whole link is there."
        ),
        "series": _("No series is at this address. Check that the whole link is there."),
        "follower": _("No letter leads to this address. Check that the whole link is there."),
    }
    link = _("Nothing is at this address. Check that the whole link is there, or scan it again.")
    return words.get(kind, link)
