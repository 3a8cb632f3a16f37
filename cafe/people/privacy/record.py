"""The part of docs/privacy.md that is made of the code's own lists."""

from cafe.people.privacy.browser import BROWSER
from cafe.people.privacy.stored import GROUPS, HOW_LONG

BEGIN, END = "<!-- made of the lists in cafe/people/privacy/ -->", "<!-- to here -->"


def in_record(text: str) -> str:
    """`text` of docs/privacy.md, with what is made of this list as it is now."""
    head, _begin, rest = text.partition(BEGIN)
    return f"{head}{BEGIN}\n\n{record()}\n\n{END}{rest.partition(END)[2]}"


def record() -> str:
    """The part of docs/privacy.md that is made of this list, in Markdown."""
    lines = ["| what | about whom | how long | where |", "|---|---|---|---|"]
    for one in GROUPS:
        tables = ", ".join(word[:-1] for word in one.tables.split() if word.endswith(":"))
        lines.append(f"| {one.key} | {one.about} | {HOW_LONG[one.until]} | {tables} |")
    for kept in BROWSER:
        words = f"{kept.store}: {kept.names}"
        lines.append(f"| {kept.key} | {kept.about} | {kept.until} | {words} |")
    return "\n".join(lines)
