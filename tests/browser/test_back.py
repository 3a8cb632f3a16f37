"""A page of forms that comes back from the browser's memory, where it keeps some for going back."""

from playwright.sync_api import expect

from tests.browser.sorting import lay_out, log_in
from tests.support.browser import NewPage
from tests.support.server import StartServer

SEND = "form => fetch(form.action, {method: 'POST', body: new FormData(form)}).then(r => r.status)"
# What the browser says when it shows a page as it was left, its hidden fields too.
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"


def test_words_typed_on_a_page_one_went_back_to_are_kept(
    server: StartServer, new_page: NewPage
) -> None:
    started, page = server(), new_page(expect=("409",))
    who = started.user()
    cafe = lay_out(started, ("mer lys", "ro"), who)
    log_in(page, started, who)
    page.goto(f"{started.url}/w/{cafe}/sort")
    page.get_by_text("Abbreviations", exact=True).click()
    form = page.locator("form:has(textarea[name=abbreviations])")
    words = form.locator("textarea")
    words.fill("FO = første ord")
    assert form.evaluate(SEND) == 200
    page.evaluate(BACK)
    words.fill("AO = andre ord")
    form.get_by_role("button", name="Save").click()
    # The page is from before the first words: what stands there now is told, the new ones are kept.
    expect(form.get_by_role("alert")).to_contain_text("Somebody has changed this meanwhile.")
    expect(words).to_have_value("AO = andre ord")
    form.get_by_role("button", name="Save").click()
    page.wait_for_url("**#abbreviations")
    expect(words).to_have_value("AO = andre ord")
