"""What is to be done before the day, and before the document: which lines, and when each is done.

Some are facts of the café and tick themselves, some are of the method and ticked by hand, some are
the organisers' own. Facts come in as counts, done of all; what has none to count is not done.

The method's lines are those of a dialogue café's preparation: anchored in the organisation, user
representatives from the start, a venue, hosts who were asked, tablets that were tried, an
evaluation that is ready.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cafe.core.i18n import _
from cafe.core.limits import LINE
from cafe.core.text import clean
from cafe.errors import Invalid, NotFound

DAY, DOCUMENT = "day", "document"
ASKED = "asked"  # the line that the document's introduction reads
# What somebody has said of a line: nothing, that it is done, that it is not for this café.
STATES = ("open", "done", "none")
MOST_OWN = 100
Counts = Mapping[str, tuple[int, int]]
Checklist = Mapping[str, Any]
Said = tuple[str, str]  # the name of who said it, and when
NOBODY: Said = ("", "")


@dataclass(frozen=True)
class Rule:
    """A line that every café has. `fact`: it is done by what is there, not by a hand.

    `place` is where it is done, below the café's address.
    """

    key: str
    list: str
    words: Callable[[], str]
    place: str
    fact: bool = True


RULES = {
    rule.key: rule
    for rule in (
        Rule("anchored", DAY, lambda: _("The café is anchored in the organisation"), "", False),
        Rule("users", DAY, lambda: _("User representatives take part from the start"), "", False),
        Rule("when", DAY, lambda: _("Time and place are set"), "plan#facts"),
        Rule("venue", DAY, lambda: _("The venue is booked and laid out"), "", False),
        Rule("questions", DAY, lambda: _("The questions are written"), "plan#questions"),
        Rule("programme", DAY, lambda: _("The day has a programme"), "programme"),
        Rule("tables", DAY, lambda: _("Every question has its tables"), "plan#questions"),
        Rule("hosts", DAY, lambda: _("Every table has a host"), "plan#questions"),
        Rule(
            "user-tables",
            DAY,
            lambda: _("A user representative at each table"),
            "plan#questions",
        ),
        Rule(ASKED, DAY, lambda: _("The hosts have been asked"), "", False),
        Rule("invited", DAY, lambda: _("The hosts are invited"), "invitations"),
        Rule("answered", DAY, lambda: _("The hosts have said yes"), "invitations"),
        Rule("rehearsed", DAY, lambda: _("The tables have rehearsed"), "invitations"),
        Rule("tablets", DAY, lambda: _("Tablets and network are tried in the venue"), "", False),
        Rule("printed", DAY, lambda: _("Cards, guides and posters are printed"), "kit", False),
        Rule("evaluation", DAY, lambda: _("The evaluation is ready"), "", False),
        Rule("decided", DOCUMENT, lambda: _("What came late or was held is decided"), "day#late"),
        Rule("placed", DOCUMENT, lambda: _("Every note is placed"), "sort"),
        Rule("main", DOCUMENT, lambda: _("Every table has its main statement"), "day"),
        Rule("described", DOCUMENT, lambda: _("The photographs are described"), "paper"),
        Rule("cells", DOCUMENT, lambda: _("Every cell on paper is read"), "paper"),
        Rule("headings", DOCUMENT, lambda: _("No heading is empty"), "sort"),
        Rule("doubles", DOCUMENT, lambda: _("The proposed doubles are looked at"), "sort", False),
        Rule("signature", DOCUMENT, lambda: _("The signature is written"), "plan#words"),
        Rule("read", DOCUMENT, lambda: _("Somebody else has read the document"), "", False),
        Rule("final", DOCUMENT, lambda: _("The final version is kept"), "report"),
    )
}


def lines(
    which: str, counts: Counts, checklist: Checklist, said: Mapping[str, Said]
) -> list[dict[str, Any]]:
    """The list `which` as a page draws it, in order, the organisers' own lines last.

    `counts`: of each fact, how many are done of how many; `checklist`: what was said by hand
    (`Workshop.checklist`); `said`: by whom and when, by the lines' keys.
    """
    ticks = checklist.get("ticks", {})
    made = [
        _line(rule.words(), ticks.get(rule.key, {}), said.get(rule.key, NOBODY))
        | {"key": rule.key, "kind": "fact" if rule.fact else "hand", "place": rule.place}
        | (_counted(rule.key, counts) if rule.fact else {})
        for rule in RULES.values()
        if rule.list == which
    ]
    own = [
        _line(one["text"], one, said.get(one["id"], NOBODY))
        | {"key": one["id"], "kind": "own", "place": ""}
        for one in checklist.get("own", [])
        if one["list"] == which
    ]
    return made + own


def _line(text: str, tick: Mapping[str, str], said: Said) -> dict[str, Any]:
    state = tick.get("state", "open")
    by, at = said
    return {"text": text, "state": state, "done": state == "done", "of": None, "by": by, "at": at}


def _counted(key: str, counts: Counts) -> dict[str, Any]:
    done, all_of = counts.get(key, (0, 0))
    return {"done": 0 < all_of <= done, "of": [done, all_of] if all_of > 1 else None}


def tick(checklist: Checklist, key: str, state: str) -> dict[str, Any]:
    """The checklist with `state` said of the line `key`.

    Raises NotFound for a line that is not there; Invalid for a fact that a hand would tick.
    """
    said = {"state": state}
    if rule := RULES.get(key):
        if rule.fact and state == "done":
            raise Invalid(_("This line is ticked when it is so."), where="state")
        return {**checklist, "ticks": {**checklist.get("ticks", {}), key: said}}
    _own(checklist, key)
    return _with(checklist, [one | said if one["id"] == key else one for one in _all(checklist)])


def state_of(checklist: Checklist, key: str) -> str:
    """What was said of the line. Raises NotFound as `tick`."""
    if key in RULES:
        return str(checklist.get("ticks", {}).get(key, {}).get("state", "open"))
    return str(_own(checklist, key)["state"])


def text_of(checklist: Checklist, key: str) -> str:
    """The words of an own line, "" when there is none."""
    return next((str(one["text"]) for one in _all(checklist) if one["id"] == key), "")


def add(checklist: Checklist, key: str, which: str, text: str) -> dict[str, Any]:
    """The checklist with one more own line, last. Raises Invalid."""
    if len(_all(checklist)) >= MOST_OWN:
        raise Invalid(
            _("A checklist has at most %(count)s lines of your own.", count=MOST_OWN), where="text"
        )
    own = {"id": key, "list": which, "text": check_text(text), "state": "open"}
    return _with(checklist, [*_all(checklist), own])


def reword(checklist: Checklist, key: str, text: str) -> dict[str, Any]:
    """The checklist with other words in an own line; blank takes it away. Raises as `tick`."""
    _own(checklist, key)
    if not text.strip():
        return _with(checklist, [one for one in _all(checklist) if one["id"] != key])
    words = {"text": check_text(text)}
    return _with(checklist, [one | words if one["id"] == key else one for one in _all(checklist)])


def begun_anew(checklist: Checklist) -> dict[str, Any]:
    """For another café: the own lines, and what is not for us; nothing of it is done."""
    ticks = checklist.get("ticks", {})
    none = {key: {"state": "none"} for key, said in ticks.items() if said["state"] == "none"}
    own = [
        {key: one[key] for key in ("id", "list", "text")} | {"state": "open"}
        for one in _all(checklist)
    ]
    return ({"ticks": none} if none else {}) | ({"own": own} if own else {})


def check_text(text: str) -> str:
    """`text` itself, one line. Raises Invalid."""
    return clean(text.strip(), limit=LINE, name=_("The line"), lines=False)


def _all(checklist: Checklist) -> Sequence[dict[str, Any]]:
    return list(checklist.get("own", []))


def _own(checklist: Checklist, key: str) -> dict[str, Any]:
    found = next((one for one in _all(checklist) if one["id"] == key), None)
    if found is None:
        raise NotFound(_("This line is not on the checklist any more."))
    return found


def _with(checklist: Checklist, own: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {**checklist, "own": list(own)}
