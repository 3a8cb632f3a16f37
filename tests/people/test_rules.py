"""Rights are one table."""

from datetime import date
from itertools import pairwise

import pytest

from cafe.core.i18n import speaking
from cafe.core.limits import PASSWORD, SHORTEST_PASSWORD
from cafe.errors import Gone, Invalid, NotAllowed
from cafe.people import actions, rules


@pytest.mark.parametrize("verb", ["plan.edit", "sort.edit", "table.write", "archive.export"])
def test_a_viewer_only_looks(verb: str) -> None:
    with pytest.raises(NotAllowed):
        rules.check("viewer", verb)
    rules.check("viewer", "wall.see")


def test_a_host_writes_at_the_table_and_nowhere_else() -> None:
    rules.check("host", "table.write")
    at_table = {"table.see", "table.write", "table.answer", "evaluation.answer_host"}
    # A plenary's scribe alone (wall/rules_screen.py: check_scribe).
    assert rules.RIGHTS["host"] == at_table | {"screen.note"}


def test_who_only_looks_asks_and_writes_in_pairs_but_at_no_table() -> None:
    at_wall = {"wall.see", "wall.ask", "wall.dot", "pairs.write", "evaluation.answer"}
    assert rules.RIGHTS["viewer"] == at_wall
    assert rules.RIGHTS["invited"] == {"invitation.answer"}


def test_who_reads_a_shown_document_does_nothing_else() -> None:
    assert rules.RIGHTS["shared"] == {"document.read", "document.remark", "document.follow"}
    others = [role for role in rules.RIGHTS if "report.share" in rules.RIGHTS[role]]
    assert others == ["owner"]


def test_each_role_in_a_cafe_may_what_the_next_one_may_and_more() -> None:
    for more, less in pairwise(rules.CAFE_ROLES):
        assert rules.RIGHTS[more] > rules.RIGHTS[less]
    everything = frozenset().union(*(rules.RIGHTS[role] for role in ("person", "admin", "keeper")))
    assert everything | rules.RIGHTS["owner"] == rules.BY_LOGIN
    by_login = {"person", "admin", "keeper", "token", *rules.CAFE_ROLES}
    by_hand = rules.RIGHTS.keys() - by_login
    assert {"nobody", "sitting", "series", "joining", "resetting", "following"} < by_hand
    assert not rules.BY_LOGIN & frozenset().union(*(rules.RIGHTS[role] for role in by_hand))


@pytest.mark.parametrize("role", rules.CAFE_ROLES[1:])
def test_who_may_not_is_told_their_role_and_whom_to_ask(role: rules.CafeRole) -> None:
    with speaking("en"):
        with pytest.raises(NotAllowed) as refused:
            rules.check(role, "workshop.delete")
        assert rules.role_name(role) in refused.value.message
    assert "Ask an owner" in refused.value.message


def test_a_program_may_no_more_than_its_token_and_its_person() -> None:
    assert rules.of_token("sorter", "owner") == "sorter"
    assert rules.of_token("editor", "reader") == "reader"
    assert rules.of_token("owner", "owner") == rules.TOKEN_ROLES[0] != "owner"


def test_a_reader_changes_nothing_and_a_sorter_only_the_sorting() -> None:
    changes = {verb for verb in rules.RIGHTS["owner"] if not verb.endswith(".see")}
    # A café put away is out of one's own list, and a copy or an archive is another café.
    own = {"workshop.put", "workshop.copy", "archive.export", "people.leave"}
    assert rules.RIGHTS["reader"] & changes == own
    assert rules.RIGHTS["sorter"] & changes == own | {"sort.edit"}
    assert "links.see" not in rules.RIGHTS["sorter"]  # whoever has a table's link writes there


@pytest.mark.parametrize(
    "email",
    [
        *("", "berit", "@x", "x@", "a b@c", "a@b@", "a@b@c", "a@" + "b" * 253, "a@" + "b" * 300),
        *("a@x.no,b@y.no", "a@x.no;", "<a@x.no>", "mailto:a@x.no", "a@[x", '"a@x.no', "a@x.no)"),
        *("a\0@x.no", "a@x\u202e.no", "a\u200b@x.no", "a@x.no\u2028b", "a\\@x.no"),
    ],
)
def test_no_address(email: str) -> None:
    with pytest.raises(Invalid):
        rules.check_email(email)


