"""What a backup says of itself. Pure."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cafe.core.i18n import _
from cafe.core.text.parsed import parsed
from cafe.errors import Invalid

FORM = 1  # of the backup; another one when an older version of ours could not read it
MANIFEST, KEY, ERASED = "manifest.json", "secret.key", "erased.jsonl"
TABLES, FILES = "tables/", "files/"
LARGEST = 2**63  # what a database counts to
# Where a file of a café may lie in the data folder; nothing else is put there.
_PLACE = re.compile(
    r"(posters/[\w-]+|versions/[\w-]+/[\w-]+)/[\w-][\w.-]*|letterheads/[\w-]+\.(docx|png)", re.ASCII
)


@dataclass(frozen=True)
class Member:
    """What lies under one name: how much, its SHA-256 in hex, and of a table how many rows."""

    bytes: int
    sha256: str
    rows: int = 0


@dataclass(frozen=True)
class Manifest:
    """All that lies in a backup. `taken`: the moment the rows are of; `shape`: the database's, as
    the migrations count; `last`: the last number that each table has given out, also to rows that
    are gone; `missing`: files that rows name and that were not there.
    """

    taken: str
    shape: str
    members: Mapping[str, Member]
    last: Mapping[str, int] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    form: int = FORM

    def as_bytes(self) -> bytes:
        """As it lies in the file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(one.rows for one in self.members.values())

    @property
    def files(self) -> list[str]:
        """The files of cafés, by their places in the data folder."""
        return [name.removeprefix(FILES) for name in self.members if name.startswith(FILES)]

    @property
    def tables(self) -> dict[str, Member]:
        """Each table by its name."""
        begin = len(TABLES)
        found = {name: one for name, one in self.members.items() if name.startswith(TABLES)}
        return {name[begin : -len(".jsonl")]: one for name, one in found.items()}


def digest(contents: bytes) -> str:
    """Of a manifest: the zip's comment, by which it is seen that the whole is as it was written."""
    return hashlib.sha256(contents).hexdigest()


def manifest_from(contents: bytes, newest: str) -> Manifest:
    """What `as_bytes` gave. Raises Invalid for one that is newer than `newest`, or is none."""
    try:
        values: dict[str, Any] = parsed(contents)
        form, shape = values["form"], values["shape"]
    except (ValueError, KeyError, TypeError):
        raise not_ours() from None
    if type(form) is not int or form < 1 or not isinstance(shape, str):
        raise not_ours()
    if form > FORM or shape > newest:
        raise Invalid(
            _(
                "The backup comes from a newer version of Dialogkafé (%(there)s; this one knows "
                "%(here)s). Nothing was changed. Restore it with that version.",
                there=shape,
                here=newest,
            )
        )
    try:
        members = {name: Member(**one) for name, one in values["members"].items()}
        made = Manifest(**{**values, "members": members, "missing": tuple(values["missing"])})
        fits = _fits(made) and isinstance(values["missing"], list)
    except (KeyError, TypeError, AttributeError):
        raise not_ours() from None
    if not fits:
        raise not_ours()
    for name in made.members:
        if not _known(name):
            raise Invalid(_("The backup holds something that is not ours: %(name)s.", name=name))
    return made


def _fits(made: Manifest) -> bool:
    """Whether each of its values is of its kind."""
    members = made.members.values()
    numbers = [*made.last.values(), *(one for each in members for one in (each.bytes, each.rows))]
    texts = [made.taken, *made.missing, *(one.sha256 for one in members)]
    return all(isinstance(one, str) for one in texts) and all(
        type(one) is int and 0 <= one < LARGEST for one in numbers
    )


def _known(name: str) -> bool:
    if name.startswith(TABLES):
        return re.fullmatch(r"[a-z_]+\.jsonl", name.removeprefix(TABLES)) is not None
    return name in (KEY, ERASED) or (is_place(name.removeprefix(FILES)) and name.startswith(FILES))


def is_place(path: str) -> bool:
    """Whether a file of a café may lie at `path` in the data folder."""
    return _PLACE.fullmatch(path) is not None


def not_ours() -> Invalid:
    """Said of a file that is no backup."""
    return Invalid(
        _("This is no backup of Dialogkafé, or its end is missing. Nothing was changed.")
    )


def not_whole(name: str) -> Invalid:
    """Said of a backup in which something is not as it was written."""
    return Invalid(
        _(
            "The backup is damaged: %(name)s is not as it was written. Nothing was changed. "
            "Take another copy.",
            name=name,
        )
    )
