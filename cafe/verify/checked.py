"""What came of a check. Pure."""

from typing import NamedTuple

from cafe.verify.pieces import Finding


class Checked(NamedTuple):
    """One check. `left`: why it could not be made; `seen`: what was looked at."""

    name: str
    findings: tuple[Finding, ...] = ()
    left: str = ""
    seen: str = ""

    @property
    def fine(self) -> bool:
        """Whether it was made, and nothing is wrong."""
        return not (self.findings or self.left)
