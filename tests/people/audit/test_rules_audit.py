"""The audit log in words, and what of it is asked for."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.people.audit.rules import KINDS, Asked, asked, in_words, kind_names, span


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with speaking("en"):
        yield


def test_nothing_asked_for_is_all_of_it() -> None:
    assert asked({}) == asked(dict.fromkeys(Asked._fields, "")) == Asked()
    assert span(Asked()) == (None, None)
    assert kind_names().keys() == KINDS.keys()


def test_what_is_asked_for_is_read_as_it_is_typed() -> None:
    typed = {"by": " person:1 ", "kind": "files", "before": "999999999"}
    typed |= {"since": " 1971-01-01 ", "until": "9998-12-31"}
    days = date(1971, 1, 1), date(9998, 12, 31)
    assert asked(typed) == Asked("person:1", "files", *days, 999_999_999)
    assert asked({"since": "2026-02-01", "until": "2026-02-01"}).until == date(2026, 2, 1)
    assert asked({"by": "x" * 41}).by == "x" * 40  # what the column holds


@pytest.mark.parametrize(
    ("where", "typed", "told"),
    [
        ("kind", "x", "one of the kinds"),
        *[("before", typed, "is not a number") for typed in ("-1", "1.5", "٣", "1" * 10)],
        ("before", "x" * 21, "“" + "x" * 20 + "”"),
        *[("since", typed, "year-month-day") for typed in ("x", "2026-02-30", "1.2.2026")],
        *[("until", typed, "of that year") for typed in ("1970-12-31", "9999-01-01")],
    ],
)
def test_what_cannot_be_asked_for_is_said_at_its_field(where: str, typed: str, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        asked({where: typed})
    assert (refused.value.where, told in refused.value.message) == (where, True)


def test_a_span_ends_after_it_begins() -> None:
    with pytest.raises(Invalid, match="before the first") as refused:
        asked({"since": "2026-02-02", "until": "2026-02-01"})
    assert refused.value.where == "until"


def test_a_day_is_the_whole_day_where_the_cafe_runs() -> None:
    day = date(2026, 2, 1)
    since, until = span(Asked(since=day, until=day))
    assert since == datetime(2026, 2, 1).astimezone()
    assert until == datetime(2026, 2, 2).astimezone() - timedelta(microseconds=1)
    assert (span(Asked(since=day))[1], span(Asked(until=day))[0]) == (None, None)


@pytest.mark.parametrize(
    ("what", "about", "said"),
    [
        ("role", "person:2 reader", "changed the role of Ola (reader)"),
        ("role", "person:2 king", "changed the role of Ola ()"),
        *[("out", "person:2", "took Ola out"), ("owner", "person:2", "made Ola the owner")],
        ("reset", "person:2", "made a link to a new password for Ola"),
        ("link", "table:7", "renewed a link (Table 7)"),
        ("code", "wall", "renewed a short code (the wall)"),
        ("invited", "sorter", "made an invitation (sorter)"),
        ("downloaded", "pdf", "took away a file (pdf)"),
        ("kept", "final 3", "kept a version (final version 3)"),
        ("lent", "draft 2", "let a draft be read by a link (draft 2)"),
        ("date", "2027-01-01", "set the date of deletion (2027-01-01)"),
        *[("codes", "on", "turned short codes on"), ("codes", "off", "turned short codes off")],
        ("webhook", "on", "had another system told"),
        ("webhook", "off", "had no other system told any more"),
        ("webhook", "trial", "tried telling another system"),
        ("answered", "", "answered what the document says"),
        ("answered", "corrected", "corrected an answer"),
        ("contacts", "letter", "wrote to the contact list of the series"),
        ("deleted", "", "deleted the café"),
        ("deleted", "raw", "deleted the raw material"),
        # What a later version wrote down is shown as it lies there.
        *[("painted", "", "painted"), ("painted", "person:2", "painted")],
        ("contacts", "sung", "sung"),
    ],
)
def test_what_was_done_is_told_after_a_name(what: str, about: str, said: str) -> None:
    names = {"person:2": "Ola", "table:7": "Table 7", "wall": "the wall"}
    assert in_words(what, about, names.__getitem__) == said


def test_a_role_is_told_in_the_language_of_whoever_reads() -> None:
    with speaking("nb"):
        assert "(sorterer)" in in_words("invited", "sorter", str)
        assert "(leser)" in in_words("role", "person:2 reader", str)
