"""Rights are one table."""

import pytest

from cafe.errors import Invalid, NotAllowed
from cafe.people import rules


@pytest.mark.parametrize("verb", ["plan.edit", "sort.edit", "table.write", "archive.export"])
def test_a_viewer_only_looks(verb: str) -> None:
    with pytest.raises(NotAllowed):
        rules.check("viewer", verb)
    rules.check("viewer", "wall.see")


def test_a_host_writes_at_the_table_and_nowhere_else() -> None:
    rules.check("host", "table.write")
    assert rules.RIGHTS["host"] == {"table.see", "table.write", "table.answer"}


def test_who_only_looks_asks_and_writes_in_pairs_but_at_no_table() -> None:
    assert rules.RIGHTS["viewer"] == {"wall.see", "wall.ask", "wall.dot", "pairs.write"}
    assert rules.RIGHTS["invited"] == {"invitation.answer"}


def test_who_reads_a_shown_document_does_nothing_else() -> None:
    assert rules.RIGHTS["reader"] == {"document.read"}
    others = [role for role in rules.RIGHTS if "report.share" in rules.RIGHTS[role]]
    assert others == ["organiser"]


@pytest.mark.parametrize("email", ["", "berit", "@x", "x@", "a b@c", "a@" + "b" * 300])
def test_no_address(email: str) -> None:
    with pytest.raises(Invalid):
        rules.check_email(email)


def test_address_in_lower_case() -> None:
    assert rules.check_email(" Berit@Example.ORG ") == "berit@example.org"


def test_short_password() -> None:
    with pytest.raises(Invalid):
        rules.check_password("kaffe")
