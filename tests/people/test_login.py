"""The first account for who has the word; strangers slowed, never the organiser's own browser."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from argon2 import Type, extract_parameters
from flask import Flask

from cafe.people import actions, setup_word
from cafe.web.limits.rates import has_spent, left
from tests.support.app import DEAR, PASSWORD, Visitor


def folder(app: Flask) -> Path:
    found: Path = app.extensions["cafe"].settings.data_dir
    return found


@pytest.fixture
def hashes(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What argon2 was asked to do, while it does it."""
    asked: list[str] = []
    for name in ("fits", "hash_password"):
        real = getattr(actions, name)

        def told(*words: str, real: object = real, name: str = name) -> object:
            asked.append(name)
            return real(*words)  # type: ignore[operator]

        monkeypatch.setattr(actions, name, told)
    return asked


def from_elsewhere(app: Flask, number: int) -> Visitor:
    stranger = Visitor(app)
    stranger.client.environ_base["REMOTE_ADDR"] = f"10.0.{number // 250}.{number % 250}"
    return stranger


@pytest.mark.parametrize("word", ["", "AAAA-AAAA-AAAA-AAAA", "é", "x" * 9000])
def test_nobody_makes_the_first_account_without_the_word(
    visitor: Visitor, cafe_app: Flask, hashes: list[str], word: str
) -> None:
    setup_word.offer(folder(cafe_app))
    answer = visitor.make_first(word=word)
    assert answer.status_code == 403
    assert "This is not the setup word." in answer.text
    assert 'value="berit@example.org"' in answer.text
    assert hashes == []
    assert visitor.get("/").location == "/start"
    assert visitor.make_first().location == "/workshops"


def test_without_a_file_no_word_opens(visitor: Visitor, cafe_app: Flask) -> None:
    assert not setup_word.path_of(folder(cafe_app)).exists()
    assert visitor.make_first(word="").status_code == 403


def test_a_file_that_never_got_its_word_opens_nothing(visitor: Visitor, cafe_app: Flask) -> None:
    path = setup_word.path_of(folder(cafe_app))
    for kept in ("", "\n"):
        path.write_text(kept)  # the power went
        typed = {"word": kept, "name": "A", "email": "a@b.no", "password": PASSWORD}
        assert visitor.post("/start", **typed).status_code == 403
        assert len(setup_word.offer(folder(cafe_app))) == 19, "another one is made"


def test_the_word_is_for_its_owner_alone_and_dies_with_the_first_account(
    visitor: Visitor, cafe_app: Flask
) -> None:
    word = setup_word.offer(folder(cafe_app))
    path = setup_word.path_of(folder(cafe_app))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    typed = f" {word.lower().replace('-', ' ')} "
    assert visitor.make_first(word=typed).location == "/workshops"
    assert not path.exists()
    late = Visitor(cafe_app).make_first(word=word, email="snik@example.org")
    assert late.status_code == 409


def test_workers_that_start_at_once_know_one_word(tmp_path: Path) -> None:
    with ThreadPoolExecutor(16) as workers:
        words = set(workers.map(lambda _worker: setup_word.offer(tmp_path), range(64)))
    assert len(words) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["setup-word"]


def test_wrong_setup_words_are_counted(visitor: Visitor, cafe_app: Flask) -> None:
    setup_word.offer(folder(cafe_app))
    answers = [visitor.make_first(word="nei").status_code for _try in range(125)]
    assert answers[0] == 403
    assert answers[-1] == 429


def test_a_browser_that_was_in_before_gets_its_try_whatever_strangers_do(
    organiser: Visitor, cafe_app: Flask
) -> None:
    organiser.post("/logout")
    stranger = Visitor(cafe_app)
    answers = [stranger.log_in(password=f"feil nummer {number}") for number in range(60)]
    assert "do not belong together" in answers[0].text
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert organiser.log_in().location == "/workshops"


def test_other_spellings_of_an_address_are_no_further_tries(
    organiser: Visitor, cafe_app: Flask
) -> None:
    organiser.post("/logout")
    wide = [chr(ord(letter) + 0xFEE0) for letter in "example"]
    stranger = Visitor(cafe_app)
    for at in range(60):
        name = "".join(wide[i] if at >> i & 1 else "example"[i] for i in range(7))
        answer = stranger.log_in(email=f"berit@{name}.org", password="feil")
    assert answer.status_code == 429


def test_one_stranger_does_not_shut_out_who_comes_from_elsewhere(
    organiser: Visitor, cafe_app: Flask
) -> None:
    stranger = Visitor(cafe_app)
    for number in range(60):
        stranger.log_in(password=f"feil nummer {number}")
    assert from_elsewhere(cafe_app, 1).log_in().location == "/workshops"
    assert organiser.get("/workshops").status_code == 200


def test_many_strangers_are_slowed_at_one_account_and_others_go_free(
    organiser: Visitor, cafe_app: Flask, hashes: list[str]
) -> None:
    organiser.post("/logout")
    with cafe_app.app_context():
        while left("login", "berit@example.org") > 5:
            has_spent("login", "berit@example.org")
    crowd = [from_elsewhere(cafe_app, number) for number in range(30)]
    answers = [one.log_in(password="feil passord").status_code for one in crowd]
    assert (answers[0], answers[-1]) == (404, 429)
    assert len(hashes) == answers.count(404) < len(crowd), "what is refused is not tried"
    assert from_elsewhere(cafe_app, 999).log_in(email="x@example.org").status_code == 404
    assert organiser.log_in().location == "/workshops"


def test_a_password_is_kept_as_dear_as_the_library_advises() -> None:
    kept = extract_parameters(DEAR.hash("kaffe"))
    assert kept.type is Type.ID
    assert kept.memory_cost >= 65536
    assert kept.time_cost >= 3


def test_an_account_that_does_not_exist_is_answered_as_one_that_does(
    organiser: Visitor, cafe_app: Flask
) -> None:
    ways = []
    for email in ("berit@example.org", "nobody@example.org"):
        stranger = Visitor(cafe_app)
        answers = [stranger.log_in(email=email, password="feil passord") for _try in range(12)]
        ways.append([answer.status_code for answer in answers])
    assert ways[0] == ways[1]
    assert organiser.get("/workshops").status_code == 200


def test_a_forged_device_is_a_stranger(organiser: Visitor, cafe_app: Flask) -> None:
    organiser.post("/logout")
    cookie = organiser.client.get_cookie("kafe-known-1", path="/login")
    assert cookie
    nonce = cookie.value.partition(".")[0]
    forged = (f"{nonce}.{'0' * 64}", f"{nonce}.", "", "é.é", f"x{cookie.value}")
    for number, value in enumerate(forged):
        forger = from_elsewhere(cafe_app, number)
        with cafe_app.app_context():
            for _try in range(10):
                has_spent("wrong-password", "password", f"berit@example.org 10.0.0.{number}")
        forger.client.set_cookie("kafe-known-1", value, path="/login")
        assert forger.log_in().status_code == 429, value
    assert organiser.log_in().location == "/workshops"


@pytest.mark.parametrize("password", ["a" * 20, "password123", "Berit Bakke", "dialogkafé2026"])
def test_a_password_that_anybody_would_try_is_refused_in_words(
    visitor: Visitor, password: str
) -> None:
    answer = visitor.make_first(password=password)
    assert answer.status_code == 422
    assert "tried first" in answer.text
    assert visitor.make_first(password=PASSWORD).location == "/workshops"
