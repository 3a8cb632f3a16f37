"""Characters that cannot be shown: mended while they are typed or pasted, and said once."""

from playwright.sync_api import Page, expect

from tests.browser.sorting import lay_out, log_in, open_board, sorted_under_two
from tests.browser.tables import Tablet, mends_nothing, open_table, sit_down
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import StartServer
from tests.support.waiting import becomes

ODD = "Det første\u000bog\u2028det\u0007 andre"
# Why a question is changed is asked once it is, and no more when that is kept.
FIELDS = "textarea:visible, input[type=text]:visible"
FIELDS += ", input:not([type]):not([id^='why:']):visible"


def into_every_field(page: Page) -> int:
    """Put it into each field there is to write in, as a paste does; return how many there are."""
    fields = page.locator(FIELDS)
    for at in range(fields.count()):
        field = fields.nth(at)
        if not field.is_editable():
            continue
        field.focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(ODD)
        wanted = "Det første{0}og{0}det andre".format(
            "\n" if field.evaluate("f => f.matches('textarea:not([data-lines=no])')") else " "
        )
        expect(field).to_have_value(wanted)
    expect(page.locator(".mended")).to_have_count(1)
    expect(page.locator(".mended[role=status]")).to_contain_text("cannot be shown")
    return fields.count()


def test_at_the_table_it_is_mended_before_anything_is_kept(
    server: StartServer, new_page: NewPage
) -> None:
    table = open_table(server())
    page = sit_down(new_page, table).page
    assert into_every_field(page) >= 3
    axe(page)
    field = page.locator("#writer-text")
    field.fill("Før etter")
    for _word in range(6):
        field.press("ArrowLeft")
    page.keyboard.insert_text(" \u000b\u0007ny")
    expect(field).to_have_value("Før \nny etter")
    page.keyboard.type("!")  # the caret stays where the hand was
    expect(field).to_have_value("Før \nny! etter")
    assert "\u000b" not in page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("button", name="Keep as one note").click()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".slip")).to_have_count(1)
    expect(page.locator(".slip[data-status=received]")).to_have_count(1)
    becomes(table.notes, ["Før \nny! etter"])


def test_what_nobody_can_tell_the_meaning_of_gets_out_by_one_button(
    server: StartServer, new_page: NewPage
) -> None:
    table = open_table(server())
    page = new_page(expect=("422",))
    mends_nothing(page)
    Tablet(page, table.address).field.focus()
    page.keyboard.insert_text("Det første\ue000og det andre")
    page.keyboard.press("Enter")
    refused = page.locator(".slip .refusal")
    expect(refused).to_contain_text("U+E000, character 11, between “Det første” and “og det andre”")
    axe(page)
    refused.get_by_role("button", name="Send it so").click()
    expect(page.locator(".slip[data-status=received]")).to_have_count(1)
    becomes(table.notes, ["Det første\ufffdog det andre"])


def test_on_pages_that_are_forms_and_at_the_desk(server: StartServer, new_page: NewPage) -> None:
    cafe = server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid", "ro"), who)
    sorted_under_two(cafe, workshop)
    page = new_page(expect=("status of 422", "status of 409"))
    log_in(page, cafe, who)
    page.goto(f"{cafe.url}/w/{workshop}/plan")
    expect(page.locator(".outline textarea").first).to_be_visible()
    assert into_every_field(page) >= 3
    page.goto(f"{cafe.url}/w/{workshop}/sort#abbreviations")
    page.get_by_text("Abbreviations", exact=True).click()
    assert into_every_field(page) >= 1
    open_board(page, cafe, workshop)
    page.locator("[data-item=entry]").first.focus()
    page.keyboard.press("r")
    page.locator("#ask-text").focus()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(ODD)
    expect(page.locator("#ask-text")).to_have_value("Det første\nog\ndet andre")
    expect(page.locator("#ask .mended")).to_be_visible()
    axe(page)
    page.keyboard.press("Enter")
    expect(page.locator(".entry > .words", has_text="Det første og det andre")).to_be_visible()


def test_what_has_no_room_when_it_is_pasted_is_said(server: StartServer, new_page: NewPage) -> None:
    page, cafe = new_page(), server()
    who = cafe.user()
    workshop = lay_out(cafe, ("mer tid",), who)
    log_in(page, cafe, who)
    open_board(page, cafe, workshop)
    elsewhere = page.get_by_placeholder("Words in notes and sentences")
    elsewhere.fill("ord " * 60)
    elsewhere.press("Control+a")
    elsewhere.press("Control+c")
    heading = page.get_by_label("New heading")
    heading.fill("Tid: ")
    heading.press("Control+v")
    expect(heading).to_have_value(f"Tid: {'ord ' * 60}"[:200])
    said = page.locator(".mended[role=status]")
    expect(said).to_have_text("The end of what was pasted is left out: 45 characters too many.")
    axe(page)
    heading.fill("")
    heading.press("Control+v")
    expect(said).to_have_text("The end of what was pasted is left out: 40 characters too many.")
    elsewhere.focus()
    expect(said).to_have_count(0)
    # A line's end is one character, also as Windows has it.
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("(text) => navigator.clipboard.writeText(text)", "\r\n".join(["ord!"] * 40))
    heading.fill("")
    heading.press("Control+v")
    expect(heading).to_have_value(" ".join(["ord!"] * 40))
    expect(said).to_have_count(0)
    heading.fill("Tid: ")
    elsewhere.fill("kort")
    elsewhere.press("Control+a")
    elsewhere.press("Control+c")
    heading.press("End")
    heading.press("Control+v")
    expect(heading).to_have_value("Tid: kort")
    expect(said).to_have_count(0)
