"""Two municipalities on one installation, in browsers: named, bounded, read along in, and apart."""

from playwright.sync_api import Page, expect

from cafe.model import Database, Organisation
from cafe.people.actions import add_person, hash_password
from tests.browser.plan.outlines import kept
from tests.browser.sorting import log_in
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.server import Organiser, Server

PASSWORD = "kaffe og kringle 2014"


def member(running: Server, name: str, of: str) -> Organiser:
    """An account in the organisation of this name."""
    base = Database(f"sqlite:///{running.data_dir / 'cafe.db'}")
    email = f"{name.lower()}@{of.split(maxsplit=1)[0].lower()}.no"
    hashed = hash_password(PASSWORD)
    with base.writing() as tx:
        home = tx.query(Organisation).filter_by(name=of).one()
        words = {"email": email, "name": name, "password_hash": hashed}
        add_person(tx, **words, organisation_id=home.id)
    base.engine.dispose()
    return Organiser(email, PASSWORD, name)


def plans(page: Page, running: Server, title: str) -> str:
    """Plan a café called so; its address."""
    page.goto(f"{running.url}/workshops?lang=en")
    page.get_by_role("button", name="Plan a new café").click()
    page.wait_for_url("**/plan")
    line = page.get_by_label("Header line")
    line.fill(title)
    line.blur()
    kept(page)
    return page.url.partition("?")[0].removesuffix("/plan")


def test_two_municipalities_read_along_at_home_and_see_nothing_of_each_other(
    running: Server, new_page: NewPage
) -> None:
    # The keeper's open page asks on when the café is closed to it.
    keeper, berit = new_page(expect=("404", "409")), running.user()
    log_in(keeper, running, berit)
    keeper.goto(f"{running.url}/organisation?lang=en")
    axe(keeper)
    keeper.get_by_label("What the organisation is called").fill("Lier kommune")
    keeper.get_by_role("button", name="Save the name").click()
    expect(keeper.get_by_role("heading", name="Lier kommune")).to_be_visible()
    keeper.get_by_role("link", name="All organisations").click()
    expect(keeper.locator("#new-name")).to_be_visible()
    keeper.get_by_label("What the organisation is called").first.fill("Lier Kommune")
    keeper.get_by_role("button", name="Make the organisation").click()
    expect(keeper.locator("#new-name")).to_be_focused()
    expect(keeper.get_by_role("alert")).to_contain_text("called “Lier Kommune” already")
    keeper.get_by_label("What the organisation is called").first.fill("Asker kommune")
    keeper.get_by_role("button", name="Make the organisation").click()
    asker = keeper.get_by_role("listitem").filter(has_text="Asker kommune")
    asker.get_by_text("Change").click()
    asker.get_by_label("At most so many cafés").fill("1")
    axe(keeper)
    asker.get_by_role("button", name="Save").click()
    expect(asker).to_contain_text("0 cafés of 1")

    ola, eva = new_page(), new_page(expect=("404", "409"))
    log_in(ola, running, member(running, "Ola", "Lier kommune"))
    log_in(eva, running, member(running, "Eva", "Asker kommune"))
    here, there = plans(ola, running, "LIER SAMLES"), plans(eva, running, "ASKER SAMLES")
    expect(eva.locator("header")).to_contain_text("Asker kommune")
    # Full: said where one stands, and with whom one speaks.
    eva.goto(f"{running.url}/workshops?lang=en")
    expect(eva.locator("main")).not_to_contain_text("LIER")
    eva.get_by_role("button", name="Plan a new café").click()
    expect(eva.get_by_role("alert")).to_contain_text("Asker kommune has 1 café")
    expect(eva.get_by_role("alert")).to_contain_text("Berit Bakke")
    eva.goto(f"{here}/plan?lang=en")
    expect(eva.get_by_text("You have no café with this address.")).to_be_visible()
    # The keeper is a member of Lier: reads along there until it is closed, and nothing elsewhere.
    keeper.goto(f"{running.url}/workshops?lang=en")
    others = keeper.get_by_role("region", name="Others in Lier kommune")
    expect(others).to_contain_text("LIER SAMLES")
    expect(keeper.locator("main")).not_to_contain_text("ASKER")
    axe(keeper)
    others.get_by_role("link", name="LIER SAMLES", exact=True).click()
    expect(keeper.get_by_role("heading", name="LIER SAMLES")).to_be_visible()
    expect(keeper.get_by_role("button", name="Close it to the others")).to_have_count(0)
    ola.goto(f"{here}/people?lang=en")
    ola.get_by_role("button", name="Close it to the others").click()
    expect(ola.get_by_text("Nobody else in Lier kommune sees this café.")).to_be_visible()
    axe(ola)
    for address in (here, there):
        answer = keeper.request.get(f"{address}/plan")
        assert answer.status == 404
