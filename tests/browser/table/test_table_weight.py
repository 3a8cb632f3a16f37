"""What the table's page weighs on a hall's Wi-Fi, as it is transferred, and that it comes once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.browser.tables import Table, Tablet
from tests.support.browser import NewPage
from tests.support.kept import page_is_kept
from tests.support.scale import Scale

MOST_BYTES = 150_000


@contextmanager
def weighed(tablet: Tablet) -> Iterator[Scale]:
    """A second page of the same browser, opened within the block; the first is closed after it."""
    page = tablet.page.context.new_page()
    scale = Scale(page)
    tablet.page.close()
    tablet.page = page
    yield scale
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("worker", ["allow", "block"])
def test_light_at_first_and_nothing_after(table: Table, new_page: NewPage, worker: str) -> None:
    page = new_page(service_workers=worker)
    scale = Scale(page)
    tablet = Tablet(page, table.address)
    tablet.add("en")
    tablet.all_received("en")
    if worker == "allow":
        page_is_kept(page, "en")
    page.wait_for_load_state("networkidle")
    own = scale.own()
    if worker == "allow":  # it fetches itself and the page once more, where the scale does not see
        own["worker"] = len(page.request.get(f"{page.url.split('?')[0]}/sw.js").body())
        own["page for the worker"] = own[page.url.split("?")[0]]
    print(f"own {sum(own.values())} bytes, fonts {scale.fonts()} bytes: {own}")
    assert scale.asked(".js")
    assert scale.asked(".css")
    assert sum(own.values()) < MOST_BYTES, own
    with weighed(tablet) as again:
        tablet.page.goto(table.address)
        tablet.all_received("en")
    assert again.asked(".js"), "the scale is broken: it saw nothing"
    assert again.assets() == []
