"""A colleague comes by a link, does what the role may, is taken out, and finds the way in again."""

import re
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.plan.halls import hall_in, log_in
from tests.plan.inviting.mail import letters_in, mail_server
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer
from tests.support.waiting import becomes, wait_for

PASSWORD = "en lang liten setning"
KEPT = "JSON.stringify(localStorage)"


def test_a_colleague_comes_works_and_is_taken_out(
    server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    with mail_server(tmp_path / "mail") as url:
        hall = hall_in(server(CAFE_SMTP_URL=url, CAFE_MAIL_FROM="cafe@example.org"))
        owner = log_in(new_page(), hall, "people")
        owner.get_by_label("What may the person do?").select_option("sorter")
        owner.get_by_role("textbox", name="Name, if you like").fill("Kari")
        owner.get_by_role("button", name="Make the link").click()
        link = owner.locator("#new-link-words").inner_text()
        axe(owner)
        # A stranger makes the account, and sees what the role may: no fields, no tables' links.
        kari = new_page(expect=("404", "403"))
        kari.goto(link)
        axe(kari)
        kari.locator("#email").fill("kari@example.org")
        kari.locator("#password").fill(PASSWORD)
        kari.locator("form.card button").click()
        kari.wait_for_url(re.compile(r"/w/\w+/(plan|day)"))
        base = kari.url.rpartition("/")[0]
        kari.goto(f"{base}/plan")
        expect(kari.locator("#questions")).to_be_visible()
        expect(kari.locator("#app")).to_have_count(0)
        kari.goto(f"{base}/day")
        expect(kari.locator(".board")).not_to_have_count(0)
        expect(kari.locator("main form, main a[href*='/t/']")).to_have_count(0)
        axe(kari)
        # Taken out while the page is open: it says so by itself.
        owner.goto(f"{base}/people")
        owner.locator("summary", has_text="Kari").click()
        owner.get_by_role("button", name=re.compile("^Take out of the café ?: Kari")).click()
        expect(owner.locator("summary", has_text="Kari")).to_have_count(0)
        expect(kari.locator("#connection")).to_contain_text(re.compile("."))
        # The password is forgotten: a letter leads to another.
        kari.goto(f"{base.partition('/w/')[0]}/account")
        axe(kari)
        kari.locator("header form button").click()
        kari.goto(f"{base.partition('/w/')[0]}/forgotten")
        axe(kari)
        kari.locator("#email").fill("kari@example.org")
        kari.locator("#forgotten button").click()
        wait_for(lambda: bool(letters_in(tmp_path / "mail")), what="the letter")
        text = letters_in(tmp_path / "mail")[0].get_content()
        kari.goto(re.findall(r"http\S+/reset/\w+", text)[0])
        axe(kari)
        kari.locator("#password").fill("en ganske annen setning")
        kari.locator("main form button").click()
        kari.wait_for_url("**/login?new=1")
        kari.locator("#email").fill("kari@example.org")
        kari.locator("#password").fill("en ganske annen setning")
        kari.keyboard.press("Enter")
        kari.wait_for_url("**/workshops")


def test_a_reader_becomes_editor_and_owner_and_the_first_owner_goes(
    server: StartServer, new_page: NewPage
) -> None:
    started = server()
    hall, known = hall_in(started), started.user(email="kari@example.org", name="Kari")
    owner = log_in(new_page(expect=("status of 40", "WebSocket")), hall, "people")
    owner.get_by_label("What may the person do?").select_option("reader")
    owner.get_by_role("button", name="Make the link").click()
    link = owner.locator("#new-link-words").inner_text()
    # Who has an account logs in on the way.
    kari = new_page()
    kari.goto(f"{link}?lang=en")
    kari.get_by_role("link", name="I have an account: log in").click()
    kari.get_by_label("E-mail").fill(known.email)
    kari.get_by_label("Password").fill(known.password)
    kari.keyboard.press("Enter")
    kari.get_by_role("button", name="Join as Kari").click()
    kari.wait_for_url(re.compile(r"/w/\w+/[a-z]+"))
    base = f"{started.url}/w/{hall.workshop}"
    changes = "main form[method=post]:not([action$='/copy'])"  # a copy changes nothing here
    for page in ("plan", "day", "sort", "report"):
        kari.goto(f"{base}/{page}")
        expect(kari.locator(changes)).to_have_count(0)

    def gives(role: str) -> None:
        owner.goto(f"{base}/people")
        owner.locator("summary", has_text="Kari").click()
        owner.get_by_label("Role of Kari").select_option(role)
        owner.get_by_role("button", name=re.compile("^Give this role ?: Kari")).click()
        expect(owner.locator(".person", has_text="Kari").locator("strong")).to_have_text(role)

    gives("editor")
    kari.goto(f"{base}/plan")
    expect(kari.locator("#app textarea").first).to_be_visible()
    kari.goto(f"{base}/people")
    expect(kari.locator("#invite")).to_have_count(0)
    # Handed over: the two change places.
    owner.locator("summary", has_text="Kari").click()
    owner.get_by_role("button", name=re.compile("^Hand the café over.*Kari")).click()
    expect(owner.locator(".person", has_text="Berit").locator("strong")).to_have_text("editor")
    kari.reload()
    kari.get_by_role("textbox", name="Name, if you like").fill("never sent")
    assert "never sent" in kari.evaluate(KEPT)
    # Who alone owns a café hands it over before the account goes, and all that was kept for it.
    kari.goto(f"{started.url}/account")
    expect(kari.locator(f"main a[href='/w/{hall.workshop}/people']")).to_be_visible()
    expect(kari.locator("form[action='/account/delete']")).to_have_count(0)
    kari.goto(f"{base}/people")
    kari.locator("summary", has_text="Berit").click()
    kari.get_by_role("button", name=re.compile("^Hand the café over.*Berit")).click()
    expect(kari.locator(".person", has_text="Kari").locator("strong")).to_have_text("editor")
    kari.goto(f"{started.url}/account")
    kari.locator("summary", has_text="Delete my account").click()
    kari.locator("#delete-password").fill(known.password)
    kari.get_by_role("button", name="Delete my account").click()
    expect(kari.get_by_role("heading", level=1)).to_have_text("The account is deleted")
    axe(kari)
    becomes(lambda: "never sent" in kari.evaluate(KEPT), False)
    owner.goto(f"{base}/people")
    expect(owner.locator("li.person")).to_have_count(1)
