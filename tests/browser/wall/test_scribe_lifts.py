"""The scribe of a plenary reads what pairs have written, and lifts it on the big screen."""

from playwright.sync_api import expect

from cafe.model import Workshop
from cafe.wall import actions
from tests.browser.table.test_pairs import WIDE, Talk, add, organised, pair, talk
from tests.browser.walls import Wall, look
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.support.pairs import SUB_QUESTIONS
from tests.support.world import new_id

__all__ = ["organised", "talk"]


def test_a_scribe_lifts_what_a_pair_wrote(talk: Talk, new_page: NewPage) -> None:
    wall = Wall(talk.server, talk.workshop.id)
    phone, screen = pair(new_page, talk), look(new_page(viewport=WIDE), wall.address("/projector"))
    scribe = new_page(viewport=WIDE, expect=("409",))
    scribe.goto(f"{talk.server.url}/t/{wall.token(902)}?lang=en")
    heard = scribe.locator(".heard")
    expect(heard).to_contain_text("No notes yet.")
    add(phone, SUB_QUESTIONS[0], "Benker ved fjorden")
    expect(heard.locator("li p")).to_have_text(["Benker ved fjorden"])
    show = heard.get_by_role("button", name="Show on the big screen")
    show.click()
    expect(screen.locator("#app")).to_contain_text("Benker ved fjorden")
    expect(screen.locator("body")).to_have_attribute("data-view", "note")
    expect(show).to_have_attribute("aria-pressed", "true")
    axe(scribe)
    show.click()
    expect(screen.locator("body")).not_to_have_attribute("data-view", "note")
    with talk.behind() as tx:
        here = tx.get_one(Workshop, talk.workshop.id)
        actions.show(tx, workshop=here, show="black", by="person:1", operation=new_id())
    show.click()
    expect(heard.get_by_role("alert")).to_have_text("The organiser has the big screen now.")
