"""A café's archive as it was at an earlier revision, read off its sealed history. Pure.

Each thing is what the last line about it says. What no line tells (the order of notes on a poster,
which file a photograph is) is as it is now.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from cafe import nouns
from cafe.document.options import APART, NAMES
from cafe.fields import Noun
from cafe.model.canonical import FIRST, chained, told_of
from cafe.nouns import Item
from cafe.plan.remains.rules import ASKED

Key = tuple[str, str]
ERASED = "erased"


class Erased(NamedTuple):
    """What is gone of a café's history. `things`: how many lost words; `digests`: how each version
    of the zip reads since the last erasing after it was kept; `told`: whether that was written down
    each time.
    """

    things: int = 0
    digests: Mapping[str, str] = {}
    told: bool = True


class Then(NamedTuple):
    """The archive of one revision, and whether it is known what was answered to the evaluation by
    then: if nobody has answered since.
    """

    archive: Item
    evaluated: bool = True


def archive_at(archive: Item, revision: int) -> Then | None:
    """None where the history does not tell all of it: it was not sealed by then."""
    lines = [line for line in archive.get("history", ()) if line["n"] <= revision]
    if not archive.get("seal") or not any("leaf" in line for line in lines):
        return None
    last = {(line["what"], line["key"]): line for line in lines}
    now = {(line["what"], line["key"]): line for line in archive["history"]}
    gone = {name for name, line in last.items() if line.get("erased")}
    # Of what has no words left it is told at least where it stood later, without them.
    told = {name: (now if name in gone else last)[name].get("item") for name in last}
    things = {name: item for name, item in told.items() if item}
    # What was answered is known as it is now; the line of then says whether it was that.
    closed = {key: item for (what, key), item in things.items() if what == "evaluation"}
    forms = [form for form in archive.get("evaluation", ()) if form["audience"] in closed]
    forms = [form for form in forms if told_of(form) == closed[form["audience"]]]
    rolled = {
        **{name: archive[name] for name in ("format", "version")},
        "workshop": _gathering(archive["workshop"], things),
        "questions": [*_questions(archive, things)],
        "readings": [reading for _key, reading in _ordered(things, "reading")],
        "evaluation": forms,
        "history": lines,
        "seal": _seal(lines),
    }
    return Then(rolled, len(forms) == len(closed))


def erased_after(history: Sequence[Item], revision: int) -> Erased:
    """What was erased after `revision`: a version of then was made anew without it."""
    after = [line["item"] for line in history if line["what"] == ERASED and line["n"] > revision]
    lost = {number for item in after for number in item["lines"]}
    things = {(line["what"], line["key"]) for line in history if line["n"] in lost}
    said = [item.get("versions") for item in after]
    digests = {name: digest for one in said for name, digest in (one or {}).items()}
    return Erased(len(things), digests, None not in said)


def _seal(lines: Iterable[Item]) -> str:
    value = FIRST
    for line in lines:
        if "leaf" in line:
            value = chained(value, bytes.fromhex(line["leaf"]))
    return value.hex()


def _piece(noun: Noun, item: Mapping[str, Any], now: Item | None = None) -> Item:
    """A piece of an archive as `item`, a line's, tells of it, over what it is now."""
    told = {str(f.key): item[f.name] for f in noun.published if f.key and f.name in item}
    return {**(now or {}), **told}


def _gathering(now: Item, things: Mapping[Key, Item]) -> Item:
    cafe = things.get(("workshop", ""), {})
    piece = _piece(nouns.WORKSHOP, cafe, now)
    for name in ("checklist", "report_options", "print_elaborations", "abbreviations", "rounds"):
        piece.pop(name, None)
    words = str(cafe.get("prints") or "").split()
    options: Item = {name: True for name in NAMES if name in words and name != APART}
    if only := [int(word) for word in words if word.isdecimal()]:
        options["only"] = only
    if options:
        piece["report_options"] = options
    piece["print_elaborations"] = APART in words
    if cafe.get("abbreviated") is not None:
        piece["abbreviations"] = dict(cafe["abbreviated"])
    intro = things.get(("intro", ""), {}).get("text")
    piece["intro"] = None if intro is None else intro.split("\n\n")
    piece["programme"] = [
        {"id": block["uid"], **{k: v for k, v in block.items() if v and k not in ("uid", "prompt")}}
        for block in cafe.get("programme", ())
    ]
    if ticked := things.get(("ticked", ASKED)):
        piece["checklist"] = {"ticks": {ASKED: {"state": ticked["state"]}}}
    piece.pop("seating", None)
    return piece


