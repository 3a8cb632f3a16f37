"""`verify`: what is untouched is in order, what is planted is found, what is hostile is told."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, OutlineItem, Pdf

from cafe.archive.packing.package import MANIFEST
from cafe.cli import main
from cafe.core.i18n import speaking
from cafe.errors import Invalid
from cafe.model import Database
from cafe.verify import package
from cafe.verify.checks import checks
from cafe.verify.commands import lines
from cafe.verify.files import compared
from cafe.verify.ledgers import of_history, of_seal
from tests.verify.cafes import Zipped, members, repacked, summed, verified, wrong, zipped


def test_what_nobody_touched_is_in_order(
    cafe: Zipped, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By the command, from the zip alone, in the terminal's language."""
    (tmp_path / "cafe.zip").write_bytes(repacked(cafe.files))
    assert main(["verify", str(tmp_path / "cafe.zip")]) == 0
    checked, unseen = capsys.readouterr().out.split("\n\n")
    told = checked.splitlines()
    assert len(told) == 14
    assert all(line.startswith("I orden") for line in told), told
    assert "har ikke noe segl" in unseen


def test_all_that_is_planted_is_found(cafe: Zipped, tmp_path: Path) -> None:
    """By somebody who writes the list of digests anew."""
    files = dict(cafe.files)

    def replaced(name: str, was: str, now: str) -> None:
        assert was.encode() in files[name], name
        files[name] = files[name].replace(was.encode(), now.encode(), 1)

    replaced("archive.json", "soup", "cake")
    replaced("document.md", "posters/bord-1.png", "posters/bord-3.png")
    replaced("versions/draft-1/document.md", "More light", "Less light")
    replaced("versions/draft-1/version.json", "chair", "sofa")
    files["posters/bord-1.png"] = files["posters/bord-3.png"]
    files["posters/bord-7.png"] = files["posters/bord-3.png"]
    files["notes.txt"] = b"beside"
    with speaking("en"):
        found = verified(tmp_path, repacked(summed(files)))
        told = [line for one in found for line in lines(one)]
    assert [one.name for one in found if one.fine] == [
        "Digests",
        "Archive",
        "History",
        "Whose the words are",
    ]
    for part in (
        "document.docx, “1. Table 3: KAFÉ 3”: “cake” is now “soup”",
        "document.pdf, question 1",
        "document.html, “1. Table 3: KAFÉ 3”",
        "document.odt, “1. Table 3: KAFÉ 3”",
        "notes.csv, row 11: “cake” is now “soup”",
        "notes.xlsx, Notes, row 11: “cake” is now “soup”",
        "the door. (Elaborated…”: “1](posters/bord-1.png)” is now",
        "posters/bord-1.png: is not the poster that the notes draw",
        "versions/draft-1/document.md, question 1, under “Light”: “More” is now “Less”",
        "versions/draft-1/version.json: its lines are not its document's",
        "posters/bord-7.png: belongs to nothing in the archive",
        "notes.txt: belongs to nothing in the archive",
    ):
        assert any(part in line for line in told), "\n".join([part, *told])


def test_digests_tell_both_ways(cafe: Zipped, tmp_path: Path) -> None:
    files = dict(cafe.files)
    files["archive.json"] = files["archive.json"].replace(b'"Kaffe"', b'"Te"')
    del files["document.pdf"]
    files["more.txt"] = b"?"
    (tmp_path / "x.zip").write_bytes(repacked(files))
    with zipfile.ZipFile(tmp_path / "x.zip", "a") as twice, pytest.warns(UserWarning, match="more"):
        twice.writestr("more.txt", b"!")
    with speaking("en"):
        found = list(map(str, package.check_digests(package.Package(tmp_path / "x.zip"))))
    assert found[:-1] == [
        "more.txt: is there twice",
        "document.pdf: is missing",
        "more.txt: is not in the list of digests",
        "archive.json: is not the file that the digest was made of",
    ]
    assert found[-1].startswith("archive.json, line ")
    assert '“"text": "Te"” is not what stood there' in found[-1]


