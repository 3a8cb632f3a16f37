"""Two tabs with the same form: what the other saved is not written over unseen, nor mine lost."""

import re
from html import unescape
from pathlib import Path

from tests.support.app import Visitor
from tests.support.world import new_id

Typed = dict[str, str]
ROUNDS = {"count": "3", "minutes": "12", "change": "2", "do": "agree"}


def named(field: str, *words: str, **more: str) -> list[Typed]:
    """What is typed in one field, one after the other."""
    return [{field: one, **more} for one in words]


# Each form that changes what somebody may have changed, by what it is called: its page, its
# address, three savings, and (last) what is refused, whoever was first.
FORMS: dict[str, tuple[str, str, list[Typed]]] = {
    "rounds": (
        "@day",
        "@rounds",
        [{**ROUNDS, **one} for one in ({}, {"minutes": "20"}, {"change": "5"}, {"minutes": "999"})],
    ),
    "dots": ("@questions", "@dots", named("dots", "3", "4", "5", "500")),
    "abbreviations": (
        "@sort",
        "@sort/abbreviations",
        named("abbreviations", "HB = en", "LMS = læring\r\nHB = to", "HB = tre", "ingenting"),
    ),
    "series": ("@plan", "@series", named("name", "En", "To", "Tre", " ", series="new")),
    "raw": ("@plan", "@keeping", named("raw_until", *(f"2027-06-0{n}" for n in (1, 2, 3)), "x")),
    "dates": (
        "@keeping",
        "@keeping",
        named("case_number", "1", "2", "3", "x\x07", raw_until="2027-06-01", final_until=""),
    ),
    "letter": (
        "@invitations",
        "@invitations/letter",
        named("letter", *(f"Hei [name], {one} [link]" for one in ("en", "to", "tre")), "ingen"),
    ),
    "webhook": (
        "@webhook",
        "@webhook",
        named("address", *(f"https://{one}.example.org/" for one in ("en", "to", "tre")), "x"),
    ),
    "options": (
        "@report",
        "@report/options",
        [{"lists": "1"}, {"lists": "1", "marks": "1"}, {"dots": "1"}],
    ),
    "privacy": ("@privacy", "@privacy", named("officer", "en", "to", "tre", "bjelle\x07")),
    "the organisation's privacy": (
        "/organisation/privacy",
        "/organisation/privacy",
        named("basis", "en", "to", "tre", "bjelle\x07"),
    ),
    "name": ("/account", "/account/name", named("name", "En", "To", "Tre", " ")),
    "the organisation's name": (
        "/organisation",
        "/organisation/name",
        named("name", "En", "To", "Tre", " "),
    ),
}
MEANWHILE = re.compile(r"Somebody (?:else )?has changed|Berit Bakke has chosen otherwise meanwhile")
CALLED = {"the organisation's privacy": "privacy", "the organisation's name": "name"}
# The templates with a form that says what was seen, and where those that are not above are tried.
SAYS_WHAT_WAS_SEEN = {
    *("plan/day.html", "wall/questions.html", "sort/overview.html", "plan/plan.html"),
    *("plan/keeping/parts.html", "plan/invitations.html", "report/options.html"),
    "report/webhook.html",
    *("people/privacy/parts.html", "people/account/who.html", "people/organisation.html"),
}
ELSEWHERE = {
    "after/series.html": "tests/after/test_series.py",
    "evaluation/page.html": "tests/evaluation/test_answering.py",
    "evaluation/paper.html": "the same",
    "plan/seating.html": "tests/plan/test_seating.py",
    "people/colleagues/page.html": "tests/people/test_joining.py",
    "people/organisations.html": "tests/people/organisations/test_routes_organisations.py",
    "readers/rounds.html": "tests/readers/test_reading.py",
    "report/versions.html": "tests/report/test_publishing.py",
    "sort/origins.html": "tests/sort/origins/test_keeping.py",
    "table/on_paper.html": "tests/table/photos/test_on_paper.py",
}


def test_a_stale_tab_is_told_and_keeps_its_words(organiser: Visitor) -> None:
    at = organiser.post("/workshops/new").headers["Location"].removesuffix("plan")
    for name in FORMS:
        _stale(organiser, at, name)


def _stale(organiser: Visitor, at: str, name: str) -> None:
    page, address, (first, theirs, mine, *wrong) = FORMS[name]
    page, address, form = page.replace("@", at), address.replace("@", at), CALLED.get(name, name)

    def sent(typed: Typed, was: str) -> tuple[int, str]:
        answer = organiser.post(address, form=form, act=new_id(), **typed, was=was)
        return answer.status_code, answer.text

    def now() -> str:
        return was(organiser.get(page).text, form)

    assert sent(first, now())[0] == 303, name
    stale = now()
    assert sent(theirs, stale)[0] == 303
    status, refused = sent(mine, stale)
    assert status == 409, name
    assert MEANWHILE.search(refused), name
    for field, typed in mine.items():
        ticked = rf'name="{field}"[^>]* checked' if typed == "1" else "$"
        assert typed.split("\r\n")[-1] in refused or field == "do", name
        assert re.search(ticked, refused), "what was ticked"
    seen = was(refused, form)
    assert seen != stale
    assert sent(mine, seen)[0] == 303, name
    kept = now()
    assert kept not in (stale, seen)
    # Who has both come too late and typed what cannot be hears of the other before it is replaced.
    for refusable in wrong:
        assert sent(theirs, kept)[0] == 303
        _status, refused = sent(refusable, kept)
        assert MEANWHILE.search(refused) or sent(mine, was(refused, form))[0] == 409, name


def was(page: str, name: str) -> str:
    """What the form shows as seen."""
    form = page[page.index(f'name="form" value="{name}"') :]
    return unescape(form.split('name="was" value="', 1)[1].split('"', 1)[0])


def test_every_form_that_says_what_was_seen_is_tried() -> None:
    folder = Path("templates")
    there = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*.html")
        if re.search(r"name=\"was\"", path.read_text(encoding="utf-8"))
    }
    assert there == SAYS_WHAT_WAS_SEEN | ELSEWHERE.keys(), "place it here"
