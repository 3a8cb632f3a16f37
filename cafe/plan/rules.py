"""Stages, table numbers and the clock: decisions without a database."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import zip_longest

from cafe.core.i18n import _
from cafe.core.limits import LINE, STATEMENT
from cafe.core.text import clean
from cafe.errors import Conflict, Invalid

ROLES = ("user", "professional", "other")
STAGES = ("planning", "open", "vernissage", "sorting", "finished")
MOST_QUESTIONS = 60
MOST_TABLES = 200
LONGEST_TIMER_MINUTES = 240
MOST_PARTS = 6
LETTERS = "ABCDEF"  # of a question's parts
MOST_SUB_QUESTIONS = 3
MOST_HOSTS, MOST_TAGS = 10, 10  # at a table
FORMS = ("tables", "pairs", "plenary")
# What pairs and a plenary say is gathered at one table each, numbered from here on: the tables'
# own numbers stay 1…n, and laying them anew moves nothing that people have an address to.
FIRST_GATHERED = 901


def stage_names() -> dict[str, str]:
    """Each stage's name on the screen."""
    return {
        "planning": _("Planning"),
        "open": _("Tables open"),
        "vernissage": _("Vernissage"),
        "sorting": _("Sorting"),
        "finished": _("Finished"),
    }


def check_form(form: str) -> str:
    """`form` itself when a question can be talked over so. Raises Invalid."""
    if form not in FORMS:
        raise Invalid(_("Choose tables, in pairs or plenary."), where="form")
    return form


def next_prompt(letters: Sequence[str], opened: Collection[str]) -> str | None:
    """The first of a question's parts that nobody has opened by hand, None when all are."""
    return next((letter for letter in letters if letter not in opened), None)


def check_prompt(form: str, letters: Collection[str], letter: str) -> None:
    """Raise Invalid unless pairs can be asked this part of a question."""
    if form != "pairs" or letter not in letters:
        raise Invalid(_("There is nothing to open for pairs there."), where="prompts")


def letters_after(was: Sequence[str], parts: Sequence[str]) -> dict[str, str]:
    """Which letter each of the parts `was` has when they are `parts` now, by the one it had.

    It goes with its words; other words than there were, at its place, are its own anew. Without a
    letter: it was taken away.
    """
    found = {}
    for at, (letter, text) in enumerate(zip(LETTERS, was, strict=False)):
        here = parts[at] if at < len(parts) else None
        if text in parts and here != text:
            found[letter] = LETTERS[parts.index(text)]
        elif here is not None and (here == text or here not in was):
            found[letter] = letter
    return found


def hints_after(
    was: Sequence[str], parts: Sequence[str], hints: Sequence[str], back: Sequence[str] = ()
) -> list[str]:
    """The hints of a question whose parts `was` are `parts` now: each goes with its part's words.

    A part in other words at the same place keeps the hint there, when as many are left. `back`: the
    hints that come with `parts`, for those that were not there.
    """
    known = dict(zip_longest(was, hints, fillvalue=""))
    here = dict(enumerate(hints if len(was) == len(parts) else back))
    return trimmed(known.get(text, here.get(at, "")) for at, text in enumerate(parts or [""]))


def trimmed(hints: Iterable[str]) -> list[str]:
    """Without the blank ones at the end."""
    kept = list(hints)
    while kept and not kept[-1]:
        kept.pop()
    return kept


def check_hints(hints: Sequence[str], parts: int) -> list[str]:
    """The hints as they are kept, one for each of so many parts at most. Raises Invalid."""
    name = _("The hint")
    kept = trimmed(
        clean(one, limit=LINE, name=name, lines=False, empty=True).strip() for one in hints
    )
    if len(kept) > max(1, parts):
        raise Invalid(_("There are more hints than prompts."), where="hints")
    return kept


def check_parts(form: str, count: int) -> None:
    """Raise Invalid unless a question of this form may have so many parts.

    One is where more begin; two and two may have the one thing to answer.
    """
    if form == "pairs" and count > MOST_SUB_QUESTIONS:
        raise Invalid(
            _("Pairs have at most %(most)s sub-questions.", most=MOST_SUB_QUESTIONS), where="parts"
        )
    if count > MOST_PARTS:
        raise Invalid(_("A question has at most %(most)s parts.", most=MOST_PARTS), where="parts")