def test_an_older_zip_says_what_could_not_be_checked(
    cafe: Zipped, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = ("archive.json", "posters/3-1.jpg", "posters/bord-1.png", "posters/bord-3.png")
    (tmp_path / "old.zip").write_bytes(repacked({name: cafe.files[name] for name in old}))
    assert main(["verify", str(tmp_path / "old.zip")]) == 1
    told = capsys.readouterr().out
    assert "FEIL" not in told
    assert told.count("IKKE KONTROLLERT") == 9, told
    assert told.count("I orden") == 4


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (b"<h2", b'<h2 style="display:none"'),
        (b"<li>", b'<li title="Everybody is happy">'),
        (b"<head>", b'<head><base href="https://example.org/">'),
        (b"</body>", b'<input value="Everybody is happy"></body>'),
        (b"</body>", b"<hr></body>"),
        (b"</style>", b"li{display:none}</style>"),
    ],
)
def test_what_hides_or_adds_words_of_a_page_is_found_whoever_wrote_it(
    was: bytes, now: bytes, cafe: Zipped
) -> None:
    page = cafe.files["document.html"]
    assert was in page
    forged = page.replace(was, now, 1)
    assert list(compared("document.html", page, forged, to_the_byte=False))


def _attached(pdf: Pdf) -> None:
    pdf.attachments["x.txt"] = b"Everybody is happy"


def _bookmarked(pdf: Pdf) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("Everybody is happy", 0))


def _acting(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def _layered(pdf: Pdf) -> None:
    pdf.Root.OCProperties = Dictionary(OCGs=Array([]), D=Dictionary())


@pytest.mark.parametrize("change", [_attached, _bookmarked, _acting, _layered])
def test_what_lies_round_the_pages_of_a_pdf_is_found_whoever_wrote_it(
    change: Callable[[Pdf], None], sealed: dict[str, bytes]
) -> None:
    was, forged = sealed["document.pdf"], io.BytesIO()
    with Pdf.open(io.BytesIO(was)) as pdf:
        change(pdf)
        pdf.save(forged)
    assert list(compared("document.pdf", was, forged.getvalue(), to_the_byte=False))


def test_files_of_another_program_are_told_to_be_looked_at_for_their_words_alone(
    cafe: Zipped, tmp_path: Path
) -> None:
    about = cafe.files[MANIFEST].split(b"\n")[0]
    files = summed(cafe.files | {MANIFEST: cafe.files[MANIFEST].replace(about, b"# another 1.0")})
    files["document.pdf"] += b"% another program's\n"
    files["kontroll.py"] += b"# and its checker\n"
    found = verified(tmp_path, repacked(summed(files)))
    assert wrong(found) == ["document.pdf: not checked", "Plakater: not checked"]


def test_an_archive_alone_is_checked_as_far_as_it_goes(
    sealed: dict[str, bytes], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "archive.json").write_bytes(sealed["archive.json"])
    assert main(["verify", str(tmp_path / "archive.json")]) == 1
    told = capsys.readouterr().out
    assert "FEIL" not in told
    assert all(
        name in told for name in ("I orden            Arkiv", "I orden            Historikk")
    )


def test_the_same_cafe_gives_the_same_zip(cafe: Zipped) -> None:
    db = Database(cafe.settings.database)
    assert members(zipped(db, cafe.settings, cafe.here)) == cafe.files
    db.engine.dispose()


def bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("archive.json", b" " * 1000)
    data = bytearray(buffer.getvalue())
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):  # says that it is 4 GB
        start = data.index(mark) + at
        data[start : start + 4] = b"\xf0\xff\xff\xff"
    return bytes(data)


