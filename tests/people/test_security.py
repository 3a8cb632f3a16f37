"""Whom to tell of a weakness, and what browsers are told on https."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from pydantic import ValidationError

from cafe.config import load_settings
from cafe.people.security import contact_file
from cafe.web.state import cafe
from tests.support.app import Visitor

NOW = datetime(2026, 11, 28, 12, 30, 59, 7, tzinfo=UTC)


def fields(text: str) -> dict[str, str]:
    """The file as a machine reads it: `name: value` lines, each name once."""
    found = dict(line.split(": ", 1) for line in text.splitlines())
    assert len(found) == len(text.splitlines())
    return found


@pytest.mark.parametrize(
    ("contact", "uri"),
    [
        ("it@example.org", "mailto:it@example.org"),
        ("mailto:it@example.org", "mailto:it@example.org"),
        ("https://example.org/weakness", "https://example.org/weakness"),
        ("tel:+4780000000", "tel:+4780000000"),
        ("", "https://cafe.example.org/privacy"),
    ],
)
def test_a_machine_finds_whom_to_tell(contact: str, uri: str) -> None:
    told = fields(contact_file(contact, "https://cafe.example.org", NOW))
    assert told["Contact"] == uri
    assert told["Preferred-Languages"] == "nb, nn, en"
    assert told["Expires"] == "2027-05-27T00:00:00Z"
    assert told["Canonical"] == "https://cafe.example.org/.well-known/security.txt"


def test_it_is_served_to_anybody_and_expires_within_a_year(visitor: Visitor) -> None:
    answer = visitor.get("/.well-known/security.txt")
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; charset=utf-8"
    told = fields(answer.text)
    assert re.fullmatch(r"http://[\w.]+(:\d+)?/privacy", told["Contact"])
    ends = datetime.strptime(told["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert 100 < (ends - datetime.now(UTC)).days < 365
    assert "Canonical" not in told
    assert "If you find a weakness" not in visitor.get("/privacy").text


def test_the_privacy_page_names_the_contact(cafe_app: Flask) -> None:
    holder = cafe(cafe_app)
    settings = holder.settings.model_copy(update={"security_contact": "it@example.org"})
    object.__setattr__(holder, "settings", settings)
    page = Visitor(cafe_app).get("/privacy").text
    assert '<a href="mailto:it@example.org">it@example.org</a>' in page


@pytest.mark.parametrize("wrong", ["somebody", "http://example.org", "a@b\nExpires: 2000", "a b@c"])
def test_a_contact_that_nobody_can_reach_is_refused(tmp_path: Path, wrong: str) -> None:
    with pytest.raises(ValidationError):
        load_settings({"CAFE_DATA_DIR": str(tmp_path), "CAFE_SECURITY_CONTACT": wrong})


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("https://cafe.example.org", "max-age=31536000"),
        ("http://cafe.example.org", None),
        ("", None),
    ],
)
def test_browsers_stay_on_https_where_the_cafe_is(
    cafe_app: Flask, address: str, told: str | None
) -> None:
    holder = cafe(cafe_app)
    settings = holder.settings.model_copy(update={"public_url": address})
    object.__setattr__(holder, "settings", settings)
    someone = Visitor(cafe_app)
    for door in ("/privacy", "/static/icon.svg", "/healthz", "/nowhere"):
        answer = someone.get(door)
        assert answer.headers.get("Strict-Transport-Security") == told
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        answer.close()
