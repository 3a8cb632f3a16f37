"""The ground the other tests stand on: real servers, a real browser, and checks that do fail."""

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import redis
from playwright.sync_api import Browser
from sqlalchemy import inspect

from cafe.model.base import Base, Database
from tests.support.axe import axe
from tests.support.browser import NewPage, people

PAGE = """<!doctype html><html lang="nb"><head><title>Kafé</title>{head}</head>
<body><main><h1>Kafé</h1>{body}</main></body></html>"""


def test_db_has_every_table(db: Database) -> None:
    assert set(inspect(db.engine).get_table_names()) == set(Base.metadata.tables)


def test_postgres_is_real_and_empty(postgres_url: str) -> None:
    with psycopg.connect(postgres_url) as connection:
        version = connection.execute("SHOW server_version_num").fetchone()
        tables = connection.execute(
            "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        ).fetchone()
    assert version is not None
    assert int(version[0]) >= 130000
    assert tables == (0,)


def test_postgres_db_has_every_table(postgres_db: Database) -> None:
    assert set(inspect(postgres_db.engine).get_table_names()) == set(Base.metadata.tables)


def test_queue_passes_a_message(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as queue:
        listener = queue.pubsub()
        listener.subscribe("kafé")
        assert listener.get_message(timeout=60)
        assert queue.publish("kafé", "hei") == 1
        message = listener.get_message(timeout=60)
        listener.close()
    assert message is not None
    assert message["data"] == b"hei"


def test_page_has_text_with_a_size(new_page: NewPage) -> None:
    page = new_page(viewport={"width": 320, "height": 640})
    page.set_content(PAGE.format(head="", body="<p>Hei, bord 3</p>"))
    box = page.get_by_text("Hei, bord 3").bounding_box()
    assert box is not None
    assert box["height"] > 10
    axe(page)


def test_axe_finds_what_is_wrong(new_page: NewPage) -> None:
    page = new_page()
    page.set_content(PAGE.format(head="", body='<img src="data:,"><input name="x">'))
    with pytest.raises(AssertionError, match="image-alt"):
        axe(page)


@pytest.fixture
def strict_site(tmp_path: Path) -> Iterator[str]:
    """A page whose policy stops its own inline style."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            body = PAGE.format(head="<style>p{color:red}</style>", body="<p>Hei</p>").encode()
            self.send_response(200)
            self.send_header("Content-Security-Policy", "default-src 'none'")
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            (tmp_path / "log").write_text(format % args)

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{site.server_port}/"
        site.shutdown()


def test_policy_violation_fails_a_test(browser: Browser, strict_site: str) -> None:
    with pytest.raises(AssertionError, match="style-src"), people(browser) as new_page:  # noqa: PT012
        page = new_page()
        page.goto(strict_site)
        assert page.get_by_text("Hei").is_visible()


def test_expected_violation_does_not(new_page: NewPage, strict_site: str) -> None:
    page = new_page(expect=("Content.Security.Policy",))
    page.goto(strict_site)
    assert page.get_by_text("Hei").is_visible()
