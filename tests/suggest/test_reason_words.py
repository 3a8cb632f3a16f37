"""Every reason that there is can be read."""

import pytest

from cafe.core.i18n import speaking
from cafe.suggest.reason_words import in_words
from cafe.suggest.reasons import Reason

NEAR, OPPOSED = (("lys", "lyset"),), (("mer", "mindre"),)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (Reason("identical"), "the same words exactly"),
        (
            Reason("identical", but=("case", "punctuation")),
            "the same words; they differ only in: capital letters, punctuation",
        ),
        (
            Reason("within", shared=("a",), near=(*NEAR, ("rom", ""))),
            "one holds the words of the other: a · akin: lys – lyset, rom",
        ),
        (Reason("within", shared=("a", "b")), "one holds the words of the other: a, b"),
        (
            Reason("stems", shared=("a",), near=NEAR, opposed=OPPOSED),
            "same stems: a · akin: lys – lyset · but perhaps opposite: mer – mindre",
        ),
        (Reason("kin", near=NEAR), "words akin: lys – lyset"),
        (Reason("letters", near=NEAR), "spelled alike: lys – lyset"),
        (
            Reason("letters", opposed=(("", "ikke"),)),
            "many letters alike · but perhaps opposite: ikke",
        ),
    ],
)
def test_a_reason_is_a_line(reason: Reason, words: str) -> None:
    with speaking("en"):
        assert in_words(reason) == words
