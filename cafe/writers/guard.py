"""Cells of a CSV file that a spreadsheet would run as a formula, kept as text, and back again.

The rule (after OWASP, "CSV injection", narrowed so that notes stay letter for letter):
`=` always; `+`, `-` and `@` only where a formula follows: a digit, a bracket, `!`, `|`, a cell
reference, a function, another sheet or another program (`cmd|'…'!A0`). Blanks, line breaks and
invisible characters before it do not matter, nor does full width (`＝`). Such a cell gets an
apostrophe in front. So does one that begins with apostrophes before such a thing, so that reading
takes away exactly what writing has put there.
"""

import re
import unicodedata

MARK = "'"
# The property by which a spreadsheet of ours that comes back is known: café and revision.
STAMP = "Dialogkafé"
SIGNS = "+-@"
# What makes a formula of what stands after a sign.
_BEGINS = re.compile(
    r"\s*(?:[.,]?\d|[(!|{]|\$?[A-Za-z]{1,3}\$?\d|[Rr]\d*[Cc]\d|\w+\s*\(|\w+!\S|'[^']*'!)"
)
# And anywhere after it, beside another program's `|…!`.
_FUNCTION = re.compile(r"\w\(")


def guard(text: str) -> str:
    """`text` as a cell that no spreadsheet runs."""
    return MARK + text if _is_risky(text) else text


def unguard(cell: str) -> str:
    """The text that `guard` made `cell` of; a cell without a guard is itself."""
    return cell[1:] if cell.startswith(MARK) and _is_risky(cell[1:]) else cell


def _is_risky(text: str) -> bool:
    """Whether it would be run, or would be if apostrophes before it were taken away."""
    plain = unicodedata.normalize("NFKC", text.lstrip(MARK)).replace("\u2212", "-")
    start = next((at for at, letter in enumerate(plain) if not _is_blank(letter)), len(plain))
    sign, rest = plain[start : start + 1], plain[start + 1 :]
    if sign == "=":
        return True
    if not sign or sign not in SIGNS:
        return False
    program = "!" in rest.partition("|")[2]
    return program or bool(_BEGINS.match(rest) or _FUNCTION.search(rest))


def _is_blank(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) in ("Cc", "Cf")
