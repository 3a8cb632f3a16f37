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

DRAWING = re.compile(r"^No Relax NG schema route for manifest XML part '/Pictures/bord-\d+\.svg'")


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
        errors = [one for one in found if one.severity.value == "error"]
        # A drawing is no part of the text, but its kind ends in "xml": no schema is for it.
        assert [one for one in errors if not DRAWING.search(one.description)] == [], kind
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


def test_a_poster_is_drawn_in_lines_with_a_picture_beside(files: dict[str, bytes]) -> None:
    found = parts(files["draft"])
    [frame] = re.findall("<draw:frame.*?</draw:frame>", found["content.xml"])
    assert re.findall('xlink:href="([^"]+)"', frame) == [
        "Pictures/bord-1.svg",
        "Pictures/bord-1.png",
    ]
    drawing = found["Pictures/bord-1.svg"]
    assert drawing.startswith("<svg")
    # LibreOffice shows a colour of eight figures as if nothing shone through it.
    assert not re.search('="#[0-9a-f]{8}"', drawing)
    assert 'fill-opacity="0.110"' in drawing


def test_other_writings_are_as_large_and_bold_as_ours(files: dict[str, bytes]) -> None:
    looks = parts(files["draft"])["styles.xml"]
    for name in ("size", "weight"):
        plain = re.findall(rf'fo:font-{name}="([^"]+)"', looks)
        assert len(plain) > 2
        for kind in ("asian", "complex"):
            assert re.findall(rf'style:font-{name}-{kind}="([^"]+)"', looks) == plain
