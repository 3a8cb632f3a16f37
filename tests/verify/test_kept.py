"""A kept version that says what the café did not say when it was kept is found by the zip alone."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from cafe.archive.history.check import check_history
from cafe.core.i18n import speaking
from cafe.document.tree import Document, Lead, Section, Sentence
from cafe.report.versions.store import FACTS, facts_in
from cafe.verify.anew import Made, as_it_was
from cafe.verify.kept import Said, held_to_erasings, never_at_all, told_otherwise
from cafe.verify.past import Erased
from cafe.verify.pieces import Finding

# What in a version's facts is not held to the history, by its path.
UNTOLD = {
    r"revision": "another at which the café stood as the version says",
    r"lines\..*": "are held to the document (versions.py)",
    r"(document\..*\.|raw\..*\.)?id": "another in each installation",
    r"document\.edition\.(final|number)": "are held to the folder's name (versions.py)",
    r"document\.edition\.day": "who kept it knows",
    r"document\.edition\.case_number": "no line tells of it",
    r"salt": "of this file alone; its digest is held to what was erased",
    r"raw\.stamp": "the installation's own id of the café",
    r"fates\.#\.4": "an entry's id",
}
Path = list[Any]


class Kept(NamedTuple):
    facts: dict[str, Any]
    archive: dict[str, Any]
    was: Made


@pytest.fixture(scope="module")
def kept(sealed: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Kept:
    [name] = [name for name in sealed if name.endswith(FACTS)]
    facts, archive = (json.loads(sealed[one]) for one in (name, "archive.json"))
    was = as_it_was(archive, facts["revision"], tmp_path_factory.mktemp("scratch"))
    assert was
    return Kept(facts, archive, was[0])


def found(kept: Kept, facts: dict[str, Any]) -> list[str]:
    told, was = facts_in(json.dumps(facts).encode()), kept.was
    assert told.document
    assert told.raw
    with speaking("en"):
        should = Said(was.document, was.raw, was.statuses, was.complete)
        says = Said(told.document, told.raw, told.statuses, told.complete)
        return list(map(str, told_otherwise(should, says, "versions/x/")))


def walked(value: Any, path: Path) -> Iterator[Path]:
    """The way to each single value in JSON."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    for key, one in pairs:
        if isinstance(one, dict | list):
            yield from walked(one, [*path, key])
        else:
            yield [*path, key]


def kind(path: Path) -> str:
    return ".".join(
        "#" if isinstance(one, int) or re.fullmatch("[0-9a-f-]{36}", one) else one for one in path
    )


def changed(facts: dict[str, Any], path: Path) -> dict[str, Any]:
    """The facts with one value that is another."""
    new: dict[str, Any] = json.loads(json.dumps(facts))
    holder: Any = new
    for key in path[:-1]:
        holder = holder[key]
    was = holder[path[-1]]
    if isinstance(was, bool):
        holder[path[-1]] = not was
    else:
        holder[path[-1]] = was + 1 if isinstance(was, int) else f"{was or ''} ikke"
    return new


def test_whatever_a_version_says_is_held_to_the_history(kept: Kept) -> None:
    """Each single value of a version's facts, one of a kind and a column, is another: found."""
    assert found(kept, kept.facts) == []
    some: dict[str, Path] = {}
    for path in walked(kept.facts, []):
        column = str(path[-1]) if path[0] in ("raw", "fates") else ""
        name = kind(path[:-1] if column else path) + (f".{column}" if column else "")
        if not any(re.fullmatch(untold, name) for untold in UNTOLD):
            some.setdefault(name, path)
    assert len(some) > 60
    missed = []
    for name, path in some.items():
        try:
            if not found(kept, changed(kept.facts, path)):
                missed.append(name)
        except (ValueError, LookupError, TypeError):  # a file that cannot be read is told as such
            continue
    assert missed == []


