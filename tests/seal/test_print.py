"""The seal at the foot of the document and in the accounts, in every format."""

import io
import re
import zipfile
from datetime import date

import pytest

from cafe.document.compose import composed
from cafe.document.material import Material, Question, Seal
from cafe.document.options import options_of
from cafe.report.export import WRITERS
from tests.writers.pdf_text import text_of

SEAL = Seal("0cbd" * 16)
FOOT = f"{' '.join(SEAL.words)} (0cbd 0cbd 0cbd 0cbd)"
MATERIAL = Material("nb", "ET GODT STED", "OPPSUMMERING", date(2026, 11, 12))
MATERIAL = Material(**{**vars(MATERIAL), "questions": (Question(1, "Hva?", piles={"typed": 0}),)})


def printed(material: Material, format: str) -> str:
    """What is read in the file, without its marks and white space."""
    data = WRITERS[format](composed(material), {})
    if format == "pdf":
        return text_of(data, feet=False)
    if format in ("docx", "odt"):
        inside = {"docx": "word/document.xml", "odt": "content.xml"}[format]
        data = zipfile.ZipFile(io.BytesIO(data)).read(inside)
    return plain(re.sub(r"<style>.*?</style>|<[^>]+>", " ", data.decode(), flags=re.S))


def plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("format", WRITERS)
def test_it_is_the_last_that_is_read(format: str) -> None:
    text = printed(Material(**{**vars(MATERIAL), "seal": SEAL}), format)
    assert text.endswith(plain(FOOT))
    assert plain("Seglet til kafeen") in text


@pytest.mark.parametrize("format", WRITERS)
def test_a_cafe_without_one_prints_none(format: str) -> None:
    assert "egl" not in printed(MATERIAL, format)


def test_the_accounts_have_all_of_it() -> None:
    options = options_of({"accounts": True}, False)
    sealed = composed(Material(**{**vars(MATERIAL), "seal": SEAL, "options": options}))
    [accounts] = sealed.appendices
    assert accounts.parts[-1].items[:2] == (" ".join(SEAL.words), " ".join(["0cbd"] * 16))
    bare = composed(Material(**{**vars(MATERIAL), "options": options}))
    assert "egl" not in bare.appendices[0].parts[-1].heading
