"""Which stretches of a text are addresses: clear ones, safe to press, letter for letter."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cafe.document.addresses import LONGEST, runs


@pytest.mark.parametrize(
    ("text", "led"),
    [
        ("Se https://a.no/x_y(z), og (www.kommune.no/æ).", "https://a.no/x_y(z) www.kommune.no/æ"),
        ("[HTTP://1.2.3.4:80/a?b=c#d]!", "HTTP://1.2.3.4:80/a?b=c#d"),
        ("Skriv til ola.n@kommune.no! Eller mailto:b@c.no", "ola.n@kommune.no mailto:b@c.no"),
        (
            "https://xn--y-fka.no, https://øy.kommune.no:8080",
            "https://xn--y-fka.no https://øy.kommune.no:8080",
        ),
        ("https://kommune.no@evil.example https://user:p@x.no", ""),
        ("javascript:alert(1) file:///etc/passwd data:text/html,x ftp://a.no", ""),
        ("https://a\u200b.no/x https://a.no/\u202exslx http://\u202eno", ""),
        ("https://кома.no www. www.no a@b @ola http://localhost x.no", ""),
        ("1.5 kl. 10.30, 3/4, m/sone, og/eller", ""),
    ],
)
def test_what_is_an_address(text: str, led: str) -> None:
    assert [run.text for run in runs(text) if run.address] == led.split()


def test_where_they_lead() -> None:
    leads = {run.text: run.address for run in runs("a@b.no www.c.no mailto:d@e.no http://f.no")}
    assert leads == {
        "a@b.no": "mailto:a@b.no",
        " ": "",
        "www.c.no": "https://www.c.no",
        "mailto:d@e.no": "mailto:d@e.no",
        "http://f.no": "http://f.no",
    }
    assert not any(run.address for run in runs(f"https://a.no/{'x' * LONGEST}"))


@example("https://a.no/) www.b.no. ((((((c@d.no")
@given(st.text(st.sampled_from("htps:/w.ano@()[]-_ \u202eæ1?#mailto")))
def test_no_letter_comes_or_goes(text: str) -> None:
    found = runs(text)
    assert "".join(run.text for run in found) == text
    for run in found:
        assert not run.address or run.address.startswith(("http", "HTTP", "mailto:"))
        assert run.text


@pytest.mark.parametrize(
    "text", ["www." * 3000, f"http://{'a' * 10_000}.no", "a." * 5000, "a@" * 5000]
)
def test_no_text_takes_long(text: str) -> None:
    before = time.process_time()
    runs(text)
    assert time.process_time() - before < 1
