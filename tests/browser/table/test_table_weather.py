"""A table on a network that a hall full of phones deserves: nothing lost, nothing doubled."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.tables import BAD_WEATHER, Table, Tablet, sit_down
from tests.support.axe import axe
from tests.support.browser import NewPage, intercept
from tests.support.waiting import becomes


def test_offline_for_a_while(table: Table, new_page: NewPage) -> None:
    one, other = sit_down(new_page, table, badly=True), sit_down(new_page, table)
    one.add("før")
    expect(other.slip("før")).to_be_visible()
    one.offline(True)
    one.add("a", "b lis", "c")
    expect(one.status).to_contain_text("3 notes wait here on the tablet.")
    one.tap("b lis", "Edit")
    one.page.get_by_label("The note's text").fill("b lys")
    one.page.get_by_label("The note's text").press("Enter")
    expect(one.slip("b lys")).to_be_visible()
    one.offline(False)
    one.all_received("c", "b lys", "a", "før")
    expect(other.page.locator(".slip .text")).to_have_text(["c", "b lys", "a", "før"])
    becomes(table.notes, ["før", "a", "b lys", "c"])


def test_lost_answers_lose_and_double_nothing(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tries = []

    def lose_every_other_answer(route: Route) -> None:
        tries.append(route.request.post_data)
        answer = route.fetch()
        if len(tries) % 2:
            route.abort("connectionreset")
        else:
            route.fulfill(response=answer)

    intercept(tablet.page, "**/notes", lose_every_other_answer)
    tablet.add("a", "b", "c")
    tablet.all_received("c", "b", "a")
    becomes(table.notes, ["a", "b", "c"])
    assert [tries.count(one) for one in tries] == [2] * 6


def test_a_stranger_on_the_network_is_not_the_cafe(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    problem = '{"type": "about:blank", "title": "Forbidden", "status": 403}'
    strangers = [
        (200, "text/html", "<h1>Log in to the Wi-Fi"),
        (200, "application/json", '{"captive": true}'),
        (403, "application/problem+json", problem),
    ]
    answers = iter(strangers)

    def portal(route: Route) -> None:
        status, kind, body = next(answers, (0, "", ""))
        if status:
            route.fulfill(status=status, content_type=kind, body=body)
        else:
            route.continue_()

    intercept(tablet.page, "**/notes", portal)
    tablet.add("a")
    tablet.all_received("a")
    becomes(table.notes, ["a"])


def test_a_reload_finds_notes_and_drafts_as_they_were(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tablet.add("framme")
    tablet.all_received("framme")
    intercept(tablet.page, "**/notes", lambda route: route.abort("internetdisconnected"))
    tablet.add("venter 1", "venter 2")
    tablet.tap("framme", "Edit")
    tablet.page.get_by_label("The note's text").fill("framme nå")
    tablet.page.get_by_label("Main statement").fill("Sammen går det")
    tablet.field.fill("en halv tanke")
    tablet.page.reload()
    expect(tablet.status).to_contain_text("2 notes wait here on the tablet.")
    expect(tablet.field).to_have_value("en halv tanke")
    expect(tablet.page.get_by_label("The note's text")).to_have_value("framme nå")
    expect(tablet.page.get_by_label("Main statement")).to_have_value("Sammen går det")
    tablet.page.unroute_all()
    tablet.page.get_by_label("The note's text").press("Enter")
    tablet.all_received("venter 2", "venter 1", "framme nå")
    becomes(table.notes, ["framme nå", "venter 1", "venter 2"])


def test_the_plug_is_pulled_in_the_middle_of_typing(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    texts = [f"tanke {number}" for number in range(12)]
    for text in texts:
        if text == texts[4]:
            expect(tablet.page.locator(".slip[data-status=received]").first).to_be_visible()
            acknowledged = tablet.page.locator(".slip[data-status=received] .text")
            shown = acknowledged.all_text_contents()
            table.server.kill()
            assert set(shown) <= set(table.notes())
        tablet.add(text)
    table.server.start()
    tablet.all_received(*reversed(texts))
    becomes(table.notes, texts)


def test_a_renewed_link_takes_the_outbox_along(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    table.renew_link()
    tablet.add("skrevet på gammel lenke")
    expect(tablet.page.get_by_role("alert")).to_contain_text("no longer valid")
    expect(tablet.slip("gammel lenke")).to_be_visible()
    tablet.page.reload()
    expect(tablet.page.get_by_role("status").first).to_contain_text("1 note that is not received")
    axe(tablet.page)
    tablet.page.get_by_label("Code").fill(table.code)
    tablet.page.get_by_role("button", name="Come in").click()
    again = Tablet(tablet.page, f"{tablet.page.url}?lang=en")
    again.all_received("skrevet på gammel lenke")
    becomes(table.notes, ["skrevet på gammel lenke"])


def test_what_is_typed_while_the_cafe_is_in_the_bin_comes_with_it(
    table: Table, new_page: NewPage
) -> None:
    tablet = sit_down(new_page, table, badly=True)
    table.agree(binned=1)
    tablet.add("skrevet i søpla")
    expect(tablet.page.get_by_role("alert")).to_contain_text("put this café away")
    table.agree(binned=None)
    again = Tablet(tablet.page, table.address)
    again.all_received("skrevet i søpla")
    becomes(table.notes, ["skrevet i søpla"])


def test_a_browser_that_keeps_nothing_says_so(table: Table, new_page: NewPage) -> None:
    page = new_page()
    page.add_init_script("Object.defineProperty(window, 'indexedDB', {value: undefined})")
    tablet = Tablet(page, table.address)
    expect(tablet.status).to_contain_text("This browser cannot keep notes")
    tablet.add("likevel")
    expect(tablet.slip("likevel")).to_have_attribute("data-status", "received")
    becomes(table.notes, ["likevel"])


def test_a_session_that_was_lost_costs_nothing(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tablet.page.context.clear_cookies()
    tablet.add("uten kake")
    tablet.all_received("uten kake")
    becomes(table.notes, ["uten kake"])


def test_thirty_notes_offline_with_a_reload_of_the_line(table: Table, new_page: NewPage) -> None:
    tablet, other = sit_down(new_page, table, badly=True), sit_down(new_page, table)
    texts = [f"{number}. → hva nå?" for number in range(1, 31)]
    tablet.add(texts[0])
    expect(other.slip(texts[0])).to_be_visible()
    tablet.offline(True)
    tablet.add(*texts[1:20])
    tablet.offline(False)  # back for a moment, and away again while they leave one by one
    expect(other.page.locator(".slip")).not_to_have_count(1)
    tablet.offline(True)
    tablet.add(*texts[20:])
    expect(tablet.status).to_contain_text("wait here on the tablet.")
    tablet.offline(False)
    tablet.all_received(*reversed(texts))
    expect(tablet.status).to_contain_text("All 30 notes received.")
    expect(other.page.locator(".slip .text")).to_have_text(list(reversed(texts)))
    becomes(table.notes, texts)


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_wrong_by_a_day(table: Table, new_page: NewPage, days: int) -> None:
    page = new_page(expect=BAD_WEATHER)
    page.add_init_script(f"""{{
      const wrong = {days} * 24 * 3600 * 1000, now = Date.now.bind(Date);
      Date = class extends Date {{
        constructor(...given) {{ super(...(given.length ? given : [now() + wrong])); }}
        static now() {{ return now() + wrong; }}
      }};
    }}""")
    wrong, right = Tablet(page, table.address), sit_down(new_page, table)
    assert abs(page.evaluate("Date.now()") - right.page.evaluate("Date.now()")) > 86_000_000
    wrong.add("a")
    expect(right.slip("a")).to_be_visible()
    right.add("b")
    expect(wrong.slip("b")).to_be_visible()
    wrong.offline(True)
    wrong.add("c", "d")
    wrong.field.fill("halv")
    wrong.offline(False)
    wrong.all_received("d", "c", "b", "a")
    wrong.page.reload()
    expect(wrong.field).to_have_value("halv")
    right.all_received("d", "c", "b", "a")
    becomes(table.notes, ["a", "b", "c", "d"])


def test_one_mends_offline_what_another_mends_meanwhile(table: Table, new_page: NewPage) -> None:
    away, here = sit_down(new_page, table, badly=True), sit_down(new_page, table)
    away.add("lys")
    expect(here.slip("lys")).to_have_attribute("data-status", "received")
    away.offline(True)
    for tablet, text in ((away, "lys i tunnelen"), (here, "lys på veien")):
        tablet.tap("lys", "Edit")
        tablet.page.get_by_label("The note's text").fill(text)
        tablet.page.get_by_label("The note's text").press("Enter")
    expect(here.slip("lys på veien")).to_have_attribute("data-status", "received")
    away.offline(False)
    expect(away.page.locator("dd")).to_have_text(["lys i tunnelen", "lys på veien"])
    away.page.reload()  # neither text is lost on the way
    expect(away.page.locator("dd")).to_have_text(["lys i tunnelen", "lys på veien"])
    away.page.get_by_role("button", name="Use mine").click()
    here.all_received("lys i tunnelen")
    away.all_received("lys i tunnelen")


def test_a_tablet_replaced_in_the_middle(table: Table, new_page: NewPage) -> None:
    old = sit_down(new_page, table, badly=True)
    old.add("fra den gamle")
    old.all_received("fra den gamle")
    old.offline(True)
    old.add("ble med i batteriet")
    new = sit_down(new_page, table)  # another device, the same link
    new.all_received("fra den gamle")
    new.add("fra den nye")
    new.tap("fra den gamle", "Edit")
    new.page.get_by_label("The note's text").fill("fra den gamle, rettet")
    new.page.get_by_label("The note's text").press("Enter")
    new.all_received("fra den nye", "fra den gamle, rettet")
    old.offline(False)  # somebody found a charger
    expect(new.slip("ble med i batteriet")).to_be_visible()
    becomes(table.notes, ["fra den gamle, rettet", "fra den nye", "ble med i batteriet"])


def test_what_waits_when_the_tables_close_is_not_lost(table: Table, new_page: NewPage) -> None:
    tablet = sit_down(new_page, table, badly=True)
    tablet.add("i tide")
    tablet.all_received("i tide")
    tablet.offline(True)
    tablet.add("for sent 1")
    tablet.field.fill("for sent 2")  # half a thought when the tables close
    table.move("vernissage")
    tablet.offline(False)
    expect(tablet.page.locator(".slip[data-status=late]")).to_have_count(1)
    expect(tablet.page.locator(".writer")).to_contain_text("goes to the organiser")
    tablet.field.press("Enter")
    expect(tablet.page.locator(".slip[data-status=late]")).to_have_count(2)
    axe(tablet.page)
    expect(tablet.status).to_contain_text("2 notes came after the table was closed.")
    expect(tablet.slip("for sent 2")).to_contain_text("The organiser has it.")
    becomes(table.notes, ["i tide"])
    table.decide("for sent 1", taken=True)
    table.decide("for sent 2", taken=False)
    tablet.page.reload()  # the outbox is empty: what is seen now is what the café has
    expect(tablet.slip("for sent 2")).to_have_attribute("data-status", "left")
    expect(tablet.slip("for sent 2")).to_contain_text("left it out")
    expect(tablet.slip("for sent 1")).to_have_attribute("data-status", "received")
    table.decide("for sent 2", taken=True)
    tablet.page.reload()
    tablet.all_received("for sent 2", "for sent 1", "i tide")
    expect(tablet.status).to_contain_text("All 3 notes received.")
    becomes(table.notes, ["i tide", "for sent 1", "for sent 2"])


def test_a_picture_that_does_not_come_hides_nothing(table: Table, new_page: NewPage) -> None:
    tablet = Tablet(new_page(expect=BAD_WEATHER, service_workers="block"), table.address)

    def hold(_route: Route) -> None:
        """Never answer."""

    intercept(tablet.page, "**/notes", hold)
    tablet.add("a")
    tablet.field.fill("half a thought")
    intercept(tablet.page, "**/snapshot", hold)
    tablet.page.reload()
    expect(tablet.page.locator(".kept li")).to_have_text(["a", "half a thought"])
    tablet.page.unroute("**/notes")
    tablet.page.unroute("**/snapshot")
    tablet.all_received("a")
    expect(tablet.field).to_have_value("half a thought")


def test_two_tabs_of_one_tablet_have_a_draft_each(table: Table, new_page: NewPage) -> None:
    one = sit_down(new_page, table)
    other = Tablet(one.page.context.new_page(), table.address)
    one.field.fill("one")
    other.field.fill("another")
    one.field.fill("one more")
    one.page.reload()
    expect(one.field).to_have_value("one more")
    other.page.reload()
    expect(other.field).to_have_value("another")
    other.page.close()
    one.add("one more")
    one.shown("one more")
    one.page.reload()
    expect(one.field).to_have_value("another")
