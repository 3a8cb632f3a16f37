"""What a page has kept on the device, asked of the browser itself."""

from functools import partial

from playwright.sync_api import Page

from tests.support.waiting import wait_for

PAGE_IS_KEPT = """async (texts) => {
  const registration = await navigator.serviceWorker.getRegistration();
  if (!registration?.active || registration.installing || registration.waiting) return false;
  const { pathname } = location;
  const [page, picture] = await Promise.all(
    [pathname, `${pathname}/snapshot`].map((one) => caches.match(one)));
  const whole = page && picture && JSON.stringify(await picture.json());
  return Boolean(whole) && texts.every((text) => whole.includes(text));
}"""
BUILD_IS_KEPT = """async (script) => {
  const shells = (await caches.keys()).filter((name) => !name.endsWith("picture"));
  const page = shells.length === 1
    && await caches.match(location.pathname, { cacheName: shells[0] });
  return Boolean(page) && (await page.text()).includes(script);
}"""
NOTHING_IS_KEPT = """async () => !(await caches.keys()).length
  && !(await navigator.serviceWorker.getRegistrations()).length"""
DRAFT_IS_KEPT = """(text) => new Promise((found) => {
  const opening = indexedDB.open("dialogkafe");
  opening.onsuccess = () => {
    const all = opening.result.transaction("outbox").objectStore("outbox")
      .getAll(IDBKeyRange.bound("draft:", "draft:\uffff"));
    all.onsuccess = () => {
      opening.result.close();
      found(all.result.some((one) => one.text.includes(text)));
    };
  };
})"""


def page_is_kept(page: Page, *texts: str) -> None:
    """Wait until the page could open without a network and would show these texts."""
    _until(page, PAGE_IS_KEPT, list(texts))


def build_is_kept(page: Page, script: str) -> None:
    """Wait until the page that is kept, the only one, is made of this script."""
    _until(page, BUILD_IS_KEPT, script)


def nothing_is_kept(page: Page) -> None:
    """Wait until neither the page nor what hung on the poster is kept."""
    _until(page, NOTHING_IS_KEPT)


def draft_is_kept(page: Page, text: str) -> None:
    """Wait until a draft with this text is on the disk (some milliseconds after the key)."""
    _until(page, DRAFT_IS_KEPT, text)


def _until(page: Page, question: str, arg: object = None) -> None:
    # Not page.wait_for_function: that takes a promise for a yes.
    ask = partial(page.evaluate, question, arg)
    wait_for(ask, what=f"{question.split(chr(10), 1)[0]} {arg}")
