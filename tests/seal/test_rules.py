"""The list that seals are said in, and how a digest becomes eight of its words."""

import hashlib
import re
from itertools import combinations, pairwise

import pytest

from cafe.seal import rules
from cafe.seal.rules import COUNT, ROUNDS, heard, in_groups, spoken, words

DIGEST = bytes(range(32))
SAID = "kruse justere menneske fidus brisk frilans strikk laminat"


def test_the_list_is_2048_plain_words_in_order() -> None:
    assert len(words()) == 2048
    assert all(re.fullmatch("[a-z]{4,8}", word) for word in words())
    assert all(earlier < later for earlier, later in pairwise(words()))


def test_four_letters_tell_each_word_from_all_others() -> None:
    assert len({word[:4] for word in words()}) == len(words())


def _shortened(word: str) -> set[str]:
    """What is left of it without one of its letters, and itself."""
    return {word} | {word[:k] + word[k + 1 :] for k in range(len(word))}


def _near(one: str, other: str) -> bool:
    """Whether one letter put in, left out or changed makes one of the other."""
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) < 2
    short, long = sorted((one, other), key=len)
    return short in _shortened(long)


def test_no_single_letter_makes_one_word_of_another() -> None:
    # Two words that are so near share something when a letter is left out of either or both.
    sharing: dict[str, list[str]] = {}
    for word in words():
        for rest in _shortened(word):
            sharing.setdefault(rest, []).append(word)
    near = {pair for some in sharing.values() for pair in combinations(some, 2) if _near(*pair)}
    assert near == set()
    pairs = [("golf", "golv"), ("kino", "kin"), ("bark", "brak")]
    assert [_near(*pair) for pair in pairs] == [True, True, False]


def test_eight_words_are_88_bits_of_a_million_rounds() -> None:
    said = spoken(DIGEST)
    stretched = hashlib.pbkdf2_hmac("sha256", DIGEST, b"dialogkafe/seal/1", 1_000_000, 11)
    number = 0
    for word in said:
        number = number * 2048 + words().index(word)
    assert (len(said), ROUNDS) == (COUNT, 10**6)
    assert number.to_bytes(11) == stretched


def test_never_said_otherwise() -> None:
    """What is printed and photographed must be found again in ten years."""
    assert " ".join(spoken(DIGEST)) == SAID


@pytest.mark.parametrize("typed", ["{}", "  {} ", "{}\u00a0"])
@pytest.mark.parametrize("between", [" ", ", ", "\n", " – ", "·"])
def test_words_are_heard_however_they_are_written(typed: str, between: str) -> None:
    eight = words()[:4] + words()[-4:]
    assert heard(typed.format(between.join(eight))) == eight
    assert heard(between.join(word.upper() for word in eight)) == eight
    assert heard(between.join(word[:4] for word in eight)) == eight


@pytest.mark.parametrize("wrong", ["kaffi", "kaf", "kaffekopp", "кaffe"])
def test_what_is_no_word_of_the_list_is_named(wrong: str) -> None:
    with pytest.raises(LookupError, match=wrong):
        heard(" ".join(["abrupt"] * 7 + [wrong]))


@pytest.mark.parametrize("count", [0, 7, 9])
def test_eight_it_must_be(count: int) -> None:
    with pytest.raises(ValueError, match=str(count)):
        heard("abrupt " * count)


def test_a_digest_in_groups() -> None:
    assert in_groups(DIGEST).split()[:2] == ["0001", "0203"]
    assert len(in_groups(DIGEST).split()) == 16


def test_what_is_remembered_ends_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "_said", {})
    for number in range(rules._MOST + 1):
        rules.remember(bytes([number % 256, number // 256]), ("ord",))
    assert len(rules._said) == 1
