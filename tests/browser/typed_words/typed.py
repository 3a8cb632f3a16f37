"""Everything that can be typed in the forms that the server draws, and hands that type it."""

import re

from playwright.sync_api import BrowserContext, Page, expect

from tests.house.sources import files
from tests.support.server import Organiser, Server

# Where forms stand; `*` is the café, `~` its series, `§` a table that was sent. A form that is
# on none of them fails the test.
PAGES = (
    "/workshops",
    "/workshops?show=bin",
    "/workshops?show=templates",
    "/workshops/import",
    "/workshops/series/~",
    "/account",
    "/organisation",
    "/organisation/privacy",
    "/organisations",
    "/account/tokens",
    "/w/*/webhook",
    "/w/*/people",
    "/w/*/plan",
    "/w/*/keeping",
    "/w/*/privacy",
    "/w/*/day",
    "/w/*/seating",
    "/w/*/invitations",
    "/w/*/kit",
    "/w/*/import",
    "/w/*/import/§",
    "/w/*/paper",
    "/w/*/phones",
    "/w/*/screen",
    "/w/*/questions",
    "/w/*/evaluation",
    "/w/*/evaluation/paper",
    "/w/*/report",
    "/w/*/readers",
    "/w/*/followup?about=s1",
    "/w/*/sort",
    "/w/*/history",
)
FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>(?:(?!</form>).)*</form>", re.DOTALL)
TEMPLATES = files("templates/**/*.html")
ACTION = re.compile(r"action=\"([^\"]*)\"")
# What one types or chooses in, by its own markup or by a macro that draws it.
TYPED = re.compile(
    r"<textarea|<select|<input(?![^>]*type=\"(?:hidden|submit|password)\")"
    r"|\{\{-? *(?:field|area|choice|pick|kept|several)\("
)
# Who fills these in is not logged in, or it is nobody's words, or words that are to be gone.
OPEN = {
    "/w/{{ workshop.id }}/history",
    "/w/{{ workshop.id }}/erase#found",
    "/w/{{ workshop.id }}/erase/words",
    "/w/{{ workshop.id }}/erase/{{ wanted.kind }}",
    "/account/delete",
    "/account/email",
    "/account/password",
    "/account/second-step",
    "/account/second-step/off",
    "/login/code",
    "/login",
    "/login/oidc/join",
    "/start",
    "/code",
    "/read",
    "/d/{{ who.key }}/round",
    "/forgotten",
    "{{ here }}/follow",
    "{{ here }}/contact",
    "/join/{{ who.key }}",
    "/join/{{ who.key }}/new",
    "/reset/{{ who.key }}",
    # Only where letters can be sent: tests/browser/people/test_contacts.py.
    "/workshops/series/{{ series.uid }}/contacts",
    "/workshops/series/{{ series.uid }}/contacts/letter",
}

FILL = """() => {
  const values = { number: "7", email: "kari@example.org", date: "2031-02-03", time: "17:45",
    datetime: "2031-02-03T17:45", url: "https://example.org/nn", color: "#112233" };
  const typed = [];
  for (const form of document.forms) {
    if (form.method !== "post" || "unkept" in form.dataset) continue;
    if (form.querySelector("input[type=password]")) continue;
    for (const field of form.elements) {
      const { type, name } = field;
      if (type === "file") typed.push(form.getAttribute("action"));
      if (!name || ["hidden", "submit", "button", "file"].includes(type)) continue;
      if (field.matches("button, fieldset, output")) continue;
      const of = type === "number" && field.defaultValue === "7" ? "6" : values[type];
      if (type === "radio" && field.defaultChecked) continue;
      if (type === "checkbox" || type === "radio") field.checked = !field.defaultChecked;
      else if (field.matches("select")) field.selectedIndex = field.options.length - 1;
      else field.value = of ?? `Skrevet i ${field.id || name} æ`;
      // A change is sent at once there; what could not be sent is kept as anywhere.
      for (const kind of "atOnce" in form.dataset ? ["input"] : ["input", "change"])
        field.dispatchEvent(new Event(kind, { bubbles: true }));
      typed.push(form.getAttribute("action"));
    }
  }
  return typed;
}"""
STANDS = """() => [...document.forms]
  .filter((form) => form.method === "post" && !("unkept" in form.dataset))
  .flatMap((form) => [...form.elements]
    .filter(({ type, name }) => name && !["hidden", "submit", "button", "file"].includes(type))
    .map((field) => [form.getAttribute("action"), field.name, field.id,
      ["checkbox", "radio"].includes(field.type) ? field.checked : field.value]))"""


def typed_forms() -> list[str]:
    """The forms that somebody who is logged in types in, as templates have them."""
    forms = [one for path in TEMPLATES for one in FORM.findall(path.read_text(encoding="utf-8"))]
    return [one for one in forms if TYPED.search(one) and ACTION.findall(one)[0] not in OPEN]


def actions_with_fields() -> set[str]:
    """Where these forms go; `*` for what the template fills in."""
    actions = [ACTION.findall(form)[0] for form in typed_forms()]
    return {re.sub(r"\{\{.*?\}\}", "*", action).partition("#")[0] for action in actions}


def shown(action: str) -> str:
    """An address on a page, as its template has it."""
    known = sorted(actions_with_fields(), key=len, reverse=True)
    plain = action.partition("#")[0]
    return next((one for one in known if re.fullmatch(one.replace("*", "[^/]+"), plain)), plain)


def log_out_beside(page: Page, server: Server) -> None:
    """In another tab of the same browser."""
    beside: BrowserContext = page.context
    tab = beside.new_page()
    tab.goto(f"{server.url}/privacy?lang=en")
    tab.get_by_role("button", name="Log out").click()
    expect(tab.get_by_role("link", name="Log in").first).to_be_visible()
    tab.close()


def log_in_here(page: Page, who: Organiser) -> None:
    """On the login's page as it stands, which leads on."""
    page.get_by_label("E-mail").fill(who.email)
    page.get_by_label("Password").fill(who.password)
    page.keyboard.press("Enter")
