"""Who wrote, when it was nobody with a name. Pure."""

from cafe.core.i18n import _

# People whose devices are many and have no name: whoever the label begins with one of these.
PHONES = ("pair", "sitting", "viewer", "phone", "wall")


def who_else(label: str) -> str:
    """What to call those who have no name."""
    if label.partition(":")[0] in PHONES:
        return _("A phone")
    return _("The house") if label.startswith("house") else _("somebody")
