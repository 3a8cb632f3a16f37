"""Every way a file can be broken, its path named, nothing left behind."""

import json
from collections.abc import Callable
from copy import deepcopy

import pytest
from sqlalchemy import select

from cafe.archive.schema import read
from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.model import Base, Database
from tests.archive.archives import Item, a_note, a_table, an_archive, note_id
from tests.report.samples import brought_in

Break = Callable[[Item], object]
Q = "questions[0]"


def tables(archive: Item) -> list[Item]:
    found: list[Item] = archive["questions"][0]["tables"]
    return found


def entry(archive: Item) -> Item:
    found: Item = archive["questions"][0]["categories"][0]["entries"][0]
    return found


BROKEN: list[tuple[str, Break]] = [
    ("format", lambda a: a.update(format="another")),
    ("version", lambda a: a.update(version=2)),
    ("workshop", lambda a: a.pop("workshop")),
    ("story", lambda a: a.update(story=[])),
    ("workshop.colour", lambda a: a["workshop"].update(colour="red")),
    ("workshop.title", lambda a: a["workshop"].update(title=" ")),
    ("workshop.language", lambda a: a["workshop"].update(language="se")),
    ("workshop.date", lambda a: a["workshop"].update(date="17.5.2026")),
    ("workshop.intro[0]", lambda a: a["workshop"].update(intro=[1])),
    ("workshop.signature.name", lambda a: a["workshop"]["signature"].pop("name")),
    ("workshop.stage", lambda a: a["workshop"].update(stage="soon")),
    ("workshop.seating", lambda a: a["workshop"]["seating"]["rounds"][0].pop()),
    ("workshop.seating", lambda a: a["workshop"]["seating"].update(rounds=[])),
    (
        "workshop.seating.people",
        lambda a: a["workshop"]["seating"].update(people=401, rounds=[[1] * 401]),
    ),
    ("workshop.seating.rounds", lambda a: a["workshop"]["seating"].update(rounds=[[1, 3, 4]] * 9)),
    ("questions", lambda a: a.update(questions={})),
    (f"{Q}.form", lambda a: a["questions"][0].update(form="chairs")),
    (f"{Q}.number", lambda a: a["questions"][0].update(number="1")),
    (f"{Q}.number", lambda a: a["questions"][0].update(number=0)),
    (f"{Q}.number", lambda a: a["questions"][0].update(number=10**12)),
    ("questions[1].number", lambda a: a["questions"][1].update(number=1)),
    (f"{Q}.parts[1].letter", lambda a: a["questions"][0]["parts"][1].update(letter="A")),
    (f"{Q}.parts[0].letter", lambda a: a["questions"][0]["parts"][0].update(letter="AB")),
    (f"{Q}.tables[0].split", lambda a: tables(a)[0].update(split="no")),
    (f"{Q}.tables[0].hosts[0]", lambda a: tables(a)[0].update(hosts=[None])),
    (f"{Q}.tables[1].number", lambda a: tables(a)[1].update(number=1)),
    (
        "questions[1].tables[0].number",
        lambda a: a["questions"][1].update(tables=[a_table(3)]),
    ),
    (f"{Q}.tables[0].notes[1].text", lambda a: tables(a)[0]["notes"][1].pop("text")),
    (f"{Q}.tables[0].notes[1].text", lambda a: tables(a)[0]["notes"][1].update(text="")),
    (f"{Q}.tables[0].notes[1].text", lambda a: tables(a)[0]["notes"][1].update(text="a\x00b")),
    (f"{Q}.tables[0].notes[1].text", lambda a: tables(a)[0]["notes"][1].update(text="a\ud83db")),
    (f"{Q}.tables[0].notes[1].text", lambda a: tables(a)[0]["notes"][1].update(text="x" * 10_001)),
    (f"{Q}.tables[0].notes[1].kind", lambda a: tables(a)[0]["notes"][1].update(kind="song")),
    (f"{Q}.tables[0].notes[1].part", lambda a: tables(a)[0]["notes"][1].update(part="C")),
    (f"{Q}.tables[0].notes[1].id", lambda a: tables(a)[0]["notes"][1].update(id="7")),
    (f"{Q}.tables[0].notes[1].id", lambda a: tables(a)[0]["notes"][1].update(id=note_id(1))),
    (f"{Q}.tables[1].notes[0].id", lambda a: tables(a)[1]["notes"][0].update(id=note_id(1))),
    (f"{Q}.tables[0].notes[1].struck", lambda a: tables(a)[0]["notes"][1].update(struck=1)),
    (
        f"{Q}.tables[1].posters[0].file",
        lambda a: tables(a)[1]["posters"][0].update(file="posters/../../cafe.db"),
    ),
    (
        f"{Q}.tables[1].posters[0].file",
        lambda a: tables(a)[1]["posters"][0].update(file="posters/bord-3.png"),
    ),
    (
        f"{Q}.tables[1].posters[1].file",
        lambda a: tables(a)[1]["posters"].append({"file": "posters/3-1.jpg", "alt": ""}),
    ),
    (f"{Q}.categories[0].heading", lambda a: a["questions"][0]["categories"][0].pop("heading")),
    (f"{Q}.categories[0].entries[0].notes[0]", lambda a: entry(a).update(notes=[note_id(99)])),
    (
        f"{Q}.categories[0].entries[0].notes[1]",
        lambda a: entry(a).update(notes=[note_id(1)] * 2, absorbed=[]),
    ),
    (f"{Q}.categories[0].entries[0].absorbed[0]", lambda a: entry(a).update(absorbed=[note_id(6)])),
    (
        f"{Q}.categories[0].entries[0].absorbed[1]",
        lambda a: entry(a).update(absorbed=[note_id(4)] * 2),
    ),
    (
        f"{Q}.set_aside[0].note",
        lambda a: a["questions"][0]["set_aside"][0].update(note=note_id(99)),
    ),
    (
        f"{Q}.set_aside[0].note",
        lambda a: a["questions"][0]["set_aside"][0].update(note=note_id(1)),
    ),
    (
        f"{Q}.set_aside[1].note",
        lambda a: a["questions"][0]["set_aside"].append({"note": note_id(5), "reason": ""}),
    ),
    (
        "questions[1].set_aside[0].note",
        lambda a: a["questions"][1]["set_aside"].append({"note": note_id(6), "reason": ""}),
    ),
    (
        "questions[1].categories[0].entries[0].notes[0]",
        lambda a: a["questions"][1]["categories"].append(
            {"heading": "H", "listed": True, "entries": [{"text": "x", "notes": [note_id(6)]}]}
        ),
    ),
    (f"{Q}.apart[0][1]", lambda a: a["questions"][0]["apart"][0].__setitem__(1, note_id(99))),
    (f"{Q}.opposed[0][0]", lambda a: a["questions"][0]["opposed"][0].__setitem__(0, note_id(99))),
    (f"{Q}.opposed[1]", lambda a: a["questions"][0]["opposed"].append([note_id(2), note_id(2)])),
    (f"{Q}.apart[2]", lambda a: a["questions"][0]["apart"].append([note_id(2), note_id(1)])),
    (f"{Q}.tables[0].late[1].id", lambda a: tables(a)[0]["late"][1].update(id=note_id(90))),
    (
        f"{Q}.tables[1].notes[0].asked[1].id",
        lambda a: tables(a)[1]["notes"][0]["asked"][1].update(id=note_id(80)),
    ),
]


