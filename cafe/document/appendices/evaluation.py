"""What people answered when they were asked how the day was: word for word, and counted."""

from collections.abc import Iterator, Sequence

from cafe.core.i18n import _, ngettext
from cafe.core.limits import FEW
from cafe.core.lines import isolated, one_line
from cafe.document.tree import AppendixPart, Grid, Lead, Sentence
from cafe.evaluation.rules import audience_name
from cafe.evaluation.shown import Result, Results, waiting_words


def of_evaluation(forms: Sequence[Results]) -> Iterator[AppendixPart]:
    """Each form by itself; one that nobody has answered, or that is still open, says nothing."""
    for form in forms:
        if not form.answered:
            continue
        count = ngettext("%(count)s has answered.", "%(count)s have answered.", form.sheets)
        source = Lead(_("Source:"), (Sentence(f"{_source(form)} {count}"),))
        yield AppendixPart(audience_name(form.audience), (source,))
        for result in form.answered:
            yield _part(result)


def _source(form: Results) -> str:
    """Whose words these are."""
    if form.audience == "hosts":
        return _("The table hosts' own words, answered without a name.")
    return _("The participants' own words, answered without a name.")


def _part(result: Result) -> AppendixPart:
    heading = isolated(one_line(result.text))
    held = (Lead(_("Since then:"), (Sentence(waiting_words(result.held)),)),) if result.held else ()
    if result.kind == "text" or not result.answers:
        return AppendixPart(heading, held, tuple(one_line(text) for text in result.texts))
    if result.counts is None:
        told = ngettext("%(count)s answer.", "%(count)s answers.", result.answers)
        few = _(
            "How they are divided is told when there are %(few)s or more, so that nobody can be "
            "recognised.",
            few=FEW,
        )
        return AppendixPart(heading, held, items=(f"{told} {few}",))
    rows = tuple((isolated(one_line(name)), str(count)) for name, count in result.rows)
    rows += ((_("All"), str(result.answers)),)
    return AppendixPart(heading, held, grid=Grid((_("Answer"), _("How many")), rows))
