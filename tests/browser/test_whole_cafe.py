"""A whole dialogue café as its people hold it: plan, two tables, a wall, sorting, the document."""

import re
from io import BytesIO
from pathlib import Path

from docx import Document
from playwright.sync_api import Locator, Page, expect

from cafe.people.setup_word import offer
from tests.browser.sorting import counts, drag, focus_by_tab, note, sentence
from tests.browser.tables import BAD_WEATHER, Tablet
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Server, StartServer

PHONE = {"width": 390, "height": 844}
PROJECTOR = {"width": 1920, "height": 1080}
FIRST = ("Mer lys i gågata", "lys", "Benker med rygg")
SECOND = ("Lys hele veien til kaia", "Et sted å gå inn når det regner")
THIRD = ("Dugnad", "Ungdom som planlegger selv")


def path_of(link: Locator) -> str:
    """The path of a link made for the hall; the test reaches the server by its own address."""
    return re.sub(r"^https?://[^/]+", "", str(link.get_attribute("href")))


def plan(page: Page, cafe: Server) -> None:
    """From nothing to two questions with two tables each, opened."""
    page.goto(cafe.url)
    page.get_by_label("Setup word").fill(offer(cafe.data_dir))
    page.get_by_label("Name").fill("Berit Bakke")
    page.get_by_label("E-mail").fill("berit@example.org")
    page.get_by_label("Password").fill("kaffe og kringle 2014")
    page.get_by_role("button", name="Make the account").click()
    page.get_by_role("button", name="Plan a new café").click()
    page.get_by_label("Language of the café and the document").select_option("nb")
    page.get_by_label("What it is called").fill("Et godt sted")
    page.get_by_label("Kind of gathering, or network").fill("samling")
    page.get_by_label("Date").fill("2026-11-12")
    page.get_by_label("Title of the document").fill("DIALOGKAFÉ – OPPSUMMERING")
    page.get_by_role("button", name="Add a question").click()
    page.keyboard.type("Hva gjør stedet godt å bo på?")
    page.keyboard.press("Enter")
    page.keyboard.type("Hvem kan gjøre mer sammen?")
    page.get_by_role("button", name="Lay the tables").click()
    expect(page.locator(".tables-of li")).to_have_count(4)
    expect(page.get_by_text("Everything is kept.")).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "ET GODT STED, SAMLING 12. NOVEMBER 2026"
    )
    axe(page)
    page.get_by_role("link", name="The day", exact=True).click()
    page.get_by_role("button", name="Tables open").click()
    expect(page.get_by_role("button", name="Tables open")).to_have_attribute("aria-current", "step")
    page.get_by_role("button", name="Start the clock").click()
    expect(page.locator("#clock")).to_contain_text("19:")
    axe(page)


def write(one: Tablet, other: Tablet, third: Tablet) -> None:
    """Three hosts type; the second one's network goes in the middle and comes back."""
    one.page.get_by_label("The name of your café").fill("KAFÉ KAI")
    one.page.get_by_label("The name of your café").press("Enter")
    one.add(FIRST[0], FIRST[1])
    other.add(SECOND[0])
    other.all_received(SECOND[0])
    other.offline(True)
    other.add(SECOND[1])
    expect(other.status).to_contain_text("1 note waits here on the tablet.")
    one.add(FIRST[2])
    other.offline(False)
    other.all_received(SECOND[1], SECOND[0])
    third.add(*THIRD)
    for tablet, said in ((one, "Lys og liv."), (other, "Gå inn!"), (third, "Sammen er vi flere.")):
        tablet.page.get_by_label("Main statement").fill(said)
        tablet.page.get_by_label("Main statement").blur()
    one.all_received(*reversed(FIRST))


def watch(*walls: Page) -> None:
    """Every note hangs on every wall."""
    for wall in walls:
        for text in (*FIRST, *SECOND, *THIRD):
            expect(wall.locator(".slip", has_text=re.compile(f"^\\s*{text}\\s*$"))).to_have_count(1)
        expect(wall.get_by_text("KAFÉ KAI").first).to_be_attached()