def _ordered(things: Mapping[Key, Item], what: str, by: str = "") -> list[tuple[str, Item]]:
    found = [(key, item) for (kind, key), item in things.items() if kind == what]
    return sorted(found, key=lambda one: float(one[1].get(by) or 0)) if by else found


def _questions(archive: Item, things: Mapping[Key, Item]) -> Iterator[Item]:
    uids = {line["key"]: n for n, line in enumerate(archive["history"])}  # later ones stand later
    asked: dict[str, list[Item]] = {}
    for _key, one in _ordered(things, "asked"):
        asked.setdefault(one["note"], []).append(_piece(nouns.ASKED, one))
    notes = [{**n, "asked": asked.get(n["id"], [])} for _key, n in _ordered(things, "note")]
    now = [uid for question in archive["questions"] for uid in _notes_now(question)]
    order = {uid: n for n, uid in enumerate(now)}
    notes.sort(key=lambda note: (order.get(note["id"], len(order)), uids.get(note["id"], 0)))
    for key, item in _ordered(things, "question", "number"):
        mine = [n for n in notes if _stands(things, n["table"]) == key]
        tables = _ordered(things, "table", "number")
        origins = [(uid, one) for uid, one in _ordered(things, "origin") if one["question"] == key]
        yield {
            **_piece(nouns.QUESTION, item),
            "id": key,
            "tables": [
                _table(things, uid, table, mine)
                for uid, table in tables
                if table["question"] == key
            ],
            "origins": [
                {
                    **_piece(nouns.ORIGIN, one),
                    "id": uid,
                    "notes": [_note(things, n, gathered=False) for n in mine if n["table"] == uid],
                }
                for uid, one in origins
            ],
            "summary": things.get(("summary", key), {}).get("text"),
            "categories": [*_categories(things, key)],
            "set_aside": [
                {"note": n["id"], "reason": n["aside"]} for n in mine if n.get("aside") is not None
            ],
            "remarks": [
                {name: value for name, value in one.items() if name != "question"}
                for _key, one in _ordered(things, "remark")
                if one["question"] == key
            ],
            **{
                what: _pairs(things, what, {n["id"] for n in mine}) for what in ("apart", "opposed")
            },
        }


def _notes_now(question: Item) -> Iterator[str]:
    for place in (*question["tables"], *question.get("origins", ())):
        yield from (note["id"] for note in place["notes"])


def _stands(things: Mapping[Key, Item], place: str) -> str:
    """Which question a table or an origin is at."""
    found = things.get(("table", place)) or things.get(("origin", place)) or {}
    return str(found.get("question", ""))


def _table(things: Mapping[Key, Item], uid: str, item: Item, notes: Iterable[Item]) -> Item:
    late = [one for _key, one in _ordered(things, "late") if one["table"] == uid]
    return {
        **_piece(nouns.TABLE, item),
        "id": uid,
        "notes": [_note(things, note, gathered=True) for note in notes if note["table"] == uid],
        "late": [_piece(nouns.LATE, one) for one in late],
        "posters": [],
    }


def _note(things: Mapping[Key, Item], item: Item, *, gathered: bool) -> Item:
    piece = _piece(nouns.NOTE, item)
    if not gathered:
        piece.pop("gathered", None)
    piece["asked"] = item["asked"]
    piece["dots"] = things.get(("dots", item["id"]), {}).get("count", 0)
    return piece


def _categories(things: Mapping[Key, Item], question: str) -> Iterator[Item]:
    entries = _ordered(things, "entry", "position")
    for id, item in _ordered(things, "category", "position"):
        if item["question"] == question:
            yield {
                **_piece(nouns.CATEGORY, item),
                "id": id,
                "entries": [_entry(uid, one) for uid, one in entries if one["category"] == id],
            }


def _entry(id: str, item: Item) -> Item:
    return {
        "id": id,
        "text": item["text"],
        "notes": [one["note"] for one in item["sources"]],
        "absorbed": [one["note"] for one in item["sources"] if one["absorbed"]],
    }


def _pairs(things: Mapping[Key, Item], what: str, notes: set[str]) -> list[list[str]]:
    pairs = [item["notes"] for _key, item in _ordered(things, what)]
    return [pair for pair in pairs if pair[0] in notes]