def test_the_longest_address() -> None:
    assert len(rules.check_email("a@" + "b" * 252)) == 254


def test_address_in_lower_case() -> None:
    assert rules.check_email(" Berit@Example.ORG ") == "berit@example.org"


@pytest.mark.parametrize("password", ["kaffe", "x7#kQ9!mZ", "x7#kQ9!mZ2" * 20 + "p"])
def test_a_password_is_neither_short_nor_endless(password: str) -> None:
    with speaking("en"), pytest.raises(Invalid) as refused:
        rules.check_password(password)
    assert refused.value.where == "password"
    assert ("at least 10" if len(password) < 10 else "room for 200") in refused.value.message


def test_the_shortest_and_the_longest_password() -> None:
    assert (SHORTEST_PASSWORD, PASSWORD) == (10, 200)
    for password in ("x7#kQ9!mZ2", "x7#kQ9!mZ2" * 19 + "pL4vB8wN1c"):
        assert rules.check_password(password) == password


@pytest.mark.parametrize(
    "password",
    [
        *("password123", "P@ssw0rd123", "1234567890", "qwertyuiop", "iloveyou1234", "a" * 72),
        *("passordpassord", "passord123", "sommer2026", "hemmelig123", "velkommen1", "Sommer2026!"),
        *("dialogkafé", "Dialogkafe2026", "dialogkafe1!", "kafekafekafe", "d1alogkafe1"),
        *("berit@example.org", "beritbakke", "Berit Bakke", "bakkeberit1", "BERIT.BAKKE"),
    ],
)
def test_a_password_that_is_tried_first(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.check_password(password, "berit@example.org", "Berit Bakke")
    assert refused.value.where == "password"


@pytest.mark.parametrize(
    "password",
    [
        *("kaffe og kringle 2014", "en kanne kaffe til", "blåbærsyltetøy", "x7#kQ9!mZ2pL"),
        *("berit bakke liker kringle", "u" * 3 + "Ålesund og Molde" * 12, "日本語のパスワード文"),
    ],
)
def test_a_password_that_will_do(password: str) -> None:
    assert rules.check_password(password, "berit@example.org", "Berit Bakke") == password


@pytest.mark.parametrize(
    ("name", "password", "common"),
    [
        # What is left without names is short, however the names lie in each other.
        ("Bak Bakke", "bakkewqbakkezx", True),
        ("Stian Kristiansen", "kristiansenx9kristiansenq7", True),
        ("Bo Li", "bolixq7boliz9", True),  # written together
        ("Bo Li", "bo7li9bo3li5x", False),  # two letters are no name
        ("Ane Lie", "ane7lie9ane3q", True),
        # Six letters of one's own, and a password of the middling kind, will do.
        ("Berit", "dialogkaféx7q9mz", False),
        ("Berit", "kringle2014", False),
    ],
)
def test_what_is_ones_own_is_measured(name: str, password: str, common: bool) -> None:
    assert rules._is_common(password, ("b@example.org", name)) == common


def test_nobodys_password_opens_nothing() -> None:
    """The hash that is checked when there is no account is of words that stand in the code."""
    assert actions.fits(actions._nobodys_hash(), "nobody has this password")
    assert not actions.fits(None, "nobody has this password")


def test_a_password_fits_however_its_letters_are_composed() -> None:
    composed, apart = "blåbær på båten", "bla\u030abær pa\u030a ba\u030aten"
    for kept in map(actions.hash_password, (composed, apart)):
        assert actions.fits(kept, composed)
        assert actions.fits(kept, apart)
        assert not actions.fits(kept, "blabær pa baten")
    assert actions.fits(actions._hasher.hash(apart), apart), "as it was kept before"


@pytest.mark.parametrize("verb", ["sort.edit", "table.write", "archive.export"])
def test_what_is_gone_is_read_no_more_and_its_versions_are(verb: str) -> None:
    rules.check_raw(None, verb)
    with speaking("en"), pytest.raises(Gone, match="9999"):
        rules.check_raw(date(9999, 12, 31), verb)
    for kept in rules.AFTER_RAW:
        rules.check_raw(date(9999, 12, 31), kept)
