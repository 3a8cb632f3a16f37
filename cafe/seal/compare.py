"""Whether a history still has a seal that somebody wrote down or photographed. Pure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from cafe.model.canonical import FIRST, chained, leaf_of
from cafe.seal.rules import heard, spoken

Line = Mapping[str, Any]
_HEX = re.compile(r"[0-9a-f]{64}")
_RANGE = re.compile(r"([0-9]{1,9})(?:-([0-9]{1,9}))?")


@dataclass(frozen=True)
class Comparison:
    """What came of it.

    `holds`: nothing that was done up to `revision`, at the time `at` (as in the history), has been
    changed, added or removed since without the log telling of it. `of` is "cafe" or, when it is
    one table's own seal, "table:<uid>"; then it speaks of what that table did alone.

    `holds` False: no value of this history has that seal. `unread` is what could not be read in
    it ("" when all could); `broken` the number of the first line whose words do not fit its leaf;
    `erased` how many of the lines that the seal is over were erased for good, as the log tells.
    """

    holds: bool
    of: str = ""
    revision: int | None = None
    at: str = ""
    unread: str = ""
    broken: int | None = None
    erased: int = 0


def compare(history: Sequence[Line], said: str) -> Comparison:
    """Compare `said` with a history, an archive's `history` as it stands there.

    `said` is eight words (in any case, each at least its first four letters), a whole digest in
    hex (blanks do not matter); before either, of a tablet's own seal as its page shows it, the
    numbers of the lines that it is over ("14-20,23: 9f86…"). Never raises for what somebody typed:
    `unread` says what was wrong.
    A digest is compared with every value the chain ever had. Words are dear, a third of a second
    for each value: they are compared with those at which the tables closed, and with each table's
    own from then on.
    """
    sealed = _recomputed(history)
    broken = next((one.n for one in sealed if one.leaf.hex() != one.line["leaf"]), None)
    try:
        found = next(_found(sealed, said), None)
    except LookupError as error:
        return Comparison(False, unread=str(error.args[0]), broken=broken)
    except ValueError:
        return Comparison(False, unread=said.strip() or "–", broken=broken)
    if found is None:
        return Comparison(False, broken=broken)
    of, own, last = found
    return Comparison(
        holds=True,
        of=of,
        revision=last.n,
        at=last.line["at"],
        broken=broken,
        erased=sum(one.erased for one in own if one.n <= last.n),
    )


@dataclass(frozen=True)
class _Sealed:
    """A line and its leaf, recomputed from its words; of what was erased, which has none, the leaf
    that was kept. Only what a line of the log calls erased is that.
    """

    line: Line
    leaf: bytes
    erased: bool

    @property
    def n(self) -> int:
        return int(self.line["n"])


# A value of the chain over some lines: by whose name, the lines, the value, the line that made it.
_Value = tuple[str, list[_Sealed], bytes, _Sealed]


def _recomputed(history: Sequence[Line]) -> list[_Sealed]:
    logged = [line.get("item") or {} for line in history if line["what"] == "erased"]
    erased = {number for item in logged for number in item.get("lines", ())}
    sealed = []
    for line in history:
        if line.get("leaf"):
            gone = line["n"] in erased and line.get("item") is None and not line.get("salt")
            salt = bytes.fromhex(line.get("salt") or "")
            leaf = bytes.fromhex(line["leaf"]) if gone else leaf_of(salt, line)
            sealed.append(_Sealed(line, leaf, gone))
    return sealed


def _found(sealed: list[_Sealed], said: str) -> Iterator[tuple[str, list[_Sealed], _Sealed]]:
    """The chains that have a value that was said, and the line that made it. Raises as `heard`."""
    numbers, rest = _parted(said)
    bare = "".join(rest.split()).casefold()
    if _HEX.fullmatch(bare):
        digest = bytes.fromhex(bare)
        every = _own(sealed, numbers) if numbers else _everybodys(sealed)
        return ((of, own, last) for of, own, value, last in every if value == digest)
    words = heard(rest)
    shown = _own(sealed, numbers) if numbers else _closed(sealed)
    return ((of, own, last) for of, own, value, last in shown if spoken(value) == words)


def _parted(said: str) -> tuple[str, str]:
    """The numbers of its lines, "" when it names none, and the seal itself."""
    numbers, colon, rest = said.partition(":")
    return ("".join(numbers.split()), rest) if colon else ("", said)


def _values(of: str, own: list[_Sealed]) -> Iterator[_Value]:
    value = FIRST
    for one in own:
        value = chained(value, one.leaf)
        yield of, own, value, one


def _everybodys(sealed: list[_Sealed]) -> Iterator[_Value]:
    """The values of the café's chain, then those over what each table did."""
    yield from _values("cafe", sealed)
    for table in sorted({str(one.line["by"]) for one in sealed}):
        if table.startswith("table:"):
            yield from _values(table, [one for one in sealed if one.line["by"] == table])


def _closed(sealed: list[_Sealed]) -> Iterator[_Value]:
    """Those of `_everybodys` that were shown when the tables had closed."""
    closings = _closings(sealed)
    every = list(_everybodys(sealed))
    for k, (of, own, value, one) in enumerate(every):
        following = [later.n for its, _own, _value, later in every[k + 1 : k + 2] if its == of]
        shown = any(not following or n < following[0] for n in closings)
        if one.n in closings or (of != "cafe" and shown):
            yield of, own, value, one


def _closings(sealed: list[_Sealed]) -> set[int]:
    """The lines by which the tables closed."""
    cafes = [one for one in sealed if one.line["what"] == "workshop" and one.line.get("item")]
    stages = [(one.n, one.line["item"].get("stage")) for one in cafes]
    return {n for (_n, was), (n, now) in pairwise(stages) if was == "open" and now != "open"}


def _own(sealed: list[_Sealed], numbers: str) -> Iterator[_Value]:
    """The value over the lines of these numbers, when all of them are there. Raises ValueError."""
    ranges = [_RANGE.fullmatch(one) for one in numbers.split(",")]
    if not all(ranges):
        raise ValueError(numbers)
    spans = [range(int(m[1]), int(m[2] or m[1]) + 1) for m in ranges if m]
    own = [one for one in sealed if any(one.n in span for span in spans)]
    by = {str(one.line["by"]) for one in own}
    if own and len(own) == sum(map(len, spans)):
        yield list(_values(by.pop() if len(by) == 1 else "cafe", own))[-1]
