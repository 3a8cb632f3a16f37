"""Keys faster than a page can answer."""

from playwright.sync_api import Locator

FAST = """(element, keys) => {
  for (const key of keys) {
    const [modifier, name] = key.includes("+") ? key.split("+") : ["", key];
    const pressed = { key: name, altKey: modifier === "Alt", bubbles: true, cancelable: true };
    element.dispatchEvent(new KeyboardEvent("keydown", pressed));
  }
}"""


def at_once(on: Locator, *keys: str) -> None:
    """Press `keys` ("a", "Alt+ArrowUp") on one element with nothing happening between them."""
    on.evaluate(FAST, list(keys))
