"""The exhibition: whether there was one, and what people did at the notes."""

from collections.abc import Iterator

from cafe.core.i18n import _, ngettext
from cafe.document.method.facts import Facts
from cafe.document.numbers import in_words


def exhibition(facts: Facts) -> Iterator[str]:
    """The third paragraph."""
    if facts.vernissage:
        yield from _vernissage(facts)
    if facts.visitors:
        yield _visitors(facts.visitors, facts.answered)
    if facts.elaborated:
        yield ngettext(
            "One note was elaborated on.",
            "%(words)s notes were elaborated on.",
            facts.elaborated,
            words=in_words(facts.elaborated),
        )
    if facts.dots:
        yield ngettext(
            "One dot was put on a note.",
            "%(words)s dots were put on the notes.",
            facts.dots,
            words=in_words(facts.dots),
        )


def _vernissage(facts: Facts) -> Iterator[str]:
    others = facts.forms - {"tables"}
    if facts.tables:
        yield ngettext(
            "The poster was then shown at a vernissage.",
            "The posters were then shown at a vernissage.",
            facts.tables,
        )
        if others:
            yield _("What was written outside the tables hung beside them.")
    elif others:
        yield _("What was written was then shown on the wall at a vernissage.")
    else:
        yield _("Then there was a vernissage.")


def _visitors(asked: int, answered: int) -> str:
    if not answered:
        return ngettext(
            "One question was asked about a note.",
            "%(words)s questions were asked about the notes.",
            asked,
            words=in_words(asked),
        )
    if answered == asked:
        return ngettext(
            "One question was asked about a note, and it was answered.",
            "%(words)s questions were asked about the notes, and all of them were answered.",
            asked,
            words=in_words(asked),
        )
    return ngettext(
        "%(words)s questions were asked about the notes, and one of them was answered.",
        "%(words)s questions were asked about the notes, and %(answered)s of them were answered.",
        answered,
        words=in_words(asked),
        answered=in_words(answered),
    )
