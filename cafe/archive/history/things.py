"""What stands in an archive, each thing as a line of its history would tell of it. Pure."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, NamedTuple

from cafe import fields, nouns
from cafe.fields import REQUIRED, Noun
from cafe.model.canonical import Item, told_of
from cafe.plan.programme.evaluation import CLOSED, PLANNED
from cafe.plan.remains.rules import ASKED

Key = tuple[str, str]
Piece = Mapping[str, Any]


class Thing(NamedTuple):
    """One thing: what the history calls it, where it stands, and what a line must say of it.

    `told`: there must be a line about it. `place` is a path as `questions[0].tables[1]`.
    `questions`: the ids of those that a programme can name.
    """

    name: Key
    place: str
    says: Item
    told: bool = True
    questions: frozenset[str] = frozenset()


def differs(thing: Thing, item: Item) -> str:
    """The first field that is something else in `item`, a line's, than in the archive; "": none.

    What says nothing is the same, however it says so: the archive leaves it out.
    """
    for field, value in thing.says.items():
        if field in item and (_has(thing, field, item) or None) != (value or None):
            return field
    return ""


def _has(thing: Thing, field: str, item: Item) -> Any:
    if field != "programme":
        return item[field]
    # A prompt whose question is gone is no prompt any more.
    return [
        {**block, "prompt": ""}
        if block.get("prompt", "").partition("/")[0] not in thing.questions
        else block
        for block in item[field]
    ]


def things(archive: Piece) -> Iterator[Thing]:
    """Everything in `archive` that a line of a sealed history tells of."""
    about = archive["workshop"]
    says = said_of(nouns.WORKSHOP, about)
    says["programme"] = list(_programme(archive))
    elaborations = about.get("print_elaborations", False)
    says["evaluation"] = list(_opened(archive.get("evaluation", ())))
    says["prints"] = fields.printed(about.get("report_options"), elaborations=elaborations)
    says["abbreviated"] = fields.pairs(about.get("abbreviations"))
    ids = frozenset(question["id"] for question in archive["questions"])
    yield Thing(("workshop", ""), "workshop", says, questions=ids)
    if (asked := _hosts_asked(archive)) is not None:
        yield asked
    intro = about["intro"]
    text = None if intro is None else "\n\n".join(intro)
    yield Thing(("intro", ""), "workshop.intro", {"text": text}, told=text is not None)
    for at, question in enumerate(archive["questions"]):
        yield from _of_question(question, f"questions[{at}]")
        yield from _of_remarks(question, f"questions[{at}]")
    for at, reading in enumerate(archive.get("readings", ())):
        says = {"draft": reading["draft"], "closed": reading.get("closed", False)}
        if says["closed"]:  # before, nobody is told how many read
            says |= {name: reading.get(name, 0) for name in ("readers", "remarks")}
        yield Thing(("reading", reading["id"]), f"readings[{at}]", says)
    for at, form in enumerate(archive.get("evaluation", ())):
        closed = form.get("status") == CLOSED  # before, nobody is told who answers
        says = told_of(form) if closed else {}
        yield Thing(("evaluation", form["audience"]), f"evaluation[{at}]", says, told=closed)


def _hosts_asked(archive: Piece) -> Thing | None:
    """Of the checklist the one line that print tells of. It was ticked before the history was
    sealed, as a rule; one that came in without a history has no line about it.
    """
    checklist = archive["workshop"].get("checklist") or {}
    state = checklist.get("ticks", {}).get(ASKED, {}).get("state", "open")
    lines = archive.get("history", ())
    whole = any(line["what"] == "workshop" and "leaf" not in line for line in lines)
    there = any((line["what"], line["key"]) == ("ticked", ASKED) for line in lines)
    name = ("ticked", ASKED)
    told = whole and state != "open"
    return Thing(name, "workshop.checklist", {"state": state}, told) if told or there else None


def said_of(noun: Noun, piece: Piece) -> Item:
    """What is published of a noun, read off a piece of an archive: what has a key in both."""
    return {
        field.name: piece.get(field.key, None if field.absent is REQUIRED else field.absent)
        for field in noun.published
        if field.key
    }


def _programme(archive: Piece) -> Iterator[Item]:
    uids = {str(question["number"]): question["id"] for question in archive["questions"]}
    for block in archive["workshop"].get("programme", ()):
        prompt = block.get("prompt", "")
        letter = prompt.lstrip("0123456789")
        uid = uids.get(prompt.removesuffix(letter), "")
        whole = {"uid": block["id"], "pinned": "", "began": None, **block}
        whole["prompt"] = uid + (letter and f"/{letter}")
        yield {name: whole[name] for name in nouns.BLOCK}


def _opened(forms: Iterable[Piece]) -> Iterator[Item]:
    """What people were asked how the day was, as the café's own line has it."""
    for form in sorted(forms, key=lambda one: str(one["audience"])):
        if form.get("status", PLANNED) != PLANNED:
            now = (one for one in form.get("questions", ()) if not one.get("gone"))
            whole = [{"uid": one["id"], "choices": [], **one} for one in now]
            asked = [{name: one[name] for name in fields.EVALUATION} for one in whole]
            yield {"audience": form["audience"], "status": form["status"], "questions": asked}


