"""What an OpenDocument text is made of: valid by OASIS' schema, ours alone; it says what it is."""

import re
from pathlib import Path

import pytest
from openxml_audit import OdfValidator

from cafe.document.edition import digest_of, line, short, title_of
from cafe.report.export import written
from cafe.writers.pictures import drawn
from tests.writers.test_every_format import ALL, cafe
from tests.writers.test_word import LED, document, parts


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    draft, final, whole = document(final=False), document(final=True), cafe(ALL)
    return {
        "draft": written(draft, "odt", drawn(draft), None),
        "final": written(final, "odt", {}, None),
        "all of it": written(whole, "odt", drawn(whole), None),
    }


def test_it_is_valid_and_nothing_of_a_library_is_left(
    files: dict[str, bytes], tmp_path: Path
) -> None:
    for kind, file in files.items():
        (tmp_path / "a.odt").write_bytes(file)
        found = OdfValidator(relaxng_validation=True).validate(tmp_path / "a.odt").errors
        assert [one for one in found if one.severity.value == "error"] == [], kind
        assert not re.search("Thumbnails|Configurations2|settings", " ".join(parts(file)))


def test_it_says_which_version_it_is_and_whose(files: dict[str, bytes]) -> None:
    draft, final = document(final=False), document(final=True)
    pages = parts(files["draft"])["styles.xml"]
    assert ">Draft</text:p></style:header>" in pages
    assert f">{line(draft)}</text:p></style:footer>" in pages
    last = parts(files["final"])["styles.xml"]
    assert "<style:header>" not in last
    assert short(digest_of(final)) in last
    meta = parts(files["draft"])["meta.xml"]
    for said in (title_of(draft), "Helse Nord", "26/123", "Draft 2", ">Light<"):
        assert said in meta, said


def test_an_address_leads_somewhere_and_the_contents_to_pages(files: dict[str, bytes]) -> None:
    text = parts(files["draft"])["content.xml"]
    assert re.findall(r'xlink:href="((?:http|mailto)[^"]+)"', text) == [
        "https://example.no/a?b=1&amp;c=%C3%A6%25zz",
        "https://www.example.no",
        "mailto:a@example.no",
    ]
    words = re.sub("<[^>]+>", "", re.sub("<text:s [^>]+>", " ", text)).replace("&amp;", "&")
    assert LED in words
    contents = parts(files["all of it"])["content.xml"]
    assert 'text:reference-format="page" text:ref-name="question-1"' in contents
