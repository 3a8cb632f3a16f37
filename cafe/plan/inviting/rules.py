"""What a letter says and to whom it goes. Decisions without a database.

A letter's own wording is kept with its gaps in English, as `[name]`; people read and write them in
the language they use.
"""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from cafe.core.i18n import LANGUAGES, _, speaking
from cafe.core.limits import LINE, LONG
from cafe.core.text import clean, short
from cafe.core.text.mailboxes import as_mailed, as_written
from cafe.errors import Invalid

# So that nobody is reminded twice in a day by mistake.
BETWEEN = timedelta(hours=20)
MOST_ADDRESSES = 500
GAP = re.compile(r"\[([^\[\]\n]{1,40})\]")
# RFC 5321 and 5322, without quoted names and comments: what people have, as it is mailed. No letter
# outside ASCII before the @, which not every mail server takes.
ADDRESS = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@"
    r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+"
)
LONGEST_ADDRESS = 254
_ROUND = " \t;,<>\"'"  # what stands around a name or an address, and between the two


def gaps() -> dict[str, str]:
    """What stands in a letter where each host has something else, in the language spoken."""
    return {
        "name": _("name"),
        "gathering": _("the gathering"),
        "date": _("the date"),
        "time": _("the time"),
        "place": _("the place"),
        "table": _("table number"),
        "question": _("the question"),
        "who": _("who asks"),
        "link": _("the link"),
    }


def written(words: Mapping[str, str]) -> str:
    """The letter as it is when nobody has worded it: `words` are what stands in its gaps.

    A line about what is not known is left out.
    """
    when = [_("When: %(when)s", when=words["date"])]
    if words["time"]:
        when = [_("When: %(when)s, %(time)s", when=words["date"], time=words["time"])]
    if words["place"]:
        when.append(_("Where: %(place)s", place=words["place"]))
    paragraphs = [
        _("Hello %(name)s!", name=words["name"]),
        _(
            "Will you be a host at “%(title)s” on %(date)s?",
            title=words["gathering"],
            date=words["date"],
        ),
        "\n".join(when),
        _(
            "You would have table %(number)s and this question: %(text)s",
            number=words["table"],
            text=words["question"],
        ),
        _(
            "A host bids people welcome to the table, sees to it that everybody is heard, and "
            "types what is said, in people's own words. You get the tablet on the day, and "
            "somebody shows you how it works. There is nothing to prepare."
        ),
        _("Say yes or no here, the link is yours alone: %(link)s", link=words["link"]),
    ]
    if words["who"]:
        paragraphs.append(_("Kind regards, %(who)s", who=words["who"]))
    return "\n\n".join(paragraphs)


def filled(letter: str, words: Mapping[str, str]) -> str:
    """An own wording with everything in its gaps."""
    return GAP.sub(lambda gap: words.get(gap[1], gap[0]), letter)


def as_read(letter: str) -> str:
    """An own wording with its gaps named in the language spoken."""
    return filled(letter, {key: f"[{word}]" for key, word in gaps().items()})


def check_letter(text: str) -> str:
    """The wording to keep, "" when there is none. Raises Invalid: no link, or an unknown gap."""
    text = text.replace("\r\n", "\n").strip()
    if not text:
        return ""
    text = clean(text, limit=LONG, name=_("The letter"))
    known = _known()
    unknown = [gap for gap in GAP.findall(text) if gap.strip().casefold() not in known]
    names = ", ".join(f"[{word}]" for word in gaps().values())
    if unknown:
        raise Invalid(
            _("The letter knows no [%(gap)s]. It knows: %(names)s.", gap=unknown[0], names=names),
            where="letter",
        )
    kept = GAP.sub(lambda gap: f"[{known[gap[1].strip().casefold()]}]", text)
    if "[link]" not in kept:
        raise Invalid(
            _("Without [%(gap)s] in the letter nobody can answer.", gap=gaps()["link"]),
            where="letter",
        )
    return kept


def _known() -> dict[str, str]:
    """The gaps by every name they have in any language: who words it may not speak the café's."""
    known = {key: key for key in gaps()}
    for tag in LANGUAGES:
        with speaking(tag):
            known |= {word.casefold(): key for key, word in gaps().items()}
    return known


def check_address(text: str) -> str:
    """`text` when mail can be sent there, always in the same spelling. Raises Invalid."""
    mailed = as_mailed(text)
    if len(mailed) > LONGEST_ADDRESS or not ADDRESS.fullmatch(mailed) or ".." in text:
        raise Invalid(_("“%(text)s” is no e-mail address.", text=short(text)), where="addresses")
    return as_written(text)


def addresses_in(pasted: str) -> dict[str, str]:
    """Names and addresses, one pair on each line: “Name <mail>”, “Name; mail” or two columns.

    Raises Invalid with the line that is neither, or the name that has two addresses.
    """
    found: dict[str, str] = {}
    lines = [line for line in pasted.splitlines() if line.strip()]
    if len(lines) > MOST_ADDRESSES:
        raise Invalid(
            _("At most %(count)s lines at a time.", count=MOST_ADDRESSES), where="addresses"
        )
    for line in lines:
        name, address = _row(line)
        if not name:
            raise Invalid(
                _("“%(line)s” has no name and e-mail address.", line=short(line)),
                where="addresses",
            )
        name = clean(name, limit=LINE, name=_("Host"), lines=False)
        if found.setdefault(name, check_address(address)) != address:
            raise Invalid(
                _("“%(name)s” stands there with two addresses. Which is right?", name=name),
                where="addresses",
            )
    return found


def _row(line: str) -> tuple[str, str]:
    """The name and the address, which stands after the last mark between them; "" for no name."""
    plain = line.strip().rstrip(";, \t>")
    at = max(map(plain.rfind, "<;,\t"))
    return plain[: max(at, 0)].strip(_ROUND), plain[at + 1 :].strip()


def may_be_asked(answer: bool | None, last: datetime | None, now: datetime) -> bool:
    """Whether a letter or a reminder goes to who was last written to at `last`."""
    return answer is None and (last is None or now - last >= BETWEEN)