def check_move(stage: str, *, tables: int, template: bool = False) -> None:
    """Raise unless the organiser may move to `stage`: any known one, but no café without tables,
    and no template.
    """
    if stage not in STAGES:
        raise Invalid(_("“%(stage)s” is not a stage.", stage=stage[:40]), where="stage")
    if stage != "planning" and template:
        raise Conflict(_("This is a template. Plan a café from it, and open that."), where="stage")
    if stage != "planning" and not tables:
        raise Conflict(_("Lay at least one table before you open the café."), where="stage")


def asks_first(now: str, to: str) -> bool:
    """Whether a move from stage `now` is backwards or past a stage: nobody means that by a slip."""
    if now not in STAGES or to not in STAGES:
        return False
    return STAGES.index(to) < STAGES.index(now) or STAGES.index(to) > STAGES.index(now) + 1


def jump_words(now: str, to: str) -> str:
    """What is asked before such a move; "" for one that nothing is asked before."""
    if not asks_first(now, to):
        return ""
    names = stage_names()
    if STAGES.index(to) < STAGES.index(now):
        return _(
            "Go back from “%(now)s” to “%(to)s”? Every screen in the hall follows at once.",
            now=names[now],
            to=names[to],
        )
    over = STAGES[STAGES.index(now) + 1 : STAGES.index(to)]
    return _(
        "Go on to “%(to)s”, past “%(over)s”? Every screen in the hall follows at once.",
        to=names[to],
        over="”, “".join(names[one] for one in over),
    )


def check_jump(now: str, to: str, *, sure: str) -> None:
    """Raise Conflict (where "jump") unless the move is a step, or was meant from where it is now.

    `sure`: the stage that whoever was asked saw.
    """
    if sure != now and (words := jump_words(now, to)):
        raise Conflict(words, where="jump")


def number_tables(counts: Sequence[int]) -> list[list[int]]:
    """Table numbers for each question when `counts[i]` tables have question i + 1.

    Questions with as many tables are numbered round by round, those with most tables first: two
    per question over q questions gives n and n + q; seven with two and one with one gives 1…7,
    8…14 and 15, as in the 2014 café. Raises Invalid.
    """
    if any(count < 0 for count in counts) or not 0 < sum(counts) <= MOST_TABLES:
        raise Invalid(_("Choose between 1 and %(most)s tables.", most=MOST_TABLES), where="tables")
    alike: dict[int, list[int]] = defaultdict(list)
    for question, count in enumerate(counts):
        alike[count].append(question)
    numbers: list[list[int]] = [[] for _count in counts]
    following = 1
    for count in sorted(alike, reverse=True):
        for _round in range(count):
            for question in alike[count]:
                numbers[question].append(following)
                following += 1
    return numbers


def check_hosts(names: Sequence[str]) -> list[str]:
    """Who hosts a table: `names` without blanks. Raises Invalid for a name, or too many of them."""
    hosts = [
        clean(name.strip(), limit=LINE, name=_("Host"), lines=False)
        for name in names
        if name.strip()
    ]
    if len(hosts) > MOST_HOSTS:
        raise Invalid(_("A table has at most %(most)s hosts.", most=MOST_HOSTS), where="hosts")
    return hosts


def check_tags(tags: Sequence[str]) -> list[str]:
    """A table's tags: without blanks, each once. Raises Invalid for a tag, or too many of them."""
    named = [
        clean(tag.strip(), limit=LINE, name=_("Tag"), lines=False) for tag in tags if tag.strip()
    ]
    once = list(dict.fromkeys(named))
    if len(once) > MOST_TAGS:
        raise Invalid(_("A table has at most %(most)s tags.", most=MOST_TAGS), where="tags")
    return once


def roles_of(hosts: Sequence[str], roles: Mapping[str, str]) -> dict[str, str]:
    """What each of `hosts` is there as, where `roles` says so. Raises Invalid for another role."""
    if any(role not in ROLES for role in roles.values()):
        raise Invalid(_("Choose one of the roles."), where="roles")
    return {host: roles[host] for host in hosts if host in roles}


def check_meeting(text: str) -> str:
    """`text` without blanks around it, when it is "" or an address to meet at. Raises Invalid."""
    text = clean(text.strip(), limit=STATEMENT, name=_("Meeting link"), lines=False, empty=True)
    if text and (not text.startswith("https://") or len(text.split()) > 1):
        raise Invalid(_("A meeting link begins with https://"), where="text")
    return text


def check_minutes(minutes: float) -> float:
    """`minutes` when a timer can be set to it. Raises Invalid."""
    if not 0 < minutes <= LONGEST_TIMER_MINUTES:
        raise Invalid(
            _("Set the clock to between 1 and %(most)s minutes.", most=LONGEST_TIMER_MINUTES),
            where="minutes",
        )
    return minutes
