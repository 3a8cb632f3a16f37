"""What a change was, in words: a verb, what it was done to, and what it read before and after.
Pure: what a line names by a number or an id stands in `Names`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cafe.core.i18n import _, ngettext
from cafe.core.text import short
from cafe.model.canonical import HOME
from cafe.nouns import NOTE
from cafe.plan.rules import stage_names
from cafe.sort.history.questions import of_question, opened
from cafe.sort.history.tray import of_late

Item = Mapping[str, Any]


@dataclass(frozen=True)
class Names:
    """What is called by a number or an id in a line: questions by number, tables and headings.

    `there`: "note/<id>" and "entry/<id>" of what has a place; `words`: "note/<id>" and "asked/<id>"
    of what has words that were not erased.
    """

    questions: Mapping[int, int] = field(default_factory=dict)
    tables: Mapping[int, str] = field(default_factory=dict)
    headings: Mapping[str, str] = field(default_factory=dict)
    there: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rewording:
    """What something read before and after; "" is nothing."""

    before: str
    after: str


@dataclass(frozen=True)
class Told:
    """A change in words; `thing` is what it was done to, and `where` it is; `place`:
    "entry/<id>" while it is there; `erase`: "note?key=<id>" while its words can be erased.
    """

    verb: str
    thing: str = ""
    where: str = ""
    place: str = ""
    erase: str = ""
    rewordings: tuple[Rewording, ...] = ()


# What of a thing is read, in the order in which it is told.
READ = {
    "workshop": ("title", "document_title", "name", "network", "place", "date", "starts", "ends"),
    "question": ("text", "parts", "hints"),
    "table": ("main_statement", "cafe_name", "hosts", "meeting", "tags", "number"),
    "origin": ("name",),
    "note": ("text", "part", "elaborations", "aside"),
    "late": ("text", "reason"),
    "asked": ("text", "answer"),
    "category": ("heading",),
    "entry": ("text", "category"),
    **dict.fromkeys(("intro", "summary"), ("text",)),
}


def told(
    what: str,
    before: Item | None,
    after: Item | None,
    names: Names,
    *,
    gone: bool,
    stood: bool = False,
) -> Told:
    """One change: what the thing was `before` it and `after` it; `gone`: its words are erased.

    `stood`: it came with an archive, or was there before anything was written down, and the house
    has written down how it stood.
    """
    if gone:
        return Told(_("did something; its words have been erased for good"))
    said = _VERBS.get(what, _other)(what, before, after)
    if stood and what in READ:
        said = _("wrote down how this stood (who wrote it, the café does not know):")
    item = after or before or {}
    others = tuple(_rewordings(what, before, after, names))
    itself = any(one.after in (item.get("text"), item.get("heading")) for one in others)
    thing = "" if itself else _thing(what, opened(what, before, after) or item)
    return Told(said, thing=thing, where=_where(what, item, names), rewordings=others)


def _rewordings(
    what: str, before: Item | None, after: Item | None, names: Names
) -> list[Rewording]:
    if before is None or after is None:
        return []
    fields = READ.get(what, ())
    both = ([_read(name, one.get(name), names) for name in fields] for one in (before, after))
    return [Rewording(was, now) for was, now in zip(*both, strict=True) if was != now]


def _read(name: str, value: Any, names: Names) -> str:
    """What a field says, as words."""
    if value is None:
        return ""
    if name == "category":
        return names.headings.get(str(value), _("(a heading that is gone)"))
    if name == "parts":
        return " ".join(f"{one['letter']}: {one['text']}" for one in value)
    return " · ".join(map(str, value)) if isinstance(value, list) else str(value)


def _thing(what: str, item: Item) -> str:
    if what == "erased":
        reasons = {
            "asked": _("Somebody has asked for it"),
            "person": _("It holds somebody's name or health"),
            "place": _("It was typed in the wrong place"),
            "copyright": _("Copyright"),
        }
        return reasons.get(str(item.get("reason")), _("Another reason"))
    if what == "wording":
        return str(item.get("why", ""))
    if what in ("gathered", "hung"):
        return ", ".join(item.get("names", ()))
    if what in ("workshop", "intro", "summary", "reading", "evaluation", *HOME):
        return ""
    names = ("text", "heading", "name", "letter")
    return short(str(next((item[name] for name in names if name in item), "")))


def _where(what: str, item: Item, names: Names) -> str:
    """At which table or question it is, as people call it."""
    if what == "table":
        return names.tables.get(item.get("id", 0), "")
    if "table" in item:
        return names.tables.get(item["table"], "")
    number = item.get("number") if what == "question" else names.questions.get(_question(item), 0)
    return _("Question %(number)s", number=number) if number else ""


def _question(item: Item) -> int:
    at = item.get("question")
    return at if isinstance(at, int) else 0


def _changed(before: Item, after: Item, *fields: str) -> bool:
    return any(before.get(name) != after.get(name) for name in fields)


def _workshop(_what: str, before: Item | None, after: Item | None) -> str:
    if before is None or after is None:
        return _("wrote down the café")
    if _changed(before, after, "stage"):
        names = stage_names()
        stage = after.get("stage", "")
        return _("moved the café to “%(stage)s”", stage=names.get(stage, stage))
    if _changed(before, after, "round", "changing", "timer_ends_ms", "paused_ms", "rounds"):
        return _("set the clock or the round")
    if before.get("dots_hidden", False) != after.get("dots_hidden", False):
        return _("hid the dots") if after.get("dots_hidden") else _("showed the dots")
    if _changed(before, after, "programme"):
        return _("changed the programme")
    return _("changed the café")


def _table(_what: str, before: Item | None, after: Item | None) -> str:
    if before is None or after is None:
        return _("laid the table") if before is None else _("took the table away")
    if _changed(before, after, "main_statement"):
        return _("wrote the main statement")
    if _changed(before, after, "cafe_name"):
        return _("named the table")
    if _changed(before, after, "hosts", "roles"):
        return _("wrote who hosts the table")
    return _("changed the table")


def _note(what: str, before: Item | None, after: Item | None) -> str:
    if before is None or after is None:
        return _("wrote the note") if before is None else _("took the note out")
    if _changed(before, after, "joined_into") and after.get("joined_into"):
        return _("joined the note with another")
    if _changed(before, after, "struck", "aside", "in_main"):
        return verb(what, before, after)
    for one in NOTE.fields:
        if one.done and _changed(before, after, one.name):
            return one.done(after.get(one.name))
    return _("moved the note") if _changed(before, after, "order", "table") else _("set the note")


def _visitor(_what: str, before: Item | None, after: Item | None) -> str:
    if before is None or after is None:
        return _("asked about a note") if before is None else _("took the question away")
    if _changed(before, after, "answer", "answered"):
        return _("answered the question")
    return _("showed or hid the question")


def _brought(_what: str, before: Item | None, after: Item | None) -> str:
    item = after or before or {}
    origin = item.get("to") == "origin"
    return how_many(item.get("count", 0), gone=after is None, origin=origin)


def how_many(count: int, *, gone: bool, origin: bool) -> str:
    """How many notes were brought in from an origin or to tables, or taken out again."""
    if gone:
        return ngettext("took %(count)s note out again:", "took %(count)s notes out again:", count)
    if origin:
        return ngettext("brought in %(count)s note from", "brought in %(count)s notes from", count)
    return ngettext("brought in %(count)s note to", "brought in %(count)s notes to", count)


def _other(what: str, _before: Item | None, _after: Item | None) -> str:
    words = {
        "origin": _("wrote where notes are from"),
        "wording": _("said why the question was changed:"),
        "dots": _("put or took a dot"),
        "phones": _("dealt with what phones wrote"),
        "intro": _("changed the introduction"),
        "summary": _("changed the summary"),
        "options": _("changed how the document is made"),
        "reading": _("opened or closed the reading round"),
        "evaluation": _("closed the evaluation, or typed a sheet of it"),
        "remark": _("answered a reader's remark:"),
        "checklist": _("changed the checklist"),
        "ticked": _("ticked the checklist"),
        "erased": _("erased words for good:"),
        "letter": _("changed the letter to hosts"),
        "letters": _("sent letters to hosts"),
        "followup": _("answered what the document says"),
        "webhook": _("set, tried or removed the address that is told of new documents"),
    }
    return words.get(what, _("changed something"))


def verb(what: str, before: Item | None, after: Item | None, *, several: bool = False) -> str:
    """What was done to a thing, in words, from what it was and what it became."""
    if what in ("apart", "opposed", "part"):
        return _of_part(after) if what == "part" else _of_pair(what, after)
    if what in ("note", "category"):
        return (_of_note if what == "note" else _of_category)(before, after)
    if before is None or after is None:
        return _("placed") if before is None else _("took out")
    if _sources(before) != _sources(after):
        return _("joined") if several or before["text"] != after["text"] else _("took as double")
    return _("reworded") if before["text"] != after["text"] else _("moved")


def _of_pair(what: str, after: Item | None) -> str:
    if what == "opposed":
        return _("linked as opposites") if after else _("took the link away")
    return _("has said not to be the same") if after else _("may be the same again")


def _of_note(before: Item | None, after: Item | None) -> str:
    if before is None:
        return _("took in, it came late")
    if after and after["struck"] != before["struck"]:
        return _("struck out") if after["struck"] else _("brought back")
    if after and after.get("in_main"):
        return _("said to be used in the main statement")
    return _("has set aside") if after and after.get("aside") else _("took back")


def _of_category(before: Item | None, after: Item | None) -> str:
    if before is None or after is None:
        return _("added the heading") if before is None else _("removed the heading")
    if before["heading"] != after["heading"]:
        return _("renamed the heading")
    return _("moved the heading")


def _of_part(after: Item | None) -> str:
    if after is None:
        return _("undid what was said of the heading from part")
    return _("took a heading from part") if after.get("taken") else _("took no heading from part")


def _sources(item: Item) -> list[Any]:
    return [source["note"] for source in item["sources"]]


_VERBS: dict[str, Callable[[str, Item | None, Item | None], str]] = {
    "workshop": _workshop,
    "question": of_question,
    "table": _table,
    "note": _note,
    "late": of_late,
    "asked": _visitor,
    **dict.fromkeys(("category", "entry", "apart", "opposed", "part"), verb),
    **dict.fromkeys(("gathered", "hung"), _brought),
}