@pytest.mark.parametrize(
    ("path", "break_it"), BROKEN, ids=[f"{n}-{p}" for n, (p, _b) in enumerate(BROKEN)]
)
def test_a_broken_archive_is_refused_with_its_path(
    db: Database, path: str, break_it: Break
) -> None:
    archive = an_archive()
    break_it(archive)
    with pytest.raises(Invalid) as refused:
        brought_in(db, archive)
    assert refused.value.where == path
    assert refused.value.message.startswith(f"{path}: ")
    with db.reading() as session:
        left = [t.name for t in Base.metadata.sorted_tables if session.execute(select(t)).first()]
    assert left == ["organisation"], "the one that is there before anybody is"


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff\xfe", b'{"a": "\\ud800"}', b"[" * 100_000, b"PK", b"null", b"[]"]
)
def test_what_is_no_archive_at_all_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        read(data)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("dots", 51, "must be at most 50."),
        ("rounds.count", 21, "must be at most 20."),
        ("rounds.count", 0, "must be at least 1."),
    ],
)
def test_the_bound_that_is_named_is_the_fields_own(path: str, value: int, words: str) -> None:
    archive = an_archive()
    rounds = {"count": 2, "minutes": 20, "change": 2}
    key = path.rpartition(".")[2]
    archive["workshop"] |= {"rounds": rounds | {key: value}} if "." in path else {key: value}
    with pytest.raises(Invalid) as refused, speaking("en"):
        read(json.dumps(archive).encode())
    assert refused.value.message == f"workshop.{path}: {words}"


@pytest.mark.parametrize("key", ["", " ", "a=b", "a\nb", "a\u2028b", "a\x00b", "a\x1bb"])
def test_a_name_that_no_page_gives_is_refused_too(key: str) -> None:
    """The list of abbreviations is a line each; what is ticked is called by the house."""
    ticks = {"own": [], "ticks": {key: {"state": "done"}}}
    for name, value in (("abbreviations", {key: "meaning"}), ("checklist", ticks)):
        archive = an_archive()
        archive["workshop"][name] = value
        with pytest.raises(Invalid) as refused:
            read(json.dumps(archive).encode())
        assert str(refused.value.where).startswith(f"workshop.{name}")


def test_no_more_answers_wait_than_there_are() -> None:
    archive = deepcopy(an_archive())
    asked = next(
        (form, at)
        for form, one in enumerate(archive["evaluation"])
        for at, question in enumerate(one["questions"])
        if question.get("held")
    )
    archive["evaluation"][asked[0]]["questions"][asked[1]]["held"] = [2]
    with pytest.raises(Invalid) as refused:
        read(json.dumps(archive).encode())
    assert refused.value.where == f"evaluation[{asked[0]}].questions[{asked[1]}].held"


def test_the_message_says_what_is_wrong() -> None:
    archive = an_archive()
    tables(archive)[1]["notes"][2]["text"] = "x" * 10_001
    with speaking("en"), pytest.raises(Invalid) as refused:
        read(json.dumps(archive).encode())
    assert refused.value.message == (
        "questions[0].tables[1].notes[2].text: "
        "The text is too long: 10001 characters, and there is room for 10000."
    )


def test_a_byte_order_mark_is_no_harm() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(an_archive()).encode()).version == 1


def test_a_note_may_stand_behind_several_sentences() -> None:
    archive = an_archive()
    again = {"text": "Light.", "notes": [note_id(1)]}
    archive["questions"][0]["categories"][1]["entries"].append(again)
    tables(archive)[0]["notes"].append(a_note(7, "line\nbreak\tand tab"))
    assert len(read(json.dumps(archive).encode()).questions) == 2
