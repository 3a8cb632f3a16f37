"""A heading followed through documents: the same words only, and nothing but quotations."""

from cafe.after.headings import Quoted, followed, mains
from cafe.document.changed import Line


def document(*headings: str, spot: str = "question-1", said: str = "Naboer") -> list[Line]:
    lines = [Line("section", spot, "", "1. Hva er godt?"), Line("text", spot, "Bordet", "Folk!")]
    for heading in headings:
        lines += [Line("heading", spot, "", heading), Line("text", spot, heading, said, "e")]
    return lines


def test_a_heading_in_two_documents_is_followed_in_the_newest_order() -> None:
    newest, before = document("Buss:", "Møte  plasser", said="Nå"), document("møte plasser", "BUSS")
    found = followed({"b": newest, "a": before})
    assert [one.heading for one in found] == ["Buss", "Møte  plasser"]
    assert found[0].told == (
        Quoted("b", "1. Hva er godt?", ("Nå",)),
        Quoted("a", "1. Hva er godt?", ("Naboer",)),
    )
    assert len({one.mark for one in found}) == 2
    composed_otherwise = {"b": document("Gårder"), "a": document("Ga\u030arder")}
    assert len(followed(composed_otherwise)) == 1
    assert all(len(one.mark) == 12 and "buss" not in one.mark for one in found)


def test_twice_in_one_document_is_not_twice() -> None:
    both = document("Buss") + document("Buss", spot="question-2")
    assert followed({"a": both}) == []
    assert len(followed({"b": document("Buss"), "a": both})[0].told) == 3


def test_a_heading_without_a_sentence_or_without_words_is_not_followed() -> None:
    empty = [Line("heading", "question-1", "", "Buss")]
    assert followed({"b": empty, "a": document("Buss")}) == []
    assert followed({"b": document(":"), "a": document(":")}) == []
    assert followed({"b": document("Buss", spot="every-note"), "a": document("Buss")}) == []


def test_main_statements_are_what_stands_above_the_headings() -> None:
    lines = [*document("Buss"), *document("Tog", spot="question-2"), Line("text", "", "", "Slutt")]
    assert mains(lines) == [Quoted("", "1. Hva er godt?", ("Folk!",))] * 2
    assert mains([Line("text", "question-3", "", "ingen")]) == []
