"""Codes of the second step: the standard's own numbers, and what people type."""

from base64 import b32encode

import pytest

from cafe.people.factor import rules
from cafe.people.links import LETTERS

# RFC 6238, appendix B (SHA-1): the last six of its eight digits.
SEED = b32encode(b"12345678901234567890").decode()
VECTORS = {
    59: "287082",
    1111111109: "081804",
    1111111111: "050471",
    1234567890: "005924",
    2000000000: "279037",
    20000000000: "353130",
}


@pytest.mark.parametrize(("now", "code"), VECTORS.items())
def test_the_standards_own_numbers(now: int, code: str) -> None:
    assert rules.fitting_step(SEED, code, now) == now // 30


@pytest.mark.parametrize("late", [-30, 30])
def test_clocks_may_differ_by_one_step(late: int) -> None:
    assert rules.fitting_step(SEED, "005924", 1234567890 + late) == 1234567890 // 30
    assert rules.fitting_step(SEED, "005924", 1234567890 + 2 * late) is None


def test_a_clock_that_starts_in_1970_works_too() -> None:
    assert rules.fitting_step(SEED, "755224", 0.0) == 0
    assert rules.fitting_step(SEED, "287082", 1.0) == 1


@pytest.mark.parametrize(
    "typed", ["005924", " 005 924 ", "٠٠٥٩٢٤", "००५९२४", "005-924", "\u200f005924"]
)
def test_a_code_is_known_however_it_is_typed(typed: str) -> None:
    assert rules.fitting_step(SEED, typed, 1234567890) is not None


@pytest.mark.parametrize(
    "typed", ["", "05924", "0059240", "x", "½½½½½½", "💬" * 6, "0" * 10_000, "²²²²²²", "\x00"]
)
def test_what_is_no_code_fits_never(typed: str) -> None:
    assert rules.fitting_step(SEED, typed, 1234567890) is None
    assert not rules.is_recovery(typed)


def test_what_telephones_and_paper_hold_fits_after_every_update() -> None:
    assert rules.secret_of("key", "nonce") == "7N4PUSVGU3Y6KGHOGFCLVPFGYSM2INJZ"
    assert rules.recovery_codes("key", "nonce", LETTERS)[0] == "W7GXW-G4GNJ"


def test_a_secret_is_the_installations_and_the_accounts() -> None:
    mine = rules.secret_of("key", "nonce")
    assert len(mine) == 32
    assert len({mine, rules.secret_of("key", "other"), rules.secret_of("other", "nonce")}) == 3
    assert rules.in_groups(mine).replace(" ", "") == mine
    address = rules.address_of(mine, "berit+kafé@example.org")
    assert address.startswith("otpauth://totp/Dialogkaf%C3%A9:berit%2Bkaf%C3%A9%40example.org?")
    assert f"secret={mine}" in address


def test_ten_recovery_codes_that_can_be_read_aloud() -> None:
    codes = rules.recovery_codes("key", "nonce", LETTERS)
    assert len(set(codes)) == 10
    assert codes == rules.recovery_codes("key", "nonce", LETTERS)
    assert codes != rules.recovery_codes("key", "other", LETTERS)
    for code in codes:
        assert set(code) <= {*LETTERS, "-"}
        assert rules.is_recovery(code.lower().replace("-", " "))
        assert rules.plain(code.lower()) == code.replace("-", "")
