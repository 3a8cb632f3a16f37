"""Organisations from the command line: a hundred municipalities from a list, and each of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cafe import cli
from cafe.migrations.newest import migrated
from tests.support.app import EMPTY, settings_in
from tests.support.ground import Grounds


@pytest.fixture
def data(grounds: Grounds, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    grounds.lay(EMPTY, tmp_path)
    monkeypatch.setenv("CAFE_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("LANG", "en")
    before = os.umask(0o077)  # the command line makes private files; what comes after need not
    yield tmp_path
    os.umask(before)


def said(capsys: pytest.CaptureFixture[str], *words: str) -> list[list[str]]:
    """What a command prints, in columns."""
    assert cli.main(list(words)) == 0, words
    return [line.split("\t") for line in capsys.readouterr().out.splitlines()]


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert cli.main(list(words)) == 1, words
    return capsys.readouterr().err.strip()


def test_a_hundred_municipalities_from_a_list(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [f"Kommune {number}" for number in range(100)]
    (data / "names").write_text("\ufeff" + "\r\n".join([*names, "", names[0]]) + "\r\n")
    first = said(capsys, "organisation", "add", "--file", str(data / "names"), "--cafes", "50")
    assert [name for _uid, name in first] == names
    again = said(capsys, "organisation", "add", "--file", str(data / "names"))
    assert again == first, "a list may be given again"
    listed = said(capsys, "organisation", "list")
    assert len(listed) == 101
    assert {tuple(row[2:]) for row in listed[1:]} == {("0", "0/50", "0/- MB", "")}


def test_of_a_list_that_is_refused_none_is_made_nor_told_of(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "names").write_text("Lier\nDrammen\n" + "x" * 300)
    assert cli.main(["organisation", "add", "--file", str(data / "names")]) == 1
    assert capsys.readouterr().out == ""
    assert len(said(capsys, "organisation", "list")) == 1


def test_one_is_changed_and_gets_people(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    ((uid, _name),) = said(capsys, "organisation", "add", "--name", "Lier")
    monkeypatch.setattr("sys.stdin", (data / "word").open("w+"))
    for name in ("ada", "ola"):
        (data / "word").write_text("kaffe og kringle 2014\n")
        monkeypatch.setattr("sys.stdin", (data / "word").open())
        words = ("--email", f"{name}@lier.no", "--name", name, "--password-stdin")
        said(capsys, "user", "add", *words, *(("--organisation", "lier") if name == "ola" else ()))
    how = ("--megabytes", "7", "--domains", "lier.no", "--name", "Lier kommune")
    assert said(capsys, "organisation", "set", "LIER", *how) == [[uid, "Lier kommune"]]
    said(capsys, "organisation", "set", uid, "--admin", "ola@lier.no")
    said(capsys, "user", "keeper", "--email", "ola@lier.no")
    rows = said(capsys, "organisation", "list")
    assert rows[1] == [uid, "Lier kommune", "1", "0/-", "0/7 MB", "lier.no"]
    db = migrated(settings_in(data))
    with db.reading() as session:
        from cafe.people.queries import the_person

        ola = the_person(session, "ola@lier.no")
        assert (ola.keeper, ola.admin_of_organisation) == (True, True)
    db.engine.dispose()


def test_what_cannot_be_is_one_sentence_and_nothing_is_done(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys, "organisation", "add", "--name", "Lier")
    (data / "names").write_bytes("Båtsfjord".encode("latin-1"))
    for words in (
        ("add",),
        ("add", "--file", str(data / "names")),
        ("add", "--file", str(data / "nowhere")),
        ("add", "--name", "Asker", "--cafes", "many"),
        ("add", "--name", "x" * 300),
        ("set", "Asker"),
        ("set",),
        ("set", "Lier", "--domains", "no domain!"),
        ("set", "Lier", "--admin", "nobody@lier.no"),
    ):
        assert refused(capsys, "organisation", *words).count("\n") == 0
    assert len(said(capsys, "organisation", "list")) == 2
