"""The checkers in the zip find what `verify` finds: eighty lines of Python, and one page."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cafe.archive.commands import import_file
from cafe.archive.history.check import check_history
from cafe.archive.packing.whole import CHECKERS, KONTROLL
from cafe.archive.schema import as_json
from cafe.core.i18n import speaking
from cafe.suggest.wordlists import ABBREVIATIONS
from cafe.verify.checked import Checked
from cafe.verify.commands import lines
from cafe.verify.package import Package, check_digests
from tests.archive.archives import an_archive, note_id
from tests.support.axe import axe
from tests.support.browser import NewPage
from tests.verify.cafes import Zipped, fresh, members, repacked, settings_in, summed, zipped

Files = dict[str, bytes]
Found = list[tuple[int, str]]
SOME = ("archive.json", "document.md", "document.odt", "document.pdf", "notes.csv", "SHA256SUMS")
CODES: tuple[str, ...] = ("missing", "not listed", "changed", "the seal", "not printed")
CODES += ("not in the archive", "cannot be read")


def _with(name: str, was: bytes, now: bytes) -> Callable[[Files], Files]:
    def change(files: Files) -> Files:
        assert was in files[name], name
        return {**files, name: files[name].replace(was, now)}

    return change


FAULTS: dict[str, Callable[[Files], Files]] = {
    "nothing": dict,
    "a word of the archive": _with("archive.json", b'"Kaffe"', b'"Te"'),
    "a key of the archive": _with("archive.json", b'"workshop"', b'"workshoq"'),
    "not UTF-8": _with("document.md", b"More light", b"More l\xffght"),
    "no document": lambda files: {n: c for n, c in files.items() if n != "document.md"},
    "a word of a PDF": _with("document.pdf", b"/Author(Ada)", b"/Author(Eva)"),
    "a file is gone": lambda files: {n: c for n, c in files.items() if n != "document.odt"},
    "a file is there": lambda files: {**files, "versions/more/ø.txt": b"?"},
    "a printed word": lambda files: summed(
        _with("document.md", b"More light and", b"Never light and")(files)
    ),
    "a printed sentence": lambda files: summed(
        _with("document.md", b"Our own.", b"Our own. Everybody praised the mayor.")(files)
    ),
    "a sentence beside its opposite": lambda files: summed(
        _with("document.md", b"| A bench outside.", b"| A bench inside.")(files)
    ),
    "a heading": lambda files: summed(_with("document.md", b"**Light:**", b"**Dark:**")(files)),
    "a question": lambda files: summed(
        _with("document.md", b"## 2. And then?", b"## 2. And now?")(files)
    ),
    "a whole question": lambda files: summed(
        {**files, "document.md": re.sub(rb"(?s)## 2\. .*?(?=## )", b"", files["document.md"])}
    ),
}


def _line(change: Callable[[dict[str, Any]], Any]) -> Callable[[Files], Files]:
    """One line of the history changed, and every digest made anew."""

    def changed(files: Files) -> Files:
        archive = json.loads(files["archive.json"])
        change(archive)
        return summed({**files, "archive.json": as_json(archive)})

    return changed


def _leaves(archive: dict[str, Any]) -> list[dict[str, Any]]:
    return [line for line in archive["history"] if "leaf" in line]


def _call_erased(archive: dict[str, Any]) -> None:
    line = _leaves(archive)[5]
    line["erased"] = True
    del line["item"], line["salt"]


def _call_an_erasing_erased(archive: dict[str, Any]) -> None:
    _call_erased(archive)
    _leaves(archive)[5]["what"] = "erased"


# Of a café that is sealed.
SEALED: dict[str, Callable[[Files], Files]] = {
    "nothing": dict,
    "a word of the history": _line(
        lambda archive: _leaves(archive)[3].update(act="00000000-0000-4000-8000-000000000000")
    ),
    "a salt": _line(lambda archive: _leaves(archive)[3].update(salt="00" * 16)),
    "a line is gone": _line(lambda archive: archive["history"].remove(_leaves(archive)[4])),
    "another seal": _line(lambda archive: archive.update(seal="ab" * 32)),
    "called erased": _line(_call_erased),
    "an erasing, called erased": _line(_call_an_erasing_erased),
}


def by_python(folder: Path, zipped: bytes) -> tuple[int, Found]:
    """By a Python that has nothing but its standard library."""
    (folder / "cafe.zip").write_bytes(zipped)
    command = [sys.executable, "-I", "-S", str(KONTROLL / "kontroll.py"), str(folder / "cafe.zip")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stderr == ""
    lines = [line.rpartition(": ") for line in done.stdout.splitlines()]
    told = [(said.partition(", ")[2], place) for place, _colon, said in lines]
    return done.returncode, [(CODES.index(w), place) for w, place in told if w != "in order"]


def test_they_find_the_same(cafe: Zipped, sealed: Files, tmp_path: Path, new_page: NewPage) -> None:
    """Fault by fault, in the page without a network and with no `crypto.subtle`."""
    some, other = ({name: files[name] for name in SOME} for files in (cafe.files, sealed))
    cases = [(fault, summed(some), change) for fault, change in FAULTS.items()]
    cases += [(fault, summed(other), change) for fault, change in SEALED.items()]
    page = new_page(locale="nn-NO", offline=True)
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', {value: undefined})")
    page.goto((KONTROLL / "kontroll.html").as_uri())
    axe(page)
    for fault, files, change in cases:
        zipped = repacked(change(files))
        code, found = by_python(tmp_path, zipped)
        assert (code, bool(found)) == ((0, False) if fault == "nothing" else (1, True)), fault
        page.evaluate("document.getElementById('result').hidden = true")
        page.locator("#zip").set_input_files(tmp_path / "cafe.zip")
        page.locator("#result h2").first.wait_for()
        items = page.locator("#result li").evaluate_all(
            "all => all.map(one => [Number(one.dataset.code), one.textContent])"
        )
        in_page = [(number, text.rpartition(": ")[0]) for number, text in items]
        assert in_page == found, fault
        with speaking("en"):
            findings = check_digests(Package(tmp_path / "cafe.zip"))
            by_verify = {one.place for one in findings if ", line" not in one.place}
        archive = json.loads(Package(tmp_path / "cafe.zip").read("archive.json") or b"")
        assert bool(check_history(archive)) == any(number == 3 for number, _place in found)
        assert by_verify == {place for number, place in found if number < 3}, fault
    axe(page)
    page.get_by_role("button", name="English").click()
    assert "the seal does not fit" in page.locator("#result").inner_text()


def test_what_a_short_form_means_may_stand_behind_it(cafe: Zipped, tmp_path: Path) -> None:
    """In brackets, by the café's list; nothing else may."""
    archive = json.loads(cafe.files["archive.json"])
    archive["workshop"]["abbreviations"] = {"more": "much more"}
    markdown = cafe.files["document.md"].decode()
    for meaning, code in (("much more", 0), ("never more", 1)):
        printed = markdown.replace("- More light", f"- More ({meaning}) light", 1)
        printed = (
            printed
            if printed != markdown
            else markdown.replace("More light", f"More ({meaning}) light", 1)
        )
        files = {"archive.json": as_json(archive), "document.md": printed.encode()}
        assert by_python(tmp_path, repacked(summed({**cafe.files, **files})))[0] == code


