"""A setting of the log-in service that cannot be used is named, and not repeated."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from cafe.config import load_settings
from cafe.errors import Invalid

GOOD = {"CAFE_OIDC_ISSUER": "https://login.example.org/planted/v2.0", "CAFE_OIDC_CLIENT_ID": "x"}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAFE_OIDC_ISSUER", "planted"),
        ("CAFE_OIDC_ISSUER", "http://planted.example.org"),
        ("CAFE_OIDC_ISSUER", "http://127.0.0.1.planted.example.org"),
        ("CAFE_OIDC_ISSUER", "https://planted/?tenant=1"),
        ("CAFE_OIDC_ISSUER", "https://planted/#a"),
        ("CAFE_OIDC_ISSUER", "https://berit:planted@example.org"),
        ("CAFE_OIDC_ISSUER", "https://planted.example.org:99999"),
        ("CAFE_OIDC_ISSUER", "https://[::1planted"),
        ("CAFE_OIDC_ISSUER", "https://planted ex.org"),
        ("CAFE_OIDC_ISSUER", "https://plantéd.example.org"),
        ("CAFE_OIDC_ISSUER", "https://example.org/" + "planted" * 99),
        ("CAFE_OIDC_CLIENT_ID", ""),
        ("CAFE_OIDC_NAME", "planted\nLogg inn"),
        ("CAFE_OIDC_NAME", "planted " * 9),
        ("CAFE_OIDC_NAME", "   "),
        ("CAFE_OIDC_REQUIRED", "planted"),
        ("CAFE_OIDC_DOMAINS", "https://planted"),
        ("CAFE_OIDC_DOMAINS", "berit@planted"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(ValidationError) as caught:
        load_settings({"CAFE_DATA_DIR": str(tmp_path), **GOOD, name: value})
    said = caught.value.errors(include_input=False, include_url=False)
    assert [f"CAFE_{str(one['loc'][0]).upper()}" for one in said] == [name]
    assert "planted" not in said[0]["msg"]


def test_required_needs_a_service(tmp_path: Path) -> None:
    with pytest.raises(ValidationError, match="nobody can log in"):
        load_settings({"CAFE_DATA_DIR": str(tmp_path), "CAFE_OIDC_REQUIRED": "1"})


@pytest.mark.parametrize(
    "issuer", ["https://login.example.org/", "http://127.0.0.1:9000", "http://localhost/realms/a"]
)
def test_a_good_issuer_is_taken_as_it_is(tmp_path: Path, issuer: str) -> None:
    found = load_settings({"CAFE_DATA_DIR": str(tmp_path), **GOOD, "CAFE_OIDC_ISSUER": issuer})
    assert found.oidc_issuer == issuer


def test_the_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    told = {"CAFE_DATA_DIR": str(tmp_path), **GOOD, "CAFE_OIDC_CLIENT_SECRET_FILE": str(file)}
    with pytest.raises(Invalid, match="secret"):
        load_settings(told)
    file.write_text("s3cret\n", encoding="utf-8")
    assert load_settings(told).oidc_client_secret == "s3cret"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(Invalid):
        load_settings(told)
