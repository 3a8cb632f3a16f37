"""The browser is killed in the middle of typing: what was typed is there when it starts again."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.tables import BAD_WEATHER, Table, Tablet
from tests.support.browser import NewPage, intercept
from tests.support.kept import draft_is_kept
from tests.support.programs.mortal import Device, device
from tests.support.waiting import becomes, wait_for

# Not a secure context, as in a hall without https: no worker there, and drafts all the same.
HALL = "cafe.test"


@pytest.mark.parametrize("host", ["127.0.0.1", HALL])
def test_killed_in_the_middle_of_a_word(
    table: Table, browser: Browser, tmp_path: Path, host: str
) -> None:
    address = urlsplit(table.address)._replace(netloc=f"{host}:{table.server.port}").geturl()
    with device(browser, tmp_path / "disk", names=(HALL,)) as one:
        tablet = Tablet(one.page(), address)
        assert tablet.page.evaluate("isSecureContext") == (host != HALL)
        tablet.add("rett før")
        tablet.field.press_sequentially("blåbær på kaféen, og så")
        tablet.page.get_by_label("Main statement").press_sequentially("Sammen")
        draft_is_kept(tablet.page, "Sammen")
        one.die()
        again = Tablet(one.page(), address)
        expect(again.field).to_have_value("blåbær på kaféen, og så")
        expect(again.page.get_by_label("Main statement")).to_have_value("Sammen")
        again.field.press("Enter")
        again.all_received("blåbær på kaféen, og så", "rett før")
    becomes(table.notes, ["rett før", "blåbær på kaféen, og så"])


def test_killed_with_notes_in_the_outbox(table: Table, browser: Browser, tmp_path: Path) -> None:
    texts = [f"tanke {number}" for number in range(5)]
    with device(browser, tmp_path / "disk") as one:
        tablet = Tablet(one.page(), table.address)
        intercept(tablet.page, "**/notes", lambda route: route.abort("internetdisconnected"))
        tablet.add(*texts)
        expect(tablet.status).to_contain_text("5 notes wait here on the tablet.")
        one.die()
        again = Tablet(one.page(), table.address)
        expect(again.field).to_have_value("")
        again.all_received(*reversed(texts))
    becomes(table.notes, texts)


def paste(tablet: Tablet, lines: list[str]) -> None:
    """Lines from another program, one note each, and one more note typed after them."""
    tablet.field.focus()
    tablet.page.keyboard.insert_text("\n".join(lines[:-1]))
    tablet.page.get_by_role("button", name="One note per line").click()
    tablet.page.keyboard.insert_text(lines[-1])
    draft_is_kept(tablet.page, lines[-1])  # some milliseconds: no browser promises less
    tablet.field.press("Enter")


def in_sight(tablet: Tablet) -> list[str]:
    """What the tablet shows: its notes, and what stands in the field."""
    slips = tablet.page.locator(".slip .text").all_text_contents()
    return [*slips, *filter(None, tablet.field.input_value().split("\n"))]


def restarted(one: Device, address: str, *, dies: bool, slower: int, lines: list[str]) -> Tablet:
    """`lines` pasted, and at once the tablet is killed, or its page loaded anew."""
    page = one.page()
    tablet = Tablet(page, address)
    if slower > 1:
        keys = page.context.new_cdp_session(page)
        keys.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    paste(tablet, lines)
    if dies:
        one.die()
        return Tablet(one.page(), address)
    page.reload()
    expect(tablet.field).to_be_visible()
    return tablet


@pytest.mark.parametrize("dies", [True, False])
@pytest.mark.parametrize("many", [(60, 1), (8, 6)])
def test_killed_while_a_pasted_list_becomes_notes(
    table: Table, browser: Browser, tmp_path: Path, many: tuple[int, int], dies: bool
) -> None:
    count, slower = many
    lines = [f"{number}. tanke" for number in range(1, count + 2)]
    with device(browser, tmp_path / "disk") as one:
        again = restarted(one, table.address, dies=dies, slower=slower, lines=lines)
        wait_for(
            lambda: sorted(in_sight(again)) == sorted(lines),
            what=f"{len(lines)} notes, each once: {len(in_sight(again))}",
        )
        expect(again.page.locator(".slip:not([data-status=received])")).to_have_count(0)
        kept = [line for line in lines if line not in again.field.input_value().split("\n")]
    becomes(table.notes, kept)


def test_letters_under_composition_are_kept_too(table: Table, new_page: NewPage) -> None:
    page = new_page(expect=BAD_WEATHER)
    tablet = Tablet(page, table.address)
    tablet.field.press_sequentially("kaf")
    keys = page.context.new_cdp_session(page)
    composed = {"text": "é på sjø", "selectionStart": 8, "selectionEnd": 8}
    keys.send("Input.imeSetComposition", composed)  # shown, not accepted yet
    expect(tablet.field).to_have_value("kafé på sjø")
    page.reload()
    expect(tablet.field).to_have_value("kafé på sjø")
    tablet.field.press("Enter")
    tablet.all_received("kafé på sjø")
    becomes(table.notes, ["kafé på sjø"])
