"""Headings that parts propose: only their own words, and never what was judged or is there."""

from hypothesis import example, given
from hypothesis import strategies as st

from cafe.core.limits import LINE
from cafe.core.lines import one_line
from cafe.suggest.part_headings import proposed

WORDS = st.text(max_size=LINE + 20)
PARTS = st.lists(WORDS, max_size=6).map(lambda texts: list(zip("ABCDEF", texts, strict=False)))


@example([("A", "x" * LINE), ("B", "x" * (LINE + 1))], [], set())
@given(PARTS, st.lists(WORDS, max_size=4), st.sets(st.sampled_from("ABCDEF")))
def test_each_part_is_offered_by_its_words_or_not_at_all(
    parts: list[tuple[str, str]], headings: list[str], said: set[str]
) -> None:
    found = dict(proposed(parts, headings, said))
    there = {one_line(heading).casefold() for heading in headings}
    for letter, words in parts:
        heading = one_line(words)
        fits = bool(heading) and len(heading) <= LINE
        new = letter not in said and heading.casefold() not in there
        assert found.pop(letter, None) == (heading if fits and new else None)
    assert not found


def test_the_order_is_that_of_the_parts() -> None:
    parts = [("A", "Hva?"), ("B", "Hvordan\nda?"), ("C", "HVA?")]
    assert proposed(parts, ["hvordan da?"], ()) == [("A", "Hva?"), ("C", "HVA?")]
