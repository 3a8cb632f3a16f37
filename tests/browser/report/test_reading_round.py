"""Phones read a draft and remark on it, one of them without a network; each remark is answered."""

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from tests.archive.ground import sorted_out
from tests.browser.report.test_report import PHONE, WIDE
from tests.browser.report.test_versions import looks_right
from tests.browser.sorting import log_in
from tests.support.browser import NewPage
from tests.support.server import Server, StartServer


def with_a_draft(page: Page, here: Server, archive: Path) -> str:
    """A cafe in which a draft is kept and lent; its address."""
    cafe = sorted_out()
    cafe["workshop"] |= {"stage": "sorting", "report_options": {"accounts": True}}
    archive.write_text(json.dumps(cafe), encoding="utf-8")
    log_in(page, here, here.user())
    page.goto(f"{here.url}/workshops/import")
    page.get_by_label("The archive").set_input_files(archive)
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url(re.compile("/w/[^/]+/[a-z]+$"))
    there = page.url.rpartition("/")[0]
    page.goto(f"{there}/report")
    page.get_by_role("button", name="Keep as a draft").press("Enter")
    expect(page.get_by_role("heading", name="Draft 1")).to_be_visible()
    page.get_by_text("Let somebody read it").click()
    page.get_by_role("button", name="Make the link").click()
    expect(page.get_by_text("Whoever has this address can read the draft")).to_be_visible()
    return there


def remark(phone: Page, on: str, kind: str, text: str = "") -> None:
    """Say something by keys and labels alone."""
    phone.get_by_role("button", name=f"Say something: {on}").first.press("Enter")
    form = phone.get_by_role("dialog")
    form.get_by_label(kind).check()
    form.get_by_label("Remark").fill(text)
    form.get_by_role("button", name="Send").press("Enter")
    expect(form).to_be_hidden()


def test_a_draft_is_read_remarked_on_and_answered(
    server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    page, here = new_page(viewport=WIDE, expect=("status of 422",)), server()
    cafe = with_a_draft(page, here, tmp_path / "cafe.json")
    page.get_by_role("link", name="Let those who were there read a draft").click()
    page.get_by_role("button", name="Open the round").click()
    link = urlsplit(page.locator("a.address").inner_text()).path
    page.get_by_text("The words on the cards").click()
    word = page.locator(".card-words strong").first.inner_text()

    one, two, three = (
        new_page(viewport=PHONE, locale="en-GB", expect=("404", "ERR_INTERNET_DISCONNECTED"))
        for _each in range(3)
    )
    one.goto(here.url + link)
    one.get_by_label("Two words").fill("bjelle fjell")
    one.keyboard.press("Enter")
    expect(one.get_by_role("alert")).to_contain_text("These are not the two words of a card")
    looks_right(one)
    one.get_by_label("Two words").fill(word)
    one.keyboard.press("Enter")
    one.get_by_role("button", name="Say something: More light").first.click()
    one.get_by_role("button", name="Send").click()
    expect(one.get_by_role("alert")).to_contain_text("Choose what you want to say.")
    looks_right(one)
    one.get_by_label("These are not our words").check()
    one.get_by_label("Remark").fill("Vi sa lampe")
    one.reload()  # nothing that is typed is lost
    one.get_by_role("button", name="Say something: More light").first.click()
    expect(one.get_by_label("Remark")).to_have_value("Vi sa lampe")
    one.get_by_role("button", name="Send").click()
    expect(one.get_by_role("status").first).to_contain_text("1 remark, received.")
    looks_right(one)

    two.goto(f"{here.url}/read")
    two.get_by_label("The two words on your card").fill(word)
    with two.expect_response(f"**{link.removesuffix('/round')}/read"):  # counted, once
        two.keyboard.press("Enter")
    two.wait_for_url(f"**{link}")
    two.context.set_offline(True)
    remark(two, "Light:", "Something is missing", "Ingen nevnte vinduet")
    expect(two.locator(".own")).to_contain_text("Kept on the phone")
    two.context.set_offline(False)
    expect(two.locator(".own")).to_contain_text("Received")
    three.goto(f"{here.url}/read")
    three.get_by_label("The two words on your card").fill(word)
    three.keyboard.press("Enter")
    remark(three, "More light", "This is how we said it")
    remark(three, "1. ", "Something is missing", "Alt")
    expect(three.get_by_role("status").first).to_contain_text("All 2 remarks received.")

    page.reload()
    expect(page.locator(".sums").first).to_contain_text("3")
    looks_right(page)
    page.goto(f"{cafe}/sort/1")
    expect(page.locator(".entry", has_text="More light")).to_contain_text("Vi sa lampe")
    expect(page.locator("#headings")).to_contain_text("Alt")
    looks_right(page)
    page.goto(f"{cafe}/report")
    page.locator("article").get_by_role("link", name="1 remark").last.click()
    for text, outcome in (("Vi sa lampe", "Stands beside"), ("Ingen nevnte", "Taken in")):
        answer = page.locator(".remarks > li", has_text=text)
        answer.get_by_label(re.compile(f"{outcome}:")).check()
        answer.get_by_role("button", name="Save").click()
        expect(answer).not_to_contain_text("Waits for an answer")
    refused = page.locator(".remarks > li", has_text="Alt")
    refused.get_by_label(re.compile("Not taken in, and")).check()
    refused.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("Write why it is not taken in")
    refused.get_by_label("Why it is not taken in").fill("it stands under question 2")
    refused.get_by_role("button", name="Save").click()
    expect(refused).to_contain_text("Not taken in: it stands under question 2")
    colours = [
        page.locator(f'.became[data-outcome="{outcome}"]').evaluate(
            "p => getComputedStyle(p).color"
        )
        for outcome in ("taken", "beside", "not")
    ]
    assert colours[0] == colours[1] != colours[2], "what is not taken in looks like no success"
    page.get_by_role("button", name="Close the round").click()
    expect(page.get_by_text("Closed. What became of the remarks")).to_be_visible()
    page.goto(f"{cafe}/report")
    paper = page.locator("article")
    expect(paper).to_contain_text("A draft was read by three of those who were there.")
    expect(paper).to_contain_text("(A reader of the draft: “Vi sa lampe”)")

    one.reload()
    expect(one.get_by_role("region", name="Your remarks")).to_contain_text("Printed beside")
    expect(one.get_by_role("main")).to_contain_text("it stands under question 2")
    looks_right(one)