HOSTILE: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "no zip": lambda _files: b"hello",
    "empty": lambda _files: b"",
    "an archive cut short": lambda files: files["archive.json"][:500],
    "cut short": lambda files: repacked(files)[:5000],
    "a bomb": lambda _files: bomb(),
    "no archive": lambda _files: repacked({MANIFEST: b""}),
    "an archive of nothing": lambda files: repacked({**files, "archive.json": b"{}"}),
    "no text": lambda files: repacked({**files, "archive.json": b"\xff\xfe\x00"}),
    "very deep": lambda files: repacked({**files, "archive.json": b"[" * 100_000}),
    "a way out": lambda files: repacked({"../archive.json": files["archive.json"]}),
    "no picture": lambda files: repacked({**files, "posters/3-1.jpg": b"<svg/>"}),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_is_told_in_words(
    what: str, cafe: Zipped, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.zip").write_bytes(HOSTILE[what](cafe.files))
    assert main(["verify", str(tmp_path / "x.zip")]) == 1
    out, err = capsys.readouterr()
    assert "Traceback" not in out + err
    assert "FEIL" in out or err.strip()


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>'
)


@pytest.mark.parametrize("name", ["document.docx", "document.odt", "document.pdf", "document.html"])
@pytest.mark.parametrize("contents", [b"", b"PK\x03\x04", b"%PDF-1.7", BOMB, b"\x00" * 1000])
def test_a_hostile_document_is_told(name: str, contents: bytes, cafe: Zipped) -> None:
    inside = {"docx": "word/document.xml", "odt": "content.xml"}.get(name[9:])
    if inside and contents == BOMB:
        contents = repacked({**members(cafe.files[name]), inside: BOMB})
    found = list(compared(name, cafe.files[name], contents, to_the_byte=True))
    assert found
    assert all(finding.place.startswith(name) for finding in found)
    assert "root:" not in repr(found)


def test_a_cafe_of_the_house_is_checked_by_its_id(
    cafe: Zipped,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """And what the database has of its versions beside what lies on the disk."""
    monkeypatch.setenv("CAFE_DATA_DIR", str(cafe.settings.data_dir))
    facts = next(Path(cafe.settings.data_dir).glob("versions/*/*/version.json"))
    was = facts.read_bytes()
    told = json.loads(was)
    told["lines"][0][3] = "ANOTHER GATHERING"
    told["document"]["header"] = "ANOTHER GATHERING"
    facts.write_text(json.dumps(told), encoding="utf-8")
    try:
        assert main(["verify", cafe.here]) == 1
    finally:
        facts.write_bytes(was)
    told_lines = capsys.readouterr().out.splitlines()
    assert [line for line in told_lines if line.startswith("FEIL")] == [
        "FEIL               versions/draft-1/"
    ]
    assert any("linjene er ikke de som ble lagret" in line for line in told_lines)
    assert main(["verify", "nobody"]) == 1
    assert main(["verify", "no-such-file.zip"]) == 1
    assert "no-such-file.zip" in capsys.readouterr().err


def test_a_file_that_is_no_zip_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04")
    with pytest.raises(Invalid):
        list(checks(tmp_path / "x.zip"))


def test_a_seal_that_was_shown_is_looked_for(sealed: dict[str, bytes]) -> None:
    """The right one by the command, in test_honest.py."""
    archive = json.loads(sealed["archive.json"])
    seal = archive["seal"]
    assert of_seal(archive, seal.upper()).fine
    for said in (seal[::-1], "kaffe og kake", ""):
        assert len(of_seal(archive, said).findings) == 1


def test_what_was_changed_outside_the_log_is_found(sealed: dict[str, bytes]) -> None:
    """In a note of the archive, however everything else is made anew to fit: the history tells."""
    archive = json.loads(sealed["archive.json"])
    note = archive["questions"][0]["tables"][0]["notes"][0]
    note["text"] = "Alle er fornøyde med kommunen."
    found = of_history(archive).findings
    assert [one.place for one in found] == ["questions[0].tables[0].notes[0]"]
