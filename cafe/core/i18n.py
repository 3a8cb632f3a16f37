"""Screen texts in three languages: gettext, spoken per request or document."""

import gettext as stdlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_skeleton

from cafe.core.lines import isolated

LANGUAGES = {"nb": "Bokmål", "nn": "Nynorsk", "en": "English"}
TRANSLATED = ("nb", "nn")  # with a catalogue each: the English texts are the sources' own
REGIONS = {"nb": "NO", "nn": "NO", "en": "GB"}
DEFAULT = "nb"
# Browsers send "no", and neighbours read bokmål better than English.
_NEAREST = {"no": "nb", "sv": "nb", "da": "nb"}
_current: ContextVar[str] = ContextVar("language", default=DEFAULT)
_written: ContextVar[bool] = ContextVar("written", default=False)
NBSP = "\u00a0"


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
    """Speak `tag` inside the block: a document has its own language, whoever asks for it.

    Spaces that hold a number to its word on a screen are plain ones here: what is written to a file
    is searched and compared by others.
    """
    token, written = _current.set(nearest(tag) or DEFAULT), _written.set(True)
    try:
        yield
    finally:
        _written.reset(written)
        _current.reset(token)


@contextmanager
def stored() -> Iterator[None]:
    """Texts that are kept in a row, to be read by people of other languages: as the sources have
    them, for `retold`."""
    with speaking("en"):
        yield


def retold(text: str) -> str:
    """What `stored` kept, in the language spoken now; anything else is itself."""
    return gettext(text) if text else ""


def _spaced(text: str) -> str:
    return text.replace(NBSP, " ") if _written.get() else text


def gettext(message: str) -> str:
    """The bare translation of `message`, placeholders still in it."""
    return _spaced(_catalogue(language()).gettext(message))


def ngettext_raw(one: str, many: str, count: int) -> str:
    """The bare translation for `count`, placeholders still in it."""
    return _spaced(_catalogue(language()).ngettext(one, many, count))


def _(message: str, **values: object) -> str:
    """`message` in the language spoken now, with its %(name)s filled.

    What is filled in is people's words, and turns nothing of ours around.
    """
    text = gettext(message)
    return text % isolated_values(values) if values else text


def isolated_values(values: dict[str, object]) -> dict[str, object]:
    """People's words among `values`, each so that it turns nothing beside it around.

    What is markup already (a string of its own kind) says its directions itself.
    """
    return {name: isolated(it) if type(it) is str else it for name, it in values.items()}


def ngettext(one: str, many: str, count: int, **values: object) -> str:
    """The right plural of `one`/`many`; `count` fills %(count)s."""
    return ngettext_raw(one, many, count) % {"count": count, **isolated_values(values)}


def long_date(day: date, tag: str | None = None) -> str:
    """`5. september 2014` in `tag` or the language spoken now (CLDR), never broken by a screen."""
    return _bound(format_date(day, "long", locale=nearest(tag) or language()))


def long_moment(at: datetime) -> str:
    """`5. september 2014 kl. 14.05` in the language spoken now."""
    return f"{long_date(at)} {_clock(at)}"


def moment(at: datetime) -> str:
    """`5. september kl. 14.05`, for lists that do not last for years."""
    return f"{_bound(format_skeleton('MMMMd', at, locale=language()))} {_clock(at)}"


def _clock(at: datetime) -> str:
    return f"{at:%H:%M}" if language() == "en" else _bound(f"kl. {at:%H.%M}")


def _bound(words: str) -> str:
    return _spaced(words.replace(" ", NBSP))
