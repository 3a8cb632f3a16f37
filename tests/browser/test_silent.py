"""Silent start: six phones at a table, one of which loses its network, and a host's tray."""

import pytest
from playwright.sync_api import Locator, Page, expect
from sqlalchemy import select

from cafe.model import Link, Note, Workshop
from cafe.model.note import notes_in_any_state
from cafe.people.links import open_links, token_of
from cafe.sort.queries import accounts_of_workshop, waiting_of
from tests.browser.tables import BAD_WEATHER, Table, Tablet, closing_database, sit_down
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.kept import page_is_kept
from tests.support.waiting import becomes

PHONE = {"width": 390, "height": 844}
HEAR = """() => addEventListener(
  "click", (tap) => { globalThis.tapped = tap }, { capture: true, once: true })"""
# A finger's second tap, at once and at the same place, on what lies there now, whose name it gives:
# between two clicks of a mouse on a slow machine there is no telling how long it takes.
SECOND_TAP = """() => {
  const { clientX, clientY, timeStamp } = globalThis.tapped;
  const place = { bubbles: true, cancelable: true, detail: 2, clientX, clientY };
  const second = Object.defineProperty(new PointerEvent("click", place), "timeStamp",
    { value: timeStamp + 300 });
  const button = document.elementFromPoint(clientX, clientY).closest("button");
  button.dispatchEvent(second);
  return button.ariaLabel;
}"""
WRITTEN = [f"fra telefon {number}" for number in range(1, 7)]


@pytest.fixture
def ways(table: Table) -> tuple[str, str]:
    """The addresses of the table's tray and of the wall, once there is a silent start."""
    with closing_database(table.server) as db, db.database.writing() as tx:
        workshop = tx.get_one(Workshop, table.workshop)
        workshop.silent = 5
        open_links(tx, workshop, table.key)
        mine = select(Link).where(Link.workshop_id == table.workshop)
        tray = tx.scalars(mine.where(Link.tray)).one()
        wall = tx.scalars(mine.where(Link.table_id.is_(None))).one()
        to = [f"{one.leads}/{token_of(table.key, one.nonce)}?lang=en" for one in (tray, wall)]
    return f"{table.server.url}/{to[0]}", f"{table.server.url}/{to[1]}"


def states(table: Table) -> dict[str, list[str]]:
    """The texts that the café has, by their state; what was joined into another is not told."""
    with closing_database(table.server) as db, db.database.reading() as tx:
        found: dict[str, list[str]] = {}
        here = notes_in_any_state().where(Note.table_id == table.id, Note.joined_into.is_(None))
        for note in tx.scalars(here.order_by(Note.text)):
            found.setdefault(note.state, []).append(note.text)
        return found


def write(phone: Page, *texts: str) -> None:
    field = phone.get_by_role("textbox", name="What you think")
    for text in texts:
        field.fill(text)
        field.press("Enter")
        expect(field).to_have_value("")


def own(phone: Page) -> Locator:
    return phone.locator(".slip")


def in_tray(host: Tablet) -> Locator:
    return host.page.locator("#tray > ul > li")


def press(host: Tablet, text: str, button: str) -> None:
    host.page.locator("#tray li").filter(has_text=text).get_by_role("button", name=button).click()


