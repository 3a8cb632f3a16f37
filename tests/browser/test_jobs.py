"""What takes long is followed on a page of its own: read aloud, found again, and it leads on."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from cafe.jobs.bounds import KINDS
from tests.archive.archives import an_archive
from tests.browser.sorting import lay_out, log_in
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server, StartServer

AT_ONCE = {"Prefer": "wait=0"}


@contextmanager
def turn_taken(data_dir: Path, kind: str) -> Iterator[None]:
    """Somebody else's job of this kind is at work."""
    path = data_dir / "makings" / KINDS[kind].lane
    path.parent.mkdir(exist_ok=True)
    with path.open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@pytest.fixture
def cafe(server: StartServer) -> Server:
    return server()


@pytest.fixture
def page(cafe: Server, new_page: NewPage) -> Page:
    """An organiser who does not want to wait for an answer."""
    who = cafe.user()
    page = new_page(viewport={"width": 820, "height": 1100}, extra_http_headers=AT_ONCE)
    log_in(page, cafe, who)
    return page


def sent(name: str, contents: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/json", "buffer": contents}


def test_a_cafe_that_comes_in_is_followed_and_opened(cafe: Server, page: Page) -> None:
    page.goto(f"{cafe.url}/workshops/import")
    axe(page)
    file = sent("høstkafé.json", json.dumps(an_archive()).encode())
    with turn_taken(cafe.data_dir, "import"):
        page.get_by_label("The archive").set_input_files(file)
        page.get_by_role("button", name="Bring it in").press("Enter")
        expect(page.get_by_role("heading", name="høstkafé.json")).to_be_visible()
        status = page.get_by_role("status").filter(has_text="Another file is made first")
        expect(status).to_be_visible()
        axe(page)
        page.reload()
        expect(status).to_be_visible()
    expect(page.get_by_role("heading", name="The document", exact=True)).to_be_visible()


def test_one_that_is_stopped_never_was(cafe: Server, page: Page) -> None:
    page.goto(f"{cafe.url}/workshops/import")
    file = sent("kafé.json", json.dumps(an_archive()).encode())
    with turn_taken(cafe.data_dir, "import"):
        page.get_by_label("The archive").set_input_files(file)
        page.get_by_role("button", name="Bring it in").click()
        page.get_by_role("button", name="Cancel").press("Enter")
        expect(page.get_by_role("status").filter(has_text="Cancelled.")).to_be_visible()
        expect(page.get_by_role("progressbar")).to_be_hidden()
        axe(page)
    page.get_by_role("link", name="Back to your cafés").click()
    expect(page.get_by_text("Nothing is planned yet.")).to_be_visible()


def test_what_is_wrong_with_it_is_said_where_it_is_followed(cafe: Server, page: Page) -> None:
    page.goto(f"{cafe.url}/workshops/import")
    file = sent("kafé.json", b"{}")
    with turn_taken(cafe.data_dir, "import"):
        page.get_by_label("The archive").set_input_files(file)
        page.get_by_role("button", name="Bring it in").click()
        expect(page.get_by_text("Another file is made first")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="is missing.")).to_be_visible()
    axe(page)


def test_without_the_script_a_file_is_followed_and_taken(
    cafe: Server, page: Page, new_page: NewPage
) -> None:
    who = cafe.user(email="arne@example.org", name="Arne")
    workshop = lay_out(cafe, ("mer tid", "ro"), who)
    plain = new_page(java_script_enabled=False, extra_http_headers=AT_ONCE)
    log_in(plain, cafe, who)
    with turn_taken(cafe.data_dir, "export"):
        plain.goto(f"{cafe.url}/w/{workshop}/report.md")
        expect(plain.get_by_text("Back to the document")).to_be_visible()
        expect(plain.locator("noscript meta[http-equiv=refresh]")).to_have_count(1)
    with plain.expect_download() as coming:  # the page asks again by itself
        pass
    assert coming.value.suggested_filename.endswith(f"-{workshop}.md")
