"""Planning as an outline: by keys, and by two at once."""

from playwright.sync_api import Page, expect

from tests.browser.plan.outlines import LINES, begun, kept, lines, paste, question, write
from tests.browser.sorting import log_in
from tests.browser.tables import BAD_WEATHER
from tests.support.axe import axe
from tests.support.browser import NewPage, hold_over
from tests.support.server import Organiser, Server
from tests.support.waiting import wait_for


def test_questions_by_keys_alone(running: Server, berit: Organiser, new_page: NewPage) -> None:
    page = new_page()
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?", "Hva hindrer, og hvem mangler?", "Til slutt?")
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer, og hvem mangler?", "Til slutt?"]
    page.locator(question(page, 2)).focus()
    page.keyboard.press("Home")
    for _letter in range(len("Hva hindrer,")):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.keyboard.type("Og ")
    page.keyboard.press("Alt+ArrowDown")
    expect(page.locator(question(page, 4))).to_be_focused()
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer,", "Til slutt?", "Og og hvem mangler?"]
    page.locator(question(page, 4)).fill("")
    page.keyboard.press("Backspace")
    expect(page.locator(question(page, 3))).to_be_focused()
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Hva hindrer,", "Til slutt?"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(question(page, 4))).to_have_value("Og og hvem mangler?")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator(".planned")).to_have_count(3)
    page.locator(question(page, 2)).focus()
    page.keyboard.press("Alt+ArrowRight")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("eller hva?")
    kept(page)
    assert cafe.questions() == ["Hva hjelper?", "Til slutt?"]
    assert cafe.parts() == [["Hva hindrer,", "eller hva?"], []]
    axe(page)
    page.reload()
    expect(page.locator(".planned")).to_have_count(2)
    assert lines(page) == ["Hva hjelper?", "Til slutt?"]
    # The first goes, and the last: the hand is at what is left.
    page.get_by_role("button", name="Remove: Question 1").press("Enter")
    expect(page.locator(question(page, 1))).to_be_focused()
    expect(page.locator(question(page, 1))).to_have_value("Til slutt?")
    page.get_by_role("button", name="Remove: Question 1").press("Enter")
    expect(page.get_by_role("button", name="Add a question")).to_be_focused()


NO_PAUSE = """const wait = setTimeout;
window.setTimeout = (then, ms, ...more) => wait(then, ms === 700 ? 1e6 : ms, ...more)"""


