"""What was found, as it is printed."""

from typing import Literal, NamedTuple

from cafe.core.i18n import _

How = Literal["fine", "look", "wrong"]


class Found(NamedTuple):
    """One line: what was looked at, how it is, and the way out where there is something to do."""

    what: str
    how: How = "fine"
    words: str = ""

    def line(self) -> str:
        """As it is printed."""
        marks = {"fine": _("In order"), "look": _("Look at this"), "wrong": _("Wrong")}
        return f"{marks[self.how]:<14}{self.what}" + (f": {self.words}" if self.words else "")


def some(names: list[str], most: int = 5) -> str:
    """The first of them, and how many more there are."""
    more = len(names) - most
    return ", ".join(names[:most]) + (f" … (+{more})" if more > 0 else "")