def test_six_phones_fill_a_tray_that_the_host_empties(
    table: Table, ways: tuple[str, str], new_page: NewPage
) -> None:
    tray, wall = ways
    host = sit_down(new_page, table, badly=True)
    phones = [
        new_page(viewport=PHONE, has_touch=True, expect=BAD_WEATHER if number == 5 else ())
        for number in range(6)
    ]
    for phone in phones:
        phone.goto(tray)
        expect(phone.get_by_role("textbox", name="What you think")).to_be_enabled()
    cut = phones[5]
    cut.context.set_offline(True)
    for phone, text in zip(phones, WRITTEN, strict=True):
        write(phone, text)
    write(cut, "uten nett")
    cut.get_by_role("textbox", name="What you think").fill("halvskrev")
    for phone in phones[:5]:
        expect(own(phone)).to_have_attribute("data-status", "received")
    expect(cut.locator(".slip[data-status=kept]")).to_have_count(2)
    expect(in_tray(host)).to_have_count(5)
    # The network is back, and the café is not: what was typed is there when the page opens anew.
    cut.route("**/silent/*/notes", lambda route: route.abort())
    cut.context.set_offline(False)
    cut.reload()
    expect(own(cut).locator(".text")).to_have_text([WRITTEN[5], "uten nett"])
    expect(cut.get_by_role("textbox", name="What you think")).to_have_value("halvskrev")
    cut.unroute("**/silent/*/notes")
    cut.evaluate("dispatchEvent(new Event('online'))")
    expect(cut.locator(".slip[data-status=received]")).to_have_count(2)
    expect(in_tray(host)).to_have_count(7)
    becomes(lambda: states(table), {"tray": sorted([*WRITTEN, "uten nett"])})
    cut.reload()
    expect(own(cut).locator(".text")).to_have_text([WRITTEN[5], "uten nett"])
    expect(phones[0].get_by_text("fra telefon 2")).to_have_count(0)
    axe(phones[0])
    axe(host.page)
    empty_some(host)
    screen = new_page()
    screen.goto(wall)
    both = "fra telefon 1\nfra telefon 2"
    expect(screen.get_by_text("fra telefon 1").first).to_be_visible()
    rest = [*WRITTEN[3:], "uten nett"]
    becomes(lambda: states(table), {"poster": [both], "tray": rest, "tray-left": [WRITTEN[2]]})
    told = screen.content()
    assert not [text for text in (WRITTEN[2], *rest) if text in told], "no wall sees a tray"
    host.page.get_by_label("Main statement").fill("Vi ser hverandre")
    warning = host.page.locator(".tray-warning")
    expect(warning).to_contain_text("4 notes lie in the tray still.")
    # As long as a finger lies there; the words are saved meanwhile, and nothing moves under it.
    warning.get_by_role("link", name="To the tray").click(delay=500)
    expect(host.page.locator("#tray-title")).to_be_focused()
    with closing_database(table.server) as db, db.database.reading() as tx:
        here = tx.get_one(Workshop, table.workshop)
        assert waiting_of(tx, here) == 4
        assert len(accounts_of_workshop(tx, here).typed) == 2


def empty_some(host: Tablet) -> None:
    """Without a network, and by keys: one is laid, one joined into it, one set aside."""
    host.offline(True)
    press(host, WRITTEN[0], "Lay on the poster")
    expect(in_tray(host).first.get_by_role("button").first).to_be_focused()
    expect(host.slip(WRITTEN[0])).to_have_attribute("data-status", "kept")
    press(host, WRITTEN[1], "Join")
    host.page.keyboard.press("Escape")
    expect(in_tray(host)).to_have_count(6)
    press(host, WRITTEN[1], "Join")
    host.slip(WRITTEN[0]).get_by_role("button", name="Join here").click()
    host.page.get_by_label("The note's text").press("Enter")
    press(host, WRITTEN[2], "Set aside")
    expect(in_tray(host)).to_have_count(4)
    host.page.get_by_text("Set aside from the tray").click()
    press(host, WRITTEN[2], "Bring back")
    expect(in_tray(host)).to_have_count(5)
    press(host, WRITTEN[2], "Set aside")
    expect(in_tray(host)).to_have_count(4)
    host.offline(False)
    expect(host.page.locator(".arrived")).to_contain_text("received.")


