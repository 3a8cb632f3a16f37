"""What a café's questions held at an earlier revision, read off an archive's history. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from cafe.core.lines import one_line
from cafe.document.material import Behind, Category, PosterNote, Question, Table
from cafe.document.options import APART, NAMES, Options
from cafe.sort import rules
from cafe.sort.ledger.rewording import Language, NoteWords, class_of
from cafe.sort.ledger.sources import Worded

Item = Mapping[str, Any]


class Then(NamedTuple):
    """The café at one revision: each thing as the last line about it says, by what it is and its
    key. `erased`: those of which no words are left, so that nobody can tell how they read.
    """

    things: Mapping[tuple[str, str], Item]
    erased: frozenset[tuple[str, str]]

    def all(self, what: str) -> list[tuple[str, Item]]:
        """Those of one kind, in the order of their positions."""
        found = [(key, item) for (kind, key), item in self.things.items() if kind == what]
        return sorted(found, key=lambda one: float(one[1].get("position") or 0))


def then(archive: Mapping[str, Any], revision: int) -> Then | None:
    """None where the history does not tell all of it: it was not sealed by then."""
    lines = [line for line in archive.get("history", ()) if line["n"] <= revision]
    if not archive.get("seal") or not any("leaf" in line for line in lines):
        return None
    last = {(line["what"], line["key"]): line for line in lines}
    things = {name: line["item"] for name, line in last.items() if line.get("item")}
    return Then(things, frozenset(name for name, line in last.items() if line.get("erased")))


def options_at(then: Then) -> Options:
    """What the document had beside its plain form."""
    words = str(then.things.get(("workshop", ""), {}).get("prints") or "").split()
    only = tuple(int(word) for word in words if word.isdecimal())
    return Options(**{name: name in words for name in (*NAMES, APART)}, only=only)


def language_at(then: Then) -> Language:
    """What words were read by."""
    cafe = then.things.get(("workshop", ""), {})
    return Language(cafe.get("language", ""), dict(cafe.get("abbreviated") or ()))


def questions_at(then: Then) -> Iterator[Question]:
    """Each question with its tables, slips, headings and sentences, as far as it is known."""
    language = language_at(then)
    for key, item in then.all("question"):
        tables = [(uid, table) for uid, table in then.all("table") if table["question"] == key]
        numbers = {uid: table["number"] for uid, table in tables}
        headings = [(id, one) for id, one in then.all("category") if one["question"] == key]
        counted = numbers if item["form"] == "tables" else {}
        yield Question(
            number=item["number"],
            text=item["text"],
            form=item["form"],
            parts=tuple((part["letter"], part["text"]) for part in item["parts"]),
            summary=then.things.get(("summary", key), {}).get("text"),
            tables=tuple(_table(then, uid, table) for uid, table in tables),
            headings=tuple(_category(then, id, one, counted, language) for id, one in headings),
        )


def _table(then: Then, uid: str, item: Item) -> Table:
    notes = [note for _key, note in then.all("note") if note["table"] == uid]
    return Table(
        number=item["number"],
        cafe_name=item["cafe_name"],
        main_statement=item["main_statement"],
        by_parts=bool(item["split"]),
        slips=tuple(
            PosterNote(note["text"], note["part"], erased=bool(note.get("erased")))
            for note in notes
            if not note.get("gathered") and (note.get("erased") or not note["struck"])
        ),
    )


def _category(
    then: Then, id: str, item: Item, numbers: Mapping[str, int], language: Language
) -> Category:
    entries = [one for _key, one in then.all("entry") if one["category"] == id]
    return Category(
        item["heading"],
        tuple(entry["text"] for entry in entries),
        item["listed"],
        tuple(_behind(then, entry, numbers, language) for entry in entries),
    )


def _behind(then: Then, entry: Item, numbers: Mapping[str, int], language: Language) -> Behind:
    sources = [(one, then.things.get(("note", one["note"]), {})) for one in entry["sources"]]
    notes = [
        NoteWords(one["note"], note.get("text", ""), one["absorbed"], tuple(_more(note)))
        for one, note in sources
    ]
    places = [note.get("table", "") for _one, note in sources]
    origins = [
        then.things[("origin", place)]["name"]
        for place in places
        if ("origin", place) in then.things
    ]
    kind = class_of(entry["text"], notes, language)
    dots = (then.things.get(("dots", note.uid), {}).get("count", 0) for note in notes)
    return Behind(
        elaborations=tuple(more for note in notes for more in note.elaborations),
        tables=tuple(sorted({numbers[place] for place in places if place in numbers})),
        dots=sum(dots),
        origins=tuple(dict.fromkeys(origins)),
        elsewhere=bool(origins) and len(origins) == len(notes),
        worded=Worded(kind, rules.original([n.text for n in notes if not n.absorbed]), ()),
    )


def _more(note: Item) -> Iterator[str]:
    yield from note.get("elaborations") or ()


def said_at_all(archive: Mapping[str, Any], what: str, field: str) -> set[str]:
    """Every text that things of this kind ever had, on one line."""
    items = (line.get("item") or {} for line in archive["history"] if line["what"] == what)
    return {one_line(item[field]) for item in items if item.get(field)}
