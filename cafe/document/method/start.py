"""What the café set out from: its questions, when they were written, and who wanted to know."""

from collections.abc import Iterator

from cafe.core.i18n import ngettext
from cafe.document.method.facts import Facts
from cafe.document.numbers import in_words, listed


def start(facts: Facts) -> Iterator[str]:
    """The first paragraph."""
    yield _questions(facts)
    if facts.commissioner:
        yield ngettext(
            "Its theme was one that %(commissioner)s wanted to hear the participants on.",
            "Their themes were ones that %(commissioner)s wanted to hear the participants on.",
            facts.questions,
            commissioner=facts.commissioner,
        )
    if facts.added:
        yield ngettext(
            "Question %(numbers)s was added after the tables had opened.",
            "Questions %(numbers)s were added after the tables had opened.",
            len(facts.added),
            numbers=listed(facts.added),
        )
    if facts.changed:
        yield ngettext(
            "The wording of question %(numbers)s was changed after the tables had opened.",
            "The wordings of questions %(numbers)s were changed after the tables had opened.",
            len(facts.changed),
            numbers=listed(facts.changed),
        )


def _questions(facts: Facts) -> str:
    count = facts.questions
    if facts.before == count:
        return ngettext(
            "The dialogue café set out from one question, written before the tables opened.",
            "The dialogue café set out from %(words)s questions, written before the tables opened.",
            count,
            words=in_words(count),
        )
    return ngettext(
        "The dialogue café set out from one question.",
        "The dialogue café set out from %(words)s questions.",
        count,
        words=in_words(count),
    )
