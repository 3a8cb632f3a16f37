"""Screen texts in three languages: gettext catalogues, spoken per request or document."""

import gettext as stdlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
REGIONS = {"nb": "NO", "nn": "NO", "en": "GB"}
DEFAULT = "nb"
# Browsers send "no", and neighbours read bokmål better than English.
_NEAREST = {"no": "nb", "sv": "nb", "da": "nb"}
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)


@cache
def _catalogue(language: str) -> stdlib.NullTranslations:
    folder = Path(__file__).parents[1] / "translations"
    return stdlib.translation("messages", folder, [language], fallback=True)


def nearest(wanted: str | None) -> str | None:
    """The language of ours that a tag such as `no-NO` or `nn` means, or None."""
    tag = (wanted or "").strip().lower().replace("_", "-").split("-")[0]
    tag = _NEAREST.get(tag, tag)
    return tag if tag in LANGUAGES else None


def language() -> str:
    """The language spoken now: `nb`, `nn` or `en`."""
    return _current.get()


def with_region(tag: str) -> str:
    """`nb-NO`: what word processors call a language."""
    return f"{tag}-{REGIONS[tag]}"


def speak(tag: str) -> None:
    """Speak `tag` for the rest of this request (each request and each thread has its own)."""
    _current.set(nearest(tag) or DEFAULT)


@contextmanager
def speaking(tag: str) -> Iterator[None]:
    """Speak `tag` inside the block: a document has its own language, whoever asks for it."""
    token = _current.set(nearest(tag) or DEFAULT)
    try:
        yield
    finally:
        _current.reset(token)


def gettext(message: str) -> str:
    """The bare translation of `message`, placeholders still in it."""
    return _catalogue(language()).gettext(message)


def ngettext_raw(one: str, many: str, count: int) -> str:
    """The bare translation for `count`, placeholders still in it."""
    return _catalogue(language()).ngettext(one, many, count)


def _(message: str, **values: object) -> str:
    """`message` in the language spoken now, with its %(name)s filled."""
    text = gettext(message)
    return text % values if values else text


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The right plural of `one`/`many`; `count` fills %(count)s."""
    return ngettext_raw(one, many, count) % {"count": count, **values}


def long_date(day: date) -> str:
    """`5. september 2014` in the language spoken now (CLDR)."""
    return format_date(day, "long", locale=language())
