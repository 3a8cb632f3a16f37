"""The first minute: the link on the terminal, the first account, and where one is logged in."""

import os
import pty
import re
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.report.test_report import PHONE, TABLET, WIDE, fits
from tests.browser.sorting import log_in_by_form
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.programs.process import stop
from tests.support.server import ROOT, StartServer
from tests.support.waiting import free_port, wait_for

SENTENCE = "en kanne kaffe til"
HUGE = {"width": 3840, "height": 2160}


class Terminal:
    """A café started at a terminal by a person who reads what it says."""

    def __init__(self, folder: Path) -> None:
        """Start it with an empty data folder."""
        self.port = free_port()
        self.folder = folder
        self._said: list[str] = []
        self._screen, theirs = pty.openpty()
        kept = {key: value for key, value in os.environ.items() if not key.startswith("CAFE_")}
        ours = {"CAFE_DATA_DIR": str(folder), "CAFE_PORT": str(self.port), "LANG": "en"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "cafe", "run"],
            cwd=ROOT,
            env={**kept, **ours, "CAFE_HOST": "127.0.0.1"},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
        )
        os.close(theirs)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                self._said.append(os.read(self._screen, 4096).decode(errors="replace"))
            except OSError:  # the program has ended
                return

    def link(self) -> str:
        """The link it shows, when it has said all."""
        found = re.compile(r"http://localhost:\d+/start#[A-Z0-9-]+(?=[^A-Z0-9-])")
        wait_for(lambda: found.search("".join(self._said)), what="the link")
        [link] = found.findall("".join(self._said))
        return str(link)


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Terminal]:
    """A café at a terminal, there for as long as the pages that are asked for after it."""
    one = Terminal(tmp_path)
    yield one
    stop(one.process)


LETTERS = "parseFloat(getComputedStyle(document.body).fontSize)"


def looks_right(page: Page) -> None:
    """It fits on each screen, and what hangs on a wall is read from farther away."""
    letters = []
    for shape in (PHONE, TABLET, WIDE, HUGE):
        page.set_viewport_size(shape)  # type: ignore[arg-type]
        assert fits(page), (page.url, shape)
        letters.append(page.evaluate(LETTERS))
    *near, far = letters
    assert far >= 2 * max(near), (page.url, letters)
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    axe(page)


def test_from_the_terminals_link_to_the_first_cafe(
    started: Terminal, tmp_path: Path, new_page: NewPage
) -> None:
    link = started.link()
    page = new_page(viewport=WIDE, locale="en-GB", expect=("status of 422",))
    page.goto(link)
    word = page.get_by_label("Setup word")
    expect(word).to_have_value(link.partition("#")[2])
    expect(page, "the word is out of the address").to_have_url(link.partition("#")[0])
    expect(page.get_by_label("Name")).to_be_focused()
    looks_right(page)

    page.get_by_label("Name").fill("Berit Bakke")
    page.get_by_label("E-mail").fill("berit@example.org")
    page.get_by_label("Password").fill("Berit Bakke 1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("tried first")
    looks_right(page)
    page.get_by_label("Password").fill(SENTENCE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/workshops")
    page.get_by_role("button", name="Plan a new café").click()
    page.wait_for_url("**/plan")
    expect(page.get_by_label("What it is called")).to_be_visible()
    looks_right(page)
    assert not (tmp_path / "setup-word").exists()

    late = new_page(locale="en-GB")
    late.goto(link)
    late.wait_for_url("**/login**")
    expect(late.get_by_role("heading", name="Log in")).to_be_visible()


def test_a_word_that_comes_to_an_open_page_is_taken_and_one_typed_by_hand_is_too(
    server: StartServer, new_page: NewPage
) -> None:
    one = server()
    path = one.data_dir / "setup-word"
    word = path.read_text().strip()
    said = one.log.read_text()
    assert word not in said, "a log that is no terminal names the place alone"
    assert str(path) in said
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    page = new_page(viewport=WIDE, locale="en-GB", expect=("status of 403",))
    page.goto(f"{one.url}/start")
    page.goto(f"{one.url}/start#{word}")
    field = page.get_by_label("Setup word")
    expect(field).to_have_value(word)
    page.evaluate("location.hash = '%E0%A4%A'")
    expect(field).to_have_value(word)

    field.fill("AAAA-AAAA-AAAA-AAAA")
    page.get_by_label("Name").fill("Berit Bakke")
    page.get_by_label("E-mail").fill("berit@example.org")
    page.get_by_label("Password").fill(SENTENCE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("not the setup word")
    expect(page.get_by_label("E-mail")).to_have_value("berit@example.org")
    field.fill(word.lower().replace("-", " "))
    page.get_by_label("Password").fill(SENTENCE)
    page.keyboard.press("Enter")
    page.wait_for_url("**/workshops")


def test_where_one_is_logged_in_and_out_everywhere_else(
    server: StartServer, new_page: NewPage
) -> None:
    one = server()
    who = one.user()
    here, there, third = (
        new_page(viewport=WIDE, locale="en-GB", user_agent=agent)
        for agent in (
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
            "Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Safari/604.1",
            "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0",
        )
    )
    for page in (here, there, third):
        log_in_by_form(page, one, who)
    here.get_by_role("link", name="My page").click()
    here.wait_for_url("**/account")
    expect(here.get_by_role("heading", name="Firefox on Linux this browser")).to_be_visible()
    looks_right(here)
    here.get_by_role("button", name=re.compile("^Log out ?: Safari on iPad")).press("Enter")
    expect(here.get_by_text("Safari on iPad")).to_have_count(0)
    there.reload()
    there.wait_for_url("**/login**")
    looks_right(there)
    third.reload()
    expect(third.get_by_role("link", name="My page")).to_be_visible()

    here.get_by_role("button", name="Log out everywhere but here").click()
    expect(here.get_by_text("You are logged in nowhere else.")).to_be_visible()
    third.reload()
    third.wait_for_url("**/login**")
    there.get_by_label("E-mail").fill(who.email)
    there.get_by_label("Password").fill(who.password)
    there.keyboard.press("Enter")
    there.wait_for_url(f"{one.url}/workshops")
    here.reload()
    expect(here.get_by_role("heading", name="Safari on iPad")).to_be_visible()
