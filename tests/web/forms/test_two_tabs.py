"""Two tabs with the same form: what the other saved is not written over unseen, nor mine lost."""

import pytest

from tests.support.app import Visitor

ROUNDS = {"count": "3", "minutes": "12", "change": "2", "do": "agree"}
# Each form that changes what somebody may have changed: its page, its address, and three savings.
FORMS = {
    "rounds": ("day", "rounds", [ROUNDS, {**ROUNDS, "minutes": "20"}, {**ROUNDS, "change": "5"}]),
    "dots": ("questions", "dots", [{"dots": "3"}, {"dots": "4"}, {"dots": "5"}]),
    "abbreviations": (
        "sort",
        "sort/abbreviations",
        [{"abbreviations": f"LMS = læring\r\nBM = {word}"} for word in ("en", "to", "tre")],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_stale_tab_is_told_and_keeps_its_words(organiser: Visitor, name: str) -> None:
    at = organiser.post("/workshops/new").headers["Location"].removesuffix("plan")
    page, address, (first, theirs, mine) = FORMS[name]
    form = {"form": name}
    seen = was(organiser.get(at + page).text, name)
    assert organiser.post(at + address, **form, **first, was=seen).status_code == 303
    stale = was(organiser.get(at + page).text, name)
    assert organiser.post(at + address, **form, **theirs, was=stale).status_code == 303
    refused = organiser.post(at + address, **form, **mine, was=stale)
    assert refused.status_code == 409
    assert "Somebody has changed this meanwhile." in refused.text
    for typed in set(mine.values()) - {"agree"}:
        assert typed.split("\r\n")[-1] in refused.text
    now = was(refused.text, name)
    assert now != stale
    assert organiser.post(at + address, **form, **mine, was=now).status_code == 303
    assert was(organiser.get(at + page).text, name) not in (stale, now)


def was(page: str, name: str) -> str:
    """What the form shows as seen."""
    form = page[page.index(f'name="form" value="{name}"') :]
    return form.split('name="was" value="', 1)[1].split('"', 1)[0]
