"""What turns one note against another, and what is spelled alike: found as by looking at all."""

from itertools import product
from random import Random

from cafe.suggest import reasons
from cafe.suggest.reasons import Side
from cafe.suggest.vectors import Text, read

WORDS = """
    klar uklar ulik lik like ulike viss uviss sikker usikkert sikre rettferdig urettferdig ryddig
    uryddig bruker brukerne uferdig ferdig nyttig unyttig forankring forankret ut ute ro uro ærlig
    uærlig kjent ukjente mulig umoglege samarbeid kompetansen
"""


def test_what_is_found_by_words_is_what_all_pairs_of_words_say() -> None:
    """Two long notes have a hundred thousand pairs of words; each is not looked at."""
    random = Random(1)
    texts = [" ".join(random.sample(WORDS.split(), random.randint(1, 12))) for _ in range(24)]
    reading = read([Text(str(at), text) for at, text in enumerate(texts)])
    sides = list(map(Side, texts, reading.senses, reading.vectors))
    for one, other in product(sides, sides):
        here, there = reasons._stems(one.text).values(), reasons._stems(other.text).values()
        turned = [two for two in product(here, there) if reasons._un(*two)]
        assert list(reasons.opposites(one.text, other.text)) == turned
        assert reasons._spelled(one, other) == _most_alike(one, other)


def test_u_alone_turns_no_short_word_round() -> None:
    assert list(reasons.opposites("ren skog", "uren skog")) == [("ren", "uren")]
    assert list(reasons.opposites("se skogen", "use skogen")) == []


def _most_alike(one: Side, other: Side) -> tuple[tuple[str, str], ...]:
    here, there = (sorted({s.written for s in side.senses.values()}) for side in (one, other))
    two = max(product(here, there), key=_overlap, default=None)
    return (two,) if two and _overlap(two) else ()


def _overlap(two: tuple[str, str]) -> float:
    one, other = (set(zip(word, word[1:], word[2:], strict=False)) for word in two)
    return len(one & other) / max(1, len(one | other))
