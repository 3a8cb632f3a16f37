"""What a column is, by its heading: in bokmål, nynorsk and English, ours, Pol.is' and Decidim's."""

import re
from collections.abc import Mapping, Sequence
from typing import Literal

from cafe.intake.recognising import values

Role = Literal[
    "text",
    "table",
    "question",
    "part",
    "kind",
    "heading",
    "main",
    "elaboration",
    "rejected",
    "reason",
    "id",
    "",
]
Shape = Literal["own", "polis", "decidim", ""]
ROLES: tuple[Role, ...] = (
    *("text", "table", "question", "part", "kind", "heading", "main", "elaboration"),
    *("rejected", "reason", "id", ""),
)

_WORDS: dict[Role, str] = {
    "text": """lapp lappen lappetekst lapper lappar tekst teksten note notes text innspill
        innspillet innspel innspelet forslag framlegg innhold innhald idé ide idéer idea ideas
        proposal suggestion comment comments comment-body comment_body body content message melding
        post svar response answer tittel title utsagn utsegn statement""",
    "table": """bord bordet bordnr bordnummer table tables tableno gruppe gruppa gruppen
        gruppenummer group""",
    "question": """spørsmål spørsmålet spm spørsmålsnr spørsmålsnummer question questions q""",
    "part": """del delspørsmål part underspørsmål""",
    "kind": """type lappetype slag kind sort""",
    "heading": """overskrift overskrifta overskriften heading tema kategori emne category theme
        topic tag tags stikkord nøkkelord""",
    "main": """hovedutsagn hovudutsegn hovedutsagnet hovudutsegna main-statement""",
    "elaboration": """utdyping utdypet utdjuping utdjupa utdypning elaboration elaborated
        elaborations beskrivelse beskriving description details detaljer detaljar forklaring
        begrunnet merknad kommentar kommentarer kommentarar remark""",
    "rejected": """avvist avslått moderated rejected status state moderering tilstand godkjent""",
    "reason": """begrunnelse grunngiving grunn reason""",
    "id": "id lapp-id note-id noteid uuid",
}
_KNOWN: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words.split()}
_PHRASES: dict[str, Role] = {
    "main statement": "main",
    "what became of it": "rejected",
    "dette skjedde med lappen": "rejected",
    "note id": "id",
    "comment body": "text",
}
# Ours that say nothing a note is made of, and a row's number.
_LEFT = frozenset(
    (
        *("runde", "round", "fra papir", "frå papir", "from paper", "spurt om", "asked"),
        *("tidligere ordlyder", "tidlegare ordlydar", "earlier wordings"),
        *("prikker", "prikkar", "dots", "setning", "sentence", "nr", "no", "#", "rad", "row"),
    )
)
# What the last column of rows that were left is called (intake/words.py).
_WHY = frozenset(
    (
        "why it was not taken in",
        "hvorfor raden ikke ble hentet inn",
        "kvifor rada ikkje vart henta inn",
    )
)
_PARTS = re.compile(r"[\s:().,]+")
LONGEST = 60
_STRONG: tuple[Role, ...] = ("text", "table", "question", "part", "kind", "heading", "main")


def role_of(heading: str) -> Role:
    """The role that a column with this heading has, "" when it says none."""
    plain = plainly(heading)
    if not plain or plain in _LEFT or plain in _WHY or len(plain) > LONGEST or plain.endswith("?"):
        return ""
    if values.numbered(plain):  # “Bord 1” is a table, and no heading of tables
        return ""
    if plain in _PHRASES:
        return _PHRASES[plain]
    words = [word for word in _PARTS.split(plain) if word]
    for word in (words[0], words[-1]) if words else ():
        if word in _KNOWN:
            return _KNOWN[word]
    return ""


def plainly(heading: str) -> str:
    """A heading without what does not tell it from others."""
    return " ".join(heading.replace("\ufeff", "").replace("*", "").casefold().split()).strip(" :.")


def is_word(heading: str) -> bool:
    """Whether it is nothing but a word of ours for a column."""
    plain = plainly(heading)
    return plain in _KNOWN or plain in _PHRASES


def is_known(heading: str) -> bool:
    """Whether it is a heading that we know, also one whose column is left out."""
    return bool(role_of(heading)) or plainly(heading) in (_LEFT | _WHY)


def known_in(row: Sequence[str]) -> int:
    """How many cells of a row are headings that we know."""
    if shape_of(row):
        return max(2, sum(map(is_known, row)))
    return sum(map(is_known, row))


def shape_of(row: Sequence[str]) -> Shape:
    """Whose export has this row of headings."""
    heads = {plainly(cell) for cell in row}
    if "comment-body" in heads and "moderated" in heads:
        return "polis"
    bases = {head.partition("/")[0] for head in heads}
    if "state" in heads and {"title", "body"} & bases and {"component", "reference"} & bases:
        return "decidim"
    roles = {role_of(cell) for cell in row}
    if "id" in heads and heads & {"dette skjedde med lappen", "what became of it"}:
        return "own" if "text" in roles else ""
    return ""


def is_ours(row: Sequence[str]) -> bool:
    """Whether we wrote a table with these headings: a café's notes, or rows that were left."""
    return shape_of(row) == "own" or any(plainly(cell) in _WHY for cell in row)


def roles_of(row: Sequence[str]) -> list[Role]:
    """The role of each column, by its headings."""
    match shape_of(row):
        case "polis":
            fixed: Mapping[str, Role] = {"comment-body": "text", "moderated": "rejected"}
            return [fixed.get(plainly(cell), "") for cell in row]
        case "decidim":
            return _of_decidim([plainly(cell) for cell in row])
        case _:
            return _once_each([role_of(cell) for cell in row])


def _once_each(roles: list[Role]) -> list[Role]:
    """Of each role one column: a second text is said beside the first, any other is left out."""
    seen: set[Role] = set()
    found: list[Role] = []
    for role in roles:
        again = role in seen and role not in ("elaboration", "")
        seen.add(role)
        found.append(("elaboration" if role == "text" else "") if again else role)
    return found


def _of_decidim(heads: list[str]) -> list[Role]:
    """Titles and bodies stand there once for each language."""
    wanted: dict[str, Role] = {"state": "rejected"}
    bases: tuple[tuple[str, Role], ...] = (
        *(("title", "text"), ("body", "elaboration"), ("answer", "reason")),
    )
    for base, role in bases:
        wanted |= dict.fromkeys(_first_language(heads, base), role)
    if "text" not in wanted.values():
        wanted |= dict.fromkeys(_first_language(heads, "body"), "text")
    for base in ("category/name", "taxonomy/name", "taxonomies/name"):
        if "heading" not in wanted.values():
            wanted |= dict.fromkeys(_first_language(heads, base), "heading")
    return [wanted.get(head, "") for head in heads]


def _first_language(heads: Sequence[str], base: str) -> list[str]:
    there = [head for head in heads if head == base or head.startswith(f"{base}/")]
    ours = [f"{base}/{tag}" for tag in ("nb", "no", "nn", "en")]
    return sorted(there, key=lambda head: ours.index(head) if head in ours else len(ours))[:1]


def strong(role: Role) -> bool:
    """Whether such a heading alone makes its row the one of headings."""
    return role in _STRONG