def test_what_is_pressed_from_a_field_lies_still_until_it_is_let_go(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    """The field is left and its words are sent, which makes its line higher; and then comes the
    click, to where the button was."""
    page = new_page()
    page.add_init_script(NO_PAUSE)  # the words are sent because the field is left
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?", "Hva hindrer?")
    button = page.get_by_role("button", name="Lay the tables")
    button.hover()
    before = button.bounding_box()
    page.mouse.down()
    wait_for(lambda: len(cafe.questions()) == 2, what="the question to be sent")
    assert button.bounding_box() == before
    page.mouse.up()
    expect(page.locator(".tables-of li")).to_have_count(4)


def test_eight_lines_are_eight_questions_and_a_column_is_the_hosts(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page()
    cafe = begun(page, running, berit)
    paste(page, "\n".join(LINES))
    expect(page.locator(".planned")).to_have_count(8)
    kept(page)
    assert cafe.questions() == LINES
    page.get_by_role("button", name="Lay the tables").click()
    expect(page.locator(".tables-of li")).to_have_count(16)
    kept(page)
    last = page.get_by_role("button", name="One table less: Question 8")
    last.click()
    page.get_by_role("button", name="Number the tables anew").click()
    expect(page.locator(".tables-of li")).to_have_count(15)
    kept(page)
    assert sorted(cafe.hosts()) == list(range(1, 16))
    expect(page.locator(".planned:last-child .tables-of textarea").first).to_have_value("15")
    first = page.locator(".tables-of textarea[id^='h:']").first
    first.focus()
    names = [f"Vert {number}, Hjelper {number}" for number in range(1, 16)]
    paste(page, "\n".join(names))
    expect(first).to_have_value("Vert 1, Hjelper 1")
    kept(page)
    assert cafe.hosts() == {n: [f"Vert {n}", f"Hjelper {n}"] for n in range(1, 16)}
    axe(page)


def test_two_organisers_at_once(running: Server, berit: Organiser, new_page: NewPage) -> None:
    one, other = new_page(), new_page(expect=("status of 409", *BAD_WEATHER))
    cafe = begun(one, running, berit)
    write(one, "Hva hjelper?", "Hva hindrer?")
    kept(one)
    log_in(other, running, berit)
    other.goto(cafe.address)
    expect(other.locator(".planned")).to_have_count(2)
    other.get_by_label("Place").fill("Skolen")
    one.get_by_label("Purpose").fill("Å lytte")
    kept(other)
    expect(one.get_by_label("Place")).to_have_value("Skolen")
    expect(other.get_by_label("Purpose")).to_have_value("Å lytte")
    # Both are in the same line; the first to pause is heard, and the second is told.
    other.context.set_offline(True)
    other.locator(question(other, 1)).press("End")
    other.keyboard.type(" Og hvorfor? Her?")
    one.locator(question(one, 1)).fill("Hva er til hjelp?")
    kept(one)
    other.context.set_offline(False)
    refused = other.locator(".planned .refusal")
    expect(refused).to_contain_text("Berit Bakke has changed this meanwhile.")
    expect(refused).to_contain_text("Hva er til hjelp?")
    expect(refused).to_contain_text("Hva hjelper? Og hvorfor? Her?")
    axe(other)
    refused.get_by_role("button", name="Use mine").click()
    expect(one.locator(question(one, 1))).to_have_value("Hva hjelper? Og hvorfor? Her?")
    assert cafe.questions() == ["Hva hjelper? Og hvorfor? Her?", "Hva hindrer?"]


def test_a_question_is_dragged_with_its_tables_and_a_wrong_number_stays(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page(viewport={"width": 1440, "height": 2000})
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?", "Hva hindrer?", "Hvem mangler?")
    page.get_by_role("button", name="Lay the tables").click()
    expect(page.locator(".tables-of li")).to_have_count(6)
    kept(page)
    # The café has the numbers before the page hears them.
    numbers = ["1", "4", "2", "5", "3", "6"]
    for nth, one in enumerate(numbers):
        expect(page.locator(".tables-of [id^='n:']").nth(nth)).to_have_value(one)
    drag_above(page, 3, 1)
    expect(page.locator("#say")).to_have_text("Question 1")
    expect(page.locator(question(page, 1))).to_have_value("Hvem mangler?")
    kept(page)
    assert cafe.questions() == ["Hvem mangler?", "Hva hjelper?", "Hva hindrer?"]
    # The page may be drawn between one look and the next.
    along = [*numbers[4:], *numbers[:4]]
    wait_for(
        lambda: [number_of(page, nth) for nth in range(6)] == along,
        what=f"the tables to come along: {along}",
    )
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(question(page, 3))).to_have_value("Hvem mangler?")
    number = page.locator(".tables-of [id^='n:']").first
    number.fill("to")
    expect(page.get_by_text("“to” is not a number.")).to_be_visible()
    page.get_by_label("Place").fill("Skolen")
    page.keyboard.press("Tab")
    expect(page.get_by_text("1 change waits here.")).to_be_visible()
    assert number.input_value() == "to"
    axe(page)
    page.reload()
    expect(page.get_by_text("“to” is not a number.")).to_be_visible()
    number.fill("77")
    kept(page)
    assert 77 in cafe.hosts()
    page.locator(question(page, 2)).press("Alt+ArrowRight")
    expect(page.get_by_text("A question with tables cannot become a part.")).to_be_visible()
    page.get_by_role("button", name="Divide into parts: Question 2").click()
    page.keyboard.type("nå")
    expect(page.get_by_text("A question with parts needs two.")).to_be_visible()
    page.keyboard.press("Enter")
    page.keyboard.type("siden")
    expect(page.get_by_text("A question with parts needs two.")).to_have_count(0)
    kept(page)
    page.get_by_role("button", name="Number the tables anew").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("What was done last cannot be undone.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("What was done last cannot be undone.")).to_have_count(0)
    kept(page)


def number_of(page: Page, nth: int) -> str:
    return page.locator(".tables-of [id^='n:']").nth(nth).input_value()


def drag_above(page: Page, number: int, other: int) -> None:
    """By the question's number, with the pointer."""
    start = page.locator(f".planned:nth-child({number}) .line .number").bounding_box()
    end = page.locator(f".planned:nth-child({other})").bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 8, start["y"] + 12)
    page.mouse.down()
    page.mouse.move(start["x"] + 12, start["y"] + 2, steps=4)
    page.mouse.move(end["x"] + 20, end["y"] + 6, steps=12)
    falls = page.locator(".outline > .drop-here:first-child")
    hold_over(page, end["x"] + 20, end["y"] + 6, falls)
    page.mouse.up()


def test_the_header_line_that_the_facts_make_is_offered_beside_ones_own(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page()
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?", "Hva hindrer?")
    page.get_by_label("Date").fill("2026-03-12")
    expect(page.get_by_text("Thursday, March 12, 2026", exact=True)).to_be_visible()
    title = page.get_by_label("Header line", exact=True)
    page.get_by_label("What it is called").fill("Et godt sted")
    expect(title).to_have_value("ET GODT STED, MARCH 12, 2026")
    kept(page)
    offer = page.get_by_role("button", name="Use this header line")
    expect(offer).to_have_count(0)
    title.fill("Vår egen")
    kept(page)
    page.get_by_label("Kind of gathering").fill("folkemøte")
    kept(page)
    expect(page.get_by_text("ET GODT STED, FOLKEMØTE MARCH 12, 2026")).to_be_visible()
    assert title.input_value() == "Vår egen"
    offer.click()
    expect(title).to_have_value("ET GODT STED, FOLKEMØTE MARCH 12, 2026")
    kept(page)
    # It is the facts' own again, and follows them.
    page.get_by_label("Kind of gathering").fill("møte")
    expect(title).to_have_value("ET GODT STED, MØTE MARCH 12, 2026")
    kept(page)
    assert cafe.fact("title") == "ET GODT STED, MØTE MARCH 12, 2026"
    page.get_by_role("button", name="Lay the tables").click()
    hosts = page.locator(".tables-of [id^='h:']")
    expect(hosts).to_have_count(4)
    for nth, name in enumerate(["Kari", "Ola"]):
        hosts.nth(nth).fill(name)
    page.locator(".tables-of summary").first.click()
    page.get_by_label("Kari is here as").select_option("user")
    expect(page.get_by_text("No user representative yet")).to_have_count(1)
    axe(page)
    # What was chosen by hand is shown as it is when it is undone, and done again.
    for press, shows in (("Undo", ""), ("Redo", "user"), ("Undo", "")):
        page.get_by_role("button", name=press).click()
        expect(page.get_by_label("Kari is here as")).to_have_value(shows)
    language = page.get_by_label("Language of the café and the document")
    before = language.input_value()
    language.select_option("nn")
    kept(page)
    for press, shows in (("Undo", before), ("Redo", "nn"), ("Undo", before)):
        page.get_by_role("button", name=press).click()
        expect(language).to_have_value(shows)


def test_pairs_that_were_made_tables_come_back_with_who_writes(
    running: Server, berit: Organiser, new_page: NewPage
) -> None:
    page = new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    cafe = begun(page, running, berit)
    write(page, "Hva hjelper?")
    form = page.get_by_label("Form of talk: Question 1")
    form.select_option("pairs")
    writes = page.get_by_label("Who writes, with commas between: Who writes")
    writes.fill("Ada, Bo")
    kept(page)
    form.select_option("tables")
    expect(writes).to_have_count(0)
    kept(page)
    assert cafe.hosts() == {}
    for _again in range(2):
        page.get_by_role("button", name="Undo").click()
        expect(writes).to_have_value("Ada, Bo")
        kept(page)
        assert list(cafe.hosts().values()) == [["Ada", "Bo"]]
        page.get_by_role("button", name="Redo").click()
        expect(writes).to_have_count(0)
        kept(page)
        assert cafe.hosts() == {}
