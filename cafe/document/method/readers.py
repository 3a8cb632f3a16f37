"""Those who were there have read a draft: how many, what they remarked, and what came of it."""

from collections.abc import Iterator

from cafe.core.i18n import ngettext
from cafe.document.method.facts import Facts
from cafe.document.numbers import in_words


def readers(facts: Facts) -> Iterator[str]:
    """The sentences about it; none where nobody has read a draft."""
    if facts.readers:
        yield ngettext(
            "A draft was read by one of those who were there.",
            "A draft was read by %(words)s of those who were there.",
            facts.readers,
            words=in_words(facts.readers),
        )
    if facts.remarks:
        yield ngettext(
            "One remark came from the readers.",
            "%(words)s remarks came from the readers.",
            facts.remarks,
            words=in_words(facts.remarks),
        )
    yield from _outcomes(facts)


def _outcomes(facts: Facts) -> Iterator[str]:
    if facts.taken_in:
        yield ngettext(
            "One of the readers' remarks has become a note.",
            "%(words)s of the readers' remarks have become notes.",
            facts.taken_in,
            words=in_words(facts.taken_in),
        )
    if facts.stand_beside:
        yield ngettext(
            "One is printed beside the text, in the reader's own words.",
            "%(words)s are printed beside the text, in the readers' own words.",
            facts.stand_beside,
            words=in_words(facts.stand_beside),
        )
    if facts.not_taken:
        yield ngettext(
            "One has been declined with a reason.",
            "%(words)s have been declined with a reason.",
            facts.not_taken,
            words=in_words(facts.not_taken),
        )