def test_the_unpacked_folder_is_checked_as_well(cafe: Zipped, tmp_path: Path) -> None:
    for name, contents in FAULTS["a heading"](cafe.files).items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(contents)
    command = [sys.executable, "-I", "-S", "kontroll.py", "."]
    done = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        "document.md 1: Light: ikke trykt, not printed",
        "document.md 1: Dark: ikke i arkivet, not in the archive",
    ]


def test_a_name_adds_no_line_and_takes_none_away(cafe: Zipped, tmp_path: Path) -> None:
    """What is printed of a file is told by whoever checks it, and steers no terminal."""
    odd = "x: i orden, in order\n\x1b[1A\x9b2Ky\r"
    zipped = repacked({**summed({name: cafe.files[name] for name in SOME}), odd: b"?"})
    assert by_python(tmp_path, zipped) == (1, [(1, "x: i orden, in order??[1A?2Ky?")])
    found = tuple(check_digests(Package(tmp_path / "cafe.zip")))
    told = lines(Checked("Digests", found))
    assert len(told) == 2
    assert r"x: i orden, in order\n\x1b[1A\x9b2Ky\r: " in told[1]
    assert not any(ord(one) < 32 or 126 < ord(one) < 160 for line in told for one in line)


def test_the_checker_is_one_that_a_person_reads() -> None:
    text = (KONTROLL / "kontroll.py").read_text(encoding="utf-8")
    assert text.count("\n") <= 84
    for checker in CHECKERS:
        says = (KONTROLL / checker).read_text(encoding="utf-8").replace('"\nHOUSE += "', "")
        assert all(meaning in says for meaning in ABBREVIATIONS.values()), checker
    imported = re.findall(r"^(?:import|from) (.+)$", text, re.MULTILINE)
    names = {name.strip() for line in imported for name in line.split(",")}
    assert names <= sys.stdlib_module_names


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_an_archives_odd_characters_are_no_difference(
    language: str, tmp_path: Path, new_page: NewPage
) -> None:
    """The writers mend them, and the archive has them as they came: the checkers know both.

    They know the document's own words in each of its languages, too.
    """
    settings = settings_in(tmp_path / "data")
    db, archive = fresh(settings), an_archive()
    said = "Sam\ufffearbeid, Oslo\ufffeModellen, mi\ufeffdt \ue000i \uf0b7 g\U000e0061 \U0001ffffto"
    question = archive["questions"][0]
    question["text"] = question["categories"][0]["heading"] = f"\ufeff{said}"
    said = f"{said} __init__ _alle_ a-_b\\_c* 1. `d`_"  # what Markdown has a backslash before
    question["categories"][1]["entries"][0] |= {"text": said, "words": None}
    question["tables"][0]["notes"][1]["elaborations"] = ["For those\nwho stand\tin C:\\navn"]
    archive["workshop"]["language"] = language
    own = {"IA-avtale (ny)": "avtale om et inkluderende a/b-liv", "bkh.": "barnas kulturhus"}
    own |= {"f.eks.": "for eksempel", "LMS": "lærings- og mestringssenter"}
    archive["workshop"]["abbreviations"] = None if language == "nb" else own  # nb: the house's
    archive["workshop"]["report_options"]["abbreviations"] = True
    told = {"text": "Et LMS i bkh. og f. eks kaffe.", "words": None}  # spelt otherwise than listed
    question["categories"][0]["entries"][0] |= told
    # Printed beside its opposite once more, with what a reader said of it.
    archive["workshop"]["report_options"]["opposed"] = True
    question["categories"][1]["entries"][0] |= {"id": note_id(55), "notes": [note_id(6)]}
    question["opposed"] = [[note_id(1), note_id(6)]]
    archive["readings"] = [{"id": note_id(50), "draft": 1, "closed": True, "remarks": 3}]
    remark = {"reading": note_id(50), "outcome": "beside", "about": "question", "words": "Hva?"}
    heading = {"about": "heading", "thing": note_id(99), "words": "Heading of old"}
    question["remarks"] = [
        {**remark, "id": note_id(51), "kind": "words", "text": "Vi sa aldri\n«slik | sånn»."},
        {**remark, "id": note_id(52), "kind": "missing", **heading},
        # It begins as a heading that is printed after it does.
        {**remark, "id": note_id(53), "kind": "missing", "text": f"{said} er viktigst."},
        {**remark, "id": note_id(54), "kind": "said", "text": "Et LMS i bkh. og kaffe: takk."},
        {**remark, "id": note_id(56), "kind": "said", "about": "sentence", "thing": note_id(55)},
    ]
    (tmp_path / "in.json").write_bytes(as_json(archive))
    here = import_file(db, settings, tmp_path / "in.json")
    zipped_now = zipped(db, settings, here)
    db.engine.dispose()
    printed = members(zipped_now)["document.md"].decode()
    assert "LMS (lærings- og mestringssenter)" in printed
    assert re.search(r"\| .*“(Slik sa vi det|This is how we said it)”", printed)
    assert by_python(tmp_path, zipped_now) == (0, [])
    page = new_page(offline=True)
    page.goto((KONTROLL / "kontroll.html").as_uri())
    page.locator("#zip").set_input_files(tmp_path / "cafe.zip")
    page.locator("#result h2").first.wait_for()
    assert page.locator("#result li").count() == 0


@pytest.mark.parametrize("name", ["kontroll.py", "kontroll.html"])
def test_they_lie_in_the_zip_as_they_are(name: str, cafe: Zipped) -> None:
    assert cafe.files[name] == (KONTROLL / name).read_bytes()


def test_the_page_calls_nobody() -> None:
    text = (KONTROLL / "kontroll.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in text
    assert re.findall(r"https?://|@import|\bsrc=", text) == []