def sort_by_mouse(page: Page) -> None:
    """Question 1: two headings, every note dragged, the double taken out by the menu."""
    for heading in ("Lys", "Møteplasser"):
        page.get_by_label("New heading").fill(heading)
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    for heading, first, above in (("Lys", FIRST[0], SECOND[0]), ("Møte", FIRST[2], SECOND[1])):
        place = page.locator("section.heading").filter(has_text=heading).locator(".entries")
        drag(page, note(page, first), place)
        expect(sentence(page, first)).to_be_visible()
        drag(page, note(page, above), sentence(page, first), above=True)
        expect(sentence(page, above)).to_be_visible()
    page.locator("#unplaced .slip").get_by_role("button", name="Move to").click()
    page.get_by_role("button", name=re.compile("Double of")).click()
    page.get_by_role("dialog").get_by_text(FIRST[0]).click()
    expect(page.locator("#unplaced .slip")).to_have_count(0)


def sort_by_keys(page: Page) -> None:
    """Question 2 without a pointer: heading by Enter, notes by their numbers, undo and redo."""
    keys = page.keyboard
    focus_by_tab(page, "#new-heading")
    keys.type("Sammen")
    keys.press("Enter")
    expect(page.locator("section.heading h3")).to_contain_text("Sammen")
    page.reload()
    focus_by_tab(page, "[data-item=note]")
    keys.press("1")
    counts(page, not_yet_placed=1)
    expect(page.locator("[data-item=note]")).to_be_focused()
    keys.press("1")
    counts(page, not_yet_placed=0)
    keys.press("Control+z")
    counts(page, not_yet_placed=1)
    keys.press("Control+y")
    counts(page, typed=2, printed=2, not_yet_placed=0)


def test_from_an_empty_machine_to_the_document(
    server: StartServer, new_page: NewPage, tmp_path: Path
) -> None:
    cafe = server()
    board = new_page(locale="en-GB", viewport={"width": 1440, "height": 900})
    plan(board, cafe)
    wall_path = path_of(board.get_by_role("link", name="Open the wall"))
    tables = [path_of(link) for link in board.locator(".board a[href*='/t/']").all()]
    screen = new_page(viewport=PROJECTOR)
    screen.goto(f"{cafe.url}{wall_path}?lang=en")
    phone = new_page(viewport=PHONE, has_touch=True)
    phone.goto(f"{cafe.url}{wall_path}?lang=en")
    one, third = (Tablet(new_page(), f"{cafe.url}{tables[at]}?lang=en") for at in (0, 1))
    other = Tablet(new_page(expect=BAD_WEATHER), f"{cafe.url}{tables[2]}?lang=en")
    write(one, other, third)
    watch(screen, phone)

    board.get_by_role("button", name="Sorting").click()
    board.get_by_role("dialog").get_by_role("button", name="Yes, move").click()
    expect(board.locator("#now-title")).to_have_text("Sorting")
    board.get_by_role("link", name="Sort", exact=True).click()
    board.get_by_role("link", name="Hva gjør stedet godt å bo på?").click()
    sort_by_mouse(board)
    axe(board)
    board.get_by_role("link", name="Question 2").click()
    sort_by_keys(board)
    board.get_by_role("link", name="All questions").click()
    whole = " ".join(board.locator("main .card", has_text="typed").first.inner_text().split())
    assert "typed 7 printed 6 absorbed 1 set aside 0 not yet placed 0" in whole

    board.get_by_role("link", name="Document", exact=True).click()
    with board.expect_download() as coming:
        board.get_by_role("link", name="Word").click()
    document = Document(BytesIO(Path(coming.value.path()).read_bytes()))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "1. Hva gjør stedet godt å bo på?" in said
    assert "Lys og liv. Gå inn!" in said
    assert "Lys: Lys hele veien til kaia. Mer lys i gågata." in said
    assert "Møteplasser: Et sted å gå inn når det regner. Benker med rygg." in said
    assert len(document.inline_shapes) == 4
