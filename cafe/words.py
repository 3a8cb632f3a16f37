"""What text may be: checked, never changed. And what the place is called where it was said."""

import unicodedata

from cafe.errors import Invalid
from cafe.texts import _

LINE = 200
STATEMENT = 2_000
NOTE = 10_000
LONG = 20_000
SHOWN = 60


def clean(text: object, *, limit: int, name: str, lines: bool = True, empty: bool = False) -> str:
    """`text` itself, when it is a string of at most `limit` characters without control characters.

    `name` is what the field is called on the screen; `lines` lets line breaks and tabs through;
    `empty` lets blank text through. Raises Invalid, which says what and where.
    """
    if not isinstance(text, str):
        raise Invalid(_("%(name)s must be text.", name=name), where=name)
    if not empty and not text.strip():
        raise Invalid(_("%(name)s is empty. Write something first.", name=name), where=name)
    if len(text) > limit:
        raise Invalid(
            _(
                "%(name)s is too long: %(length)s characters, and there is room for %(limit)s.",
                name=name,
                length=len(text),
                limit=limit,
            ),
            where=name,
        )
    if bad := forbidden(text, lines=lines):
        raise Invalid(
            _("%(name)s holds a character that cannot be shown: %(code)s.", name=name, code=bad),
            where=name,
        )
    return text


def forbidden(text: str, *, lines: bool = True) -> str | None:
    """The first control or unpaired surrogate character as `U+0007`, or None."""
    allowed = "\n\r\t" if lines else ""
    for character in text:
        if unicodedata.category(character) in ("Cc", "Cs") and character not in allowed:
            return f"U+{ord(character):04X}"
    return None


def short(text: str) -> str:
    """The beginning of a text, to name a thing by."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"


def place_name(form: str, number: int) -> str:
    """What people call the table with this number at a question of this form.

    Pairs and plenary have no table to walk to, only a place where what is said is gathered; its
    number is the café's own business. The browser's half: static/js/core/places.js.
    """
    if form == "pairs":
        return _("In pairs")
    return _("Plenary") if form == "plenary" else _("Table %(number)s", number=number)
