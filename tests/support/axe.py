"""Accessibility: axe-core's rules for WCAG 2.1 A and AA on a live page."""

from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
# Those of them that another colour can break.
COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
# What fades in is judged when it is there; what moves for ever is not waited for.
RUN = """async runOnly => {
  const ends = document.getAnimations().filter((a) =>
    Number.isFinite(a.effect?.getComputedTiming().endTime));
  await Promise.allSettled(ends.map((a) => a.finished));
  // Of what is right nothing is told: to find a selector for each of it costs more than the rules.
  return (await axe.run(document, {runOnly, resultTypes: ["violations"]})).violations;
}"""


def axe(page: Page, *, colours: bool = False) -> None:
    """Assert that axe finds nothing on `page` as it is now; names the element and the remedy.

    `colours`: the page was tried in others just now, and nothing else of it has changed.
    """
    # evaluate, not a script tag: our Content-Security-Policy would rightly stop the tag. Half a
    # megabyte is sent and compiled once for each page that is opened.
    if not page.evaluate("'axe' in window"):
        page.evaluate(_source())
    found: list[dict[str, Any]] = page.evaluate(RUN, COLOURS if colours else TAGS)
    assert not found, f"axe on {page.url}:\n" + "\n".join(map(_told, found))


@cache
def _source() -> str:
    return SCRIPT.read_text(encoding="utf-8")


def _told(violation: dict[str, Any]) -> str:
    places = [
        f"    {' '.join(map(str, node['target']))}\n      {node['html'][:200]}\n"
        f"      {node['failureSummary']}"
        for node in violation["nodes"]
    ]
    return "\n".join([f"  {violation['id']} ({violation['impact']}): {violation['help']}", *places])
