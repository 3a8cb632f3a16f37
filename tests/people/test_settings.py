"""A setting that cannot be used is named in one line, without what it was set to."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe.config import load_settings
from tests.support.programs.forked import Forked


@pytest.fixture(scope="module")
def forked() -> Iterator[Forked]:
    one = Forked("cafe.cli", "cafe.model")
    yield one
    one.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CAFE_PORT", "plantet"),
        ("CAFE_SECURITY_CONTACT", "planted nobody"),
        ("CAFE_PUBLIC_URL", "planted.example.org"),
        ("CAFE_PUBLIC_URL", "ftp://planted"),
        ("CAFE_PUBLIC_URL", "//planted"),
        ("CAFE_PUBLIC_URL", "javascript:planted"),
        ("CAFE_PUBLIC_URL", "http://planted/path"),
        ("CAFE_PUBLIC_URL", "http://planted?"),
        ("CAFE_PUBLIC_URL", "http://planted/?q"),
        ("CAFE_PUBLIC_URL", "http://planted/#a"),
        ("CAFE_PUBLIC_URL", "http://planted:pw@example.org"),
        ("CAFE_PUBLIC_URL", "http://planted example"),
        ("CAFE_PUBLIC_URL", "http://planted\n.example"),
        ("CAFE_PUBLIC_URL", "http://planted:99999"),
        ("CAFE_PUBLIC_URL", "http://planted:port"),
        ("CAFE_PUBLIC_URL", "http://[::1"),
        ("CAFE_PUBLIC_URL", "http://"),
        ("CAFE_PUBLIC_URL", "http://" + "planted." * 80),
        ("CAFE_HOSTS", "fine.example.org http://planted"),
        ("CAFE_HOSTS", "planted:80"),
        ("CAFE_HOSTS", "*.planted"),
        ("CAFE_HOSTS", "plan%ted"),
        ("CAFE_DATABASE_URL", "planted"),
        ("CAFE_DATABASE_URL", "mysql://planted/x"),
        ("CAFE_DATABASE_URL", "postgres://planted/x"),
        ("CAFE_DATABASE_URL", "postgresql+asyncpg://planted/x"),
        ("CAFE_DATABASE_URL", "postgresql://berit:planted@host:abc/x"),
        ("CAFE_DATABASE_URL", "sqlite:///:memory:"),
        ("CAFE_REDIS_URL", "planted"),
        ("CAFE_REDIS_URL", "redis://planted:abc"),
        ("CAFE_REDIS_URL", "http://planted"),
        ("CAFE_SECRET_KEY", "planted"),
        ("CAFE_SECRET_KEY", " " * 40),
    ],
)
def test_a_wrong_setting_is_named(forked: Forked, tmp_path: Path, name: str, value: str) -> None:
    environment = {"PATH": "/usr/bin:/bin", "CAFE_DATA_DIR": str(tmp_path), name: value}
    code, _out, said = forked.run("user", "list", environment=environment)
    assert code == 2
    assert said.startswith(f"{name}: ")
    assert said.count("\n") == 1
    assert value not in said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("HTTPS://Cafe.Example.ORG/", "https://cafe.example.org"),
        ("https://cafe.example.org:443", "https://cafe.example.org"),
        ("http://cafe.local:8014/", "http://cafe.local:8014"),
        ("http://[2001:DB8::1]:80/", "http://[2001:db8::1]"),
        ("https://kafé.no", "https://kafé.no"),
    ],
)
def test_an_address_has_one_spelling(tmp_path: Path, typed: str, kept: str) -> None:
    """Else `HTTPS://` would be no https to whoever asks whether cookies may travel in the open."""
    settings = load_settings({"CAFE_DATA_DIR": str(tmp_path), "CAFE_PUBLIC_URL": typed})
    assert settings.public_url == kept


def test_names_and_databases_that_do(tmp_path: Path) -> None:
    said = {
        "CAFE_HOSTS": "kafé.no, 10.0.0.7 [2001:db8::1] laptop_3.local",
        "CAFE_DATABASE_URL": "postgresql://berit:pa%2Fss@host:5432/cafe",
        "CAFE_REDIS_URL": "unix:///run/redis.sock",
    }
    settings = load_settings({"CAFE_DATA_DIR": str(tmp_path), **said})
    assert {name: getattr(settings, name.removeprefix("CAFE_").lower()) for name in said} == said