def test_a_note_is_mended_and_taken_back_on_its_phone_also_without_a_network(
    table: Table, ways: tuple[str, str], new_page: NewPage
) -> None:
    host, phone = sit_down(new_page, table), new_page(viewport=PHONE, expect=BAD_WEATHER)
    phone.goto(ways[0])
    write(phone, "mer lys", "flere benker", "et navn")
    expect(phone.locator(".slip[data-status=received]")).to_have_count(3)
    change(phone, "mer lys", "mer lys om kvelden")
    press_own(phone, "et navn", "Take back")
    expect(in_tray(host).locator(".text")).to_have_text(["mer lys om kvelden", "flere benker"])
    becomes(lambda: states(table)["recalled"], ["et navn"])
    # Without a network: one that the host lays meanwhile, one that was never sent, one put back.
    page_is_kept(phone)
    phone.context.set_offline(True)
    change(phone, "flere benker", "flere benker i sola")
    phone.get_by_role("textbox", name="What you think").fill("halvskrev")
    phone.reload()
    texts = ["mer lys om kvelden", "flere benker i sola", "et navn"]
    expect(own(phone).locator(".text")).to_have_text(texts)
    expect(phone.get_by_role("textbox", name="What you think")).to_have_value("halvskrev")
    expect(phone.locator(".arrived")).to_have_text("No connection. 1 note waits here on the phone.")
    write(phone, "usendt")
    change(phone, "usendt", "ordnet")
    press_own(phone, "et navn", "Put back")
    press(host, "flere benker", "Lay on the poster")
    expect(host.slip("flere benker")).to_have_attribute("data-status", "received")
    phone.context.set_offline(False)
    late = own(phone).nth(1)
    expect(late).to_contain_text("The host has laid this note on the poster meanwhile")
    expect(late.get_by_role("textbox", name="Your new words")).to_have_value("flere benker i sola")
    axe(phone)
    late.get_by_role("button", name="Send as a new note").click()
    rest = ["et navn", "flere benker i sola", "mer lys om kvelden", "ordnet"]
    becomes(lambda: states(table), {"poster": ["flere benker"], "tray": rest})
    expect(late.get_by_role("button")).to_have_count(0)
    expect(in_tray(host)).to_have_count(4)


def test_nothing_moves_in_the_tray_but_by_the_hosts_own_hand(
    table: Table, ways: tuple[str, str], new_page: NewPage
) -> None:
    host, phone = sit_down(new_page, table), new_page(viewport=PHONE)
    phone.goto(ways[0])
    texts = [f"tanke {number}" for number in range(1, 10)]
    write(phone, *texts[:6])
    expect(in_tray(host)).to_have_count(6)
    host.page.locator("#tray").scroll_into_view_if_needed()
    before = places(host)
    # What comes stands last; what its writer takes back leaves its place.
    write(phone, *texts[6:])
    press_own(phone, texts[1], "Take back")
    expect(host.page.locator("#tray .gone")).to_have_text("No longer in the tray")
    expect(in_tray(host)).to_have_count(9)
    now = places(host)
    assert now == {**now, **{text: at for text, at in before.items() if text != texts[1]}}
    axe(host.page)
    # A second tap at the same place is no decision about the next one, nor is a key held down.
    host.page.evaluate(HEAR)
    host.page.get_by_role("button", name=f"Set aside: {texts[0]}").click()
    expect(in_tray(host).locator(".text")).to_have_text(texts[2:])
    assert host.page.evaluate(SECOND_TAP) == f"Set aside: {texts[2]}"
    expect(in_tray(host).locator(".text")).to_have_text(texts[2:])
    for _ in range(3):
        host.page.keyboard.down("Enter")
    host.page.keyboard.up("Enter")
    expect(in_tray(host).locator(".text")).to_have_text(texts[3:])
    becomes(lambda: states(table).get("tray-left"), texts[:1])


def places(host: Tablet) -> dict[str, float]:
    """Where each thing at the table lies, by its words."""
    top = "one => [one.textContent, one.getBoundingClientRect().top]"
    all_of = f"all => Object.fromEntries(all.map({top}))"
    things = host.page.locator("#tray .text, .end h2, .slips")
    found: dict[str, float] = things.evaluate_all(all_of)
    return found


def press_own(phone: Page, text: str, button: str) -> None:
    own(phone).filter(has_text=text).get_by_role("button", name=f"{button}: {text}").click()


def change(phone: Page, text: str, words: str) -> None:
    press_own(phone, text, "Edit")
    field = phone.get_by_role("textbox", name="The note's text")
    expect(field).to_have_value(text)
    field.fill(words)
    phone.get_by_role("button", name="Save").click()
    expect(field).to_have_count(0)  # before that a page that is loaded opens it again
