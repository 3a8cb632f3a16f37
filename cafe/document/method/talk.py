"""How it was talked: where, with which hosts, and what became of the words."""

from collections.abc import Iterator

from cafe.core.i18n import _, ngettext
from cafe.document.method.facts import Facts
from cafe.document.method.where import where
from cafe.document.numbers import in_words


def talk(facts: Facts) -> Iterator[str]:
    """The second paragraph."""
    yield from where(facts)
    if facts.hosts:
        yield _hosts(facts)
    if facts.asked:
        yield ngettext(
            "The host had been asked in advance.",
            "The hosts had been asked in advance.",
            facts.hosts or facts.tables,
        )
    if facts.tables and facts.notes and facts.hosts < facts.tables:
        yield ngettext(
            "What was said at the table was written on notes and put up on its poster.",
            "What was said at the tables was written on notes and put up on their posters.",
            facts.tables,
        )
    yield from _who_wrote(facts)
    yield from _main(facts)


def _hosts(facts: Facts) -> str:
    if facts.hosts == facts.tables and facts.notes:
        return ngettext(
            "The table had a host, who led the talk and saw to it that keywords and statements "
            "were written on notes and put up on the poster.",
            "Every table had a host, who led the talk and saw to it that keywords and statements "
            "were written on notes and put up on the posters.",
            facts.tables,
        )
    if facts.hosts == facts.tables:
        return ngettext(
            "The table had a host, who led the talk.",
            "Every table had a host, who led the talk.",
            facts.tables,
        )
    return ngettext(
        "One of the tables had a host, who led the talk.",
        "%(words)s of the tables had a host, who led the talk.",
        facts.hosts,
        words=in_words(facts.hosts),
    )


def _who_wrote(facts: Facts) -> Iterator[str]:
    if "pairs" in facts.forms:
        yield _("Those who talked two and two wrote their notes themselves, without a host.")
    if "plenary" in facts.forms:
        yield _("What was said with everybody together was written down by a scribe.")
    if facts.paper:
        yield ngettext(
            "One note was written on paper and typed off it.",
            "%(words)s notes were written on paper and typed off it.",
            facts.paper,
            words=in_words(facts.paper),
        )


def _main(facts: Facts) -> Iterator[str]:
    """Asking for main statements and giving them are two facts; one sentence tells of both."""
    every, gave = facts.tables, facts.main
    if facts.main_asked:
        yield _asked_for_main(every, gave)
    elif gave and gave == every:
        yield ngettext(
            "The table summed up its talk in one main statement.",
            "Every table summed up its talk in one main statement.",
            every,
        )
    elif gave:
        yield ngettext(
            "One of the tables summed up its talk in one main statement.",
            "%(words)s of the tables summed up their talk in one main statement each.",
            gave,
            words=in_words(gave),
        )


def _asked_for_main(every: int, gave: int) -> str:
    if not gave:
        return ngettext(
            "In addition the table was asked to sum up its talk in one main statement.",
            "In addition every table was asked to sum up its talk in one main statement.",
            every,
        )
    if gave == every:
        return ngettext(
            "In addition the table was asked to sum up its talk in one main statement, and did so.",
            "In addition every table was asked to sum up its talk in one main statement, "
            "and all of them did so.",
            every,
        )
    return ngettext(
        "In addition every table was asked to sum up its talk in one main statement, "
        "and one of them did so.",
        "In addition every table was asked to sum up its talk in one main statement, "
        "and %(words)s of them did so.",
        gave,
        words=in_words(gave),
    )