@pytest.mark.parametrize("how", ["gone", "twice", "turned"])
def test_what_is_left_out_doubled_or_moved_is_found(kept: Kept, how: str) -> None:
    places: list[Path] = [["document", "sections"], ["raw", "tables"], ["raw", "tables", 0, "rows"]]
    for at, section in enumerate(kept.facts["document"]["sections"]):
        places += [["document", "sections", at, "listed"]] if len(section["listed"]) > 1 else []
    for place in places:
        facts = json.loads(json.dumps(kept.facts))
        some: Any = facts
        for key in place:
            some = some[key]
        if how == "turned" and place[0] == "raw":
            continue  # rows go by no order
        some[:] = {"gone": some[1:], "twice": [some[0], *some], "turned": some[::-1]}[how]
        assert found(kept, facts), (how, place)


def test_what_was_erased_excuses_what_was_written_down_and_nothing_else() -> None:
    """How a version reads without the words stands in the history: to the letter."""
    differs = [Finding("x/", "“Bus” did not stand there when it was kept")]

    def told(
        *, things: int = 1, named: str = "", digest: str | None = "a", old: bool = False
    ) -> tuple[int, bool]:
        digests = {"x/": named} if named else {}
        some, left = held_to_erasings(differs, Erased(things, digests, not old), digest, "x/")
        return len(some), bool(left)

    excused, wrong, unknown = (0, False), (1, False), (0, True)
    assert told(named="a") == excused
    assert told(named="b") == (2, False), "it is another, and says what the café did not"
    assert held_to_erasings([], Erased(1, {"x/": "b"}), "a", "x/")[0], "also where nothing differs"
    assert told(things=0, named="a") == told(things=0) == wrong, "nothing was erased"
    assert told() == wrong, "an erasing names each version"
    assert told(old=True) == told(digest=None) == unknown, "from before that was written down"


def test_that_hosts_had_been_asked_is_held_to_the_history(sealed: dict[str, bytes]) -> None:
    """The one line of the checklist that print tells of."""
    archive = json.loads(sealed["archive.json"])
    assert check_history(archive) == []
    archive["workshop"]["checklist"] = {"ticks": {"asked": {"state": "done"}}}
    [one] = check_history(archive)
    assert one.place == "workshop.checklist"


def test_a_version_says_only_what_once_stood_in_the_cafe() -> None:
    """Where the history does not tell how it stood just then."""

    def line(what: str, **item: str) -> dict[str, Any]:
        return {"n": 9, "what": what, "item": item}

    history = [
        line("entry", text="More\nlight."),
        line("category", heading="Light"),
        line("table", main_statement="We need it."),
        line("summary", text="All want light."),
    ]

    archive: dict[str, Any] = {
        "history": history,
        "seal": "00" * 32,
        "questions": [],
        "workshop": {},
    }

    def found(sentence: str, label: str = "Light:", summary: str = "We need it.") -> list[str]:
        leads = (Lead(label, (Sentence(sentence, "x"),)),)
        section = Section(3, "?", Lead("Summary:", (Sentence(summary),)), leads, (), ())
        document = Document("en", "", "", (), (), (section,))
        with speaking("en"):
            told = list(map(str, never_at_all(document, archive, "versions/final-1/")))
        return [one.removeprefix("versions/final-1/, question 3: ") for one in told]

    assert found("More light.") == found("More light.* (Table 3)") == []
    assert found("More light.", summary="All want light.") == []
    history.append(line("entry", text="Et LMS i bkh. (ny)."))
    archive["workshop"]["abbreviations"] = {"bkh.": "barnas kulturhus"}
    meant = "Et LMS (lærings- og mestringssenter) i bkh (barnas kulturhus). (ny)."
    assert found(meant) == [], "by the list that was the café's, or the house's before it"
    assert found("All are content.") == ["“All are content.” never stood in this café"]
    assert found("More light. Never.") == ["“More light. Never.” never stood in this café"]
    assert found("More light.", label="Dark:") == ["“Dark:” never stood in this café"]
    assert found("More light.", summary="We need it. Not.") == [
        "“We need it. Not.” never stood in this café"
    ]
    history.append({"n": 10, "what": "note", "erased": True})
    assert found("All are content.") == []


@pytest.mark.parametrize("facts", [b"[]", b"7", b"[" * 100_000, b'{"document": "seal"}'])
def test_facts_of_another_shape_are_broken(facts: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        facts_in(facts)
