"""What an organisation may be called and may hold."""

import pytest

from cafe.core.i18n import speaking
from cafe.core.limits import LINE
from cafe.errors import Conflict, Invalid
from cafe.people.organisations import rules

MB = rules.MB


@pytest.mark.parametrize("name", ["", "   ", "a\nb", "a" * (LINE + 1), "\u200b", "\x00"])
def test_no_name(name: str) -> None:
    with speaking("en"), pytest.raises(Invalid, match="organisation's name") as refused:
        rules.check_name(name)
    assert refused.value.where == "name"


@pytest.mark.parametrize("name", ["Lier kommune", "Áltá suohkan", "بلدية", "☕", "a" * LINE])
def test_a_name(name: str) -> None:
    assert rules.check_name(f"  {name} ") == name


@pytest.mark.parametrize(
    ("typed", "number"),
    [("", 0), ("  ", 0), ("0", 0), ("12", 12), (" 1 000 ", 1000), ("007", 7), ("50000", 50000)],
)
def test_a_quota(typed: str, number: int) -> None:
    assert rules.check_quota(typed, most=50_000, where="cafes") == number


@pytest.mark.parametrize(
    "typed", ["-1", "1.5", "1,5", "many", "٣", "²", "1e3", "50001", "9" * 12, "9" * 5000, "0x10"]
)
def test_no_quota(typed: str) -> None:
    with pytest.raises(Invalid, match=r"up to 50,?000") as refused:
        rules.check_quota(typed, most=50_000, where="cafes")
    assert refused.value.where == "cafes"


def test_domains_are_told_apart_by_blanks_lines_and_commas() -> None:
    typed = " Lier.Kommune.no, @lier.no\nlier.kommune.no xn--bod-2na.no. Bodø.no"
    assert rules.check_domains(typed) == ["lier.kommune.no", "lier.no", "xn--bod-2na.no"]
    assert rules.check_domains("") == []


@pytest.mark.parametrize(
    "typed", ["no", "a b@c.no", "-a.no", "a..no", "lier.kommune.no/x", "é_.no", "a" * 64 + ".no"]
)
def test_no_domain(typed: str) -> None:
    with pytest.raises(Invalid, match=r"“.*” is not the end") as refused:
        rules.check_domains(typed)
    assert refused.value.where == "domains"


def test_domains_are_bounded() -> None:
    most = [f"a{number}.no" for number in range(rules.MOST_DOMAINS)]
    assert rules.check_domains(" ".join(most)) == most
    with pytest.raises(Invalid, match=str(rules.MOST_DOMAINS)) as refused:
        rules.check_domains(" ".join([*most, "a.no"]))
    assert refused.value.where == "domains"


def test_the_end_of_an_address() -> None:
    assert rules.domain_of(" Kari@Lier.Kommune.NO ") == "lier.kommune.no"
    assert rules.domain_of("kari@evil.no@lier.kommune.no") == "lier.kommune.no"
    assert rules.domain_of("kari") == "kari"


@pytest.mark.parametrize(("have", "most"), [(0, 0), (9, 0), (0, 1), (4, 5)])
def test_there_is_room_for_a_cafe(have: int, most: int) -> None:
    rules.check_room(have=have, most=most, name="", keepers="")


@pytest.mark.parametrize(("have", "most"), [(1, 1), (7, 5)])
def test_no_room_for_a_cafe_names_what_is_full_and_who_can_raise_it(have: int, most: int) -> None:
    with pytest.raises(Conflict) as refused:
        rules.check_room(have=have, most=most, name="Lier kommune", keepers="Berit Bakke")
    assert refused.value.message.startswith(f"Lier kommune has {have} café")
    assert "Berit Bakke" in refused.value.message
    assert refused.value.where == "quota"
    with pytest.raises(Conflict, match="whoever runs"):
        rules.check_room(have=have, most=most, name="", keepers="")


def test_room_for_photographs_to_the_last_byte() -> None:
    sizes = {"have": 3 * MB, "most": 5 * MB, "name": "", "keepers": "Berit"}
    rules.check_bytes(more=2 * MB, **sizes)  # type: ignore[arg-type]
    with pytest.raises(Conflict, match=r"5 MB.*Berit") as refused:
        rules.check_bytes(more=2 * MB + 1, **sizes)  # type: ignore[arg-type]
    assert refused.value.where == "quota"
    rules.check_bytes(have=9, more=9, most=0, name="", keepers="")
