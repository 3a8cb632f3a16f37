"""How the document was made of the notes: brought together, sorted, worded, and what came late."""

from collections.abc import Iterator

from babel.lists import format_list

from cafe.core.i18n import _, language, ngettext
from cafe.document.method.facts import Facts
from cafe.document.method.readers import readers
from cafe.document.numbers import in_words, listed


def sorting(facts: Facts) -> Iterator[str]:
    """The fourth paragraph."""
    if facts.notes and not facts.talking:
        yield _brought_together(facts)
    if facts.photographs:
        yield ngettext(
            "A photograph of a paper poster is included.",
            "%(words)s photographs of paper posters are included.",
            facts.photographs,
            words=in_words(facts.photographs),
        )
    yield from _late(facts)
    yield from _sorted(facts)
    yield from _worded(facts)
    if facts.first:
        yield ngettext(
            "The main statement comes first under its question.",
            "The main statements come first under their questions.",
            facts.first,
        )
    if facts.elsewhere:
        names = format_list(list(facts.elsewhere), locale=language())
        yield _(
            "Notes from %(names)s, which were not written at the café, are sorted in the same "
            "way; a sentence from there alone ends with the name in parentheses.",
            names=names,
        )
    yield from readers(facts)


def _brought_together(facts: Facts) -> str:
    if any(tables > 1 for _number, _form, tables in facts.where):
        return ngettext(
            "Afterwards the keywords and statements from all tables with the same question were "
            "brought together here, along with a picture of the poster.",
            "Afterwards the keywords and statements from all tables with the same question were "
            "brought together here, along with pictures of the posters.",
            facts.drawn,
        )
    return ngettext(
        "Afterwards the keywords and statements were brought together here, question by question, "
        "along with a picture of the poster.",
        "Afterwards the keywords and statements were brought together here, question by question, "
        "along with pictures of the posters.",
        facts.drawn,
    )


def _late(facts: Facts) -> Iterator[str]:
    if facts.late:
        yield ngettext(
            "One note that came after the tables had closed is taken in.",
            "%(words)s notes that came after the tables had closed are taken in.",
            facts.late,
            words=in_words(facts.late),
        )
    if facts.left:
        yield ngettext(
            "One note that came after the tables had closed is left out.",
            "%(words)s notes that came after the tables had closed are left out.",
            facts.left,
            words=in_words(facts.left),
        )


def _sorted(facts: Facts) -> Iterator[str]:
    if facts.headings and facts.absorbed:
        yield ngettext(
            "What was written is sorted under one heading, and what was said several times is "
            "printed once.",
            "What was written is sorted under headings, and what was said several times is "
            "printed once.",
            facts.headings,
        )
    elif facts.headings:
        yield ngettext(
            "What was written is sorted under one heading.",
            "What was written is sorted under headings.",
            facts.headings,
        )
    if facts.headings and not (facts.content or facts.own or facts.summaries):
        yield _("Apart from this sorting, nothing has been interpreted.")


def _worded(facts: Facts) -> Iterator[str]:
    """What somebody has worded, kind by kind."""
    if facts.form:
        yield ngettext(
            "One sentence is changed in form alone.",
            "%(words)s sentences are changed in form alone.",
            facts.form,
            words=in_words(facts.form),
        )
    if facts.content:
        yield ngettext(
            "The organiser has worded one sentence otherwise than its notes.",
            "The organiser has worded %(words)s sentences otherwise than their notes.",
            facts.content,
            words=in_words(facts.content),
        )
    if facts.own:
        yield ngettext(
            "One sentence is the organiser's own.",
            "%(words)s sentences are the organiser's own.",
            facts.own,
            words=in_words(facts.own),
        )
    if facts.summaries:
        yield ngettext(
            "The summary under question %(numbers)s is the organiser's.",
            "The summaries under questions %(numbers)s are the organiser's.",
            len(facts.summaries),
            numbers=listed(facts.summaries),
        )
