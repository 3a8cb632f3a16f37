"""The tables close: the room sees the seal, and the tablet has one of its own."""

from playwright.sync_api import Page, Route, ViewportSize, expect
from sqlalchemy import select

from cafe.archive.queries import archive_of
from cafe.model import Link, Workshop
from cafe.people.links import token_of
from cafe.seal.compare import compare
from cafe.seal.rules import spoken
from tests.browser.tables import Table, Tablet, closing_database
from tests.support.axe import axe
from tests.support.browser import NewPage, intercept

PHONE: ViewportSize = {"width": 390, "height": 844}
PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}


def wall_of(table: Table) -> str:
    with closing_database(table.server) as db, db.database.reading() as tx:
        here = (Link.workshop_id == table.workshop, Link.table_id.is_(None))
        nonce = tx.scalars(select(Link.nonce).where(*here)).one()
    return f"{table.server.url}/v/{token_of(table.key, nonce)}"


def history_of(table: Table) -> tuple[list[dict[str, object]], str]:
    """The archive's history, and the digest that was kept when the tables closed."""
    with closing_database(table.server) as db, db.database.reading() as tx:
        workshop = tx.get_one(Workshop, table.workshop)
        return archive_of(tx, workshop)["history"], workshop.seals[-1]["digest"]


def heard(*pages: Page) -> None:
    """They look at once, as pages do whose connection is back."""
    for page in pages:
        page.evaluate("() => dispatchEvent(new Event('online'))")


def words_in(page: Page, section: str) -> list[str]:
    return page.locator(f"{section} .seal-said li").all_inner_texts()


def told_otherwise(host: Tablet) -> None:
    """A café that has written down something else than was typed is caught by the tablet."""

    def other(route: Route) -> None:
        response = route.fetch()
        told = response.json()
        told["line"]["item"]["text"] = "Alle er fornøyde"
        route.fulfill(response=response, json=told)

    page = host.page
    intercept(page, "**/notes", other)
    host.add("Bussen går for sjelden")
    alert = page.get_by_role("alert").filter(has_text="otherwise than it was typed")
    expect(alert.get_by_role("listitem")).to_have_text("Bussen går for sjelden")
    axe(page)
    page.unroute("**/notes")
    page.reload()  # until somebody has been told
    alert.get_by_role("button", name="I have told the organiser").press("Enter")
    expect(alert).to_have_count(0)


def test_the_room_sees_the_seal_and_the_tablet_its_own(table: Table, new_page: NewPage) -> None:
    typed = ("Lys i «skogen» 💡", "Flere benker", "أكثر ضوء")
    host = Tablet(new_page(), table.address)
    tablet = host.page
    host.add(*typed)
    host.all_received(*typed[::-1])
    told_otherwise(host)
    screen, phone = new_page(viewport=PROJECTOR), new_page(viewport=PHONE)
    screen.goto(f"{wall_of(table)}/projector?lang=nn")
    phone.goto(f"{wall_of(table)}?lang=nb")
    expect(phone.locator(".wall-seal")).to_be_hidden()

    table.move("vernissage")
    heard(screen, phone, tablet)
    history, digest = history_of(table)
    said = list(spoken(bytes.fromhex(digest)))
    expect(screen.locator(".seal-said li")).to_have_text(said)
    expect(screen.locator(".seal-code svg")).to_be_visible()
    axe(screen)
    phone.locator(".wall-seal summary").click()
    expect(phone.locator(".seal-said li")).to_have_text(said)
    expect(phone.locator(".seal-code svg")).to_be_in_viewport(ratio=1)
    axe(phone)
    expect(tablet.locator(".seal:not(.own) .seal-said li")).to_have_text(said)

    own = tablet.get_by_role("region", name="This tablet’s own seal")
    expect(own).to_contain_text("3 changes")
    shown = own.locator(".seal-digest").inner_text()
    assert compare(history, shown).of.startswith("table:")
    own.get_by_role("button", name="Say it in eight words").click()
    expect(own.locator(".seal-said li")).to_have_count(8)
    axe(tablet)
    numbers = shown.partition(":")[0]
    found = compare(history, f"{numbers}: {' '.join(words_in(tablet, '.own'))}")
    assert (found.holds, found.of) == (True, compare(history, shown).of)
    tablet.reload()  # it lies on the device
    expect(own.locator(".seal-digest")).to_have_text(shown)

    table.move("open")
    heard(screen, tablet)
    expect(screen.locator(".seal")).to_have_count(0)
    expect(tablet.locator(".seal")).to_have_count(0)