def _of_question(question: Piece, path: str) -> Iterator[Thing]:
    says = said_of(nouns.QUESTION, question) | {"uid": question["id"]}
    yield Thing(("question", question["id"]), path, says)
    text = question["summary"]
    name = ("summary", question["id"])
    yield Thing(name, f"{path}.summary", {"text": text}, told=text is not None)
    aside = {one["note"]: one["reason"] for one in question["set_aside"]}
    for at, table in enumerate(question["tables"]):
        yield from _of_table(table, question["id"], f"{path}.tables[{at}]", aside)
    for at, origin in enumerate(question.get("origins", ())):
        here = f"{path}.origins[{at}]"
        says = said_of(nouns.ORIGIN, origin) | {"question": question["id"]}
        yield Thing(("origin", origin["id"]), here, says)
        for number, note in enumerate(origin["notes"]):
            gathered = {**note, "gathered": True}
            yield _note(gathered, origin["id"], f"{here}.notes[{number}]", aside)
    yield from _of_sorting(question, path)
    for what in ("apart", "opposed"):
        for at, pair in enumerate(question.get(what, ())):
            key = str(uuid.uuid5(uuid.NAMESPACE_OID, " ".join(sorted(pair))))
            yield Thing((what, key), f"{path}.{what}[{at}]", {"notes": sorted(pair)})


def _of_remarks(question: Piece, path: str) -> Iterator[Thing]:
    """The history tells of a remark when it has an outcome."""
    names = ("about", "thing", "words", "kind", "text", "outcome", "reason", "reading")
    for at, remark in enumerate(question.get("remarks", ())):
        if remark.get("outcome"):
            says = {name: remark.get(name, "") for name in names} | {"question": question["id"]}
            yield Thing(("remark", remark["id"]), f"{path}.remarks[{at}]", says)


def _of_table(table: Piece, question: str, path: str, aside: Piece) -> Iterator[Thing]:
    says = said_of(nouns.TABLE, table) | {"uid": table["id"], "question": question}
    says["posters"] = [{"alt": photo["alt"]} for photo in table["posters"]]
    yield Thing(("table", table["id"]), path, says)
    for at, note in enumerate(table["notes"]):
        here = f"{path}.notes[{at}]"
        yield _note(note, table["id"], here, aside)
        dots = note.get("dots", 0)
        yield Thing(("dots", note["id"]), f"{here}.dots", {"count": dots}, told=dots > 0)
        for number, asked in enumerate(note.get("asked", ())):
            says = said_of(nouns.ASKED, asked) | {"note": note["id"], "table": table["id"]}
            yield Thing(("asked", asked["id"]), f"{here}.asked[{number}]", says)
    for at, late in enumerate(table.get("late", ())):
        says = said_of(nouns.LATE, late) | {"table": table["id"]}
        yield Thing(("late", late["id"]), f"{path}.late[{at}]", says)


def _note(note: Piece, place: str, path: str, aside: Piece) -> Thing:
    says = said_of(nouns.NOTE, note) | {"table": place, "aside": aside.get(note["id"])}
    return Thing(("note", note["id"]), path, says)


def _of_sorting(question: Piece, path: str) -> Iterator[Thing]:
    for at, heading in enumerate(question["categories"]):
        here = f"{path}.categories[{at}]"
        says = said_of(nouns.CATEGORY, heading) | {"question": question["id"]}
        yield Thing(("category", heading["id"]), here, says)
        for number, entry in enumerate(heading["entries"]):
            absorbed = set(entry.get("absorbed", ()))
            behind = [{"note": uid, "absorbed": uid in absorbed} for uid in entry["notes"]]
            says = {"text": entry["text"], "category": heading["id"], "sources": behind}
            yield Thing(("entry", entry["id"]), f"{here}.entries[{number}]", says)


def rows_of(archive: Piece) -> Iterator[tuple[str, list[str]]]:
    """Each list whose order is kept, by its path: the headings' or sentences' ids in it."""
    for at, question in enumerate(archive["questions"]):
        path = f"questions[{at}].categories"
        yield path, [heading["id"] for heading in question["categories"]]
        for number, heading in enumerate(question["categories"]):
            yield f"{path}[{number}].entries", [entry["id"] for entry in heading["entries"]]


def out_of_order(ids: Iterable[str], positions: Mapping[str, float]) -> str:
    """The first of `ids` that stands after one which has a higher position; "" if none does."""
    known = [(positions.get(id, 0.0), id) for id in ids]
    return next((second[1] for first, second in pairwise(known) if first[0] > second[0]), "")
