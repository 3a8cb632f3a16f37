"""A real, certified OpenID Connect provider in a process of its own, and somebody who logs in."""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
import requests
from flask import Flask

from cafe.config import Settings
from cafe.setup.packages import node
from tests.support.app import Visitor, application, settings_in
from tests.support.ground import Known
from tests.support.programs.process import stop
from tests.support.waiting import free_port, listens, wait_for

PROGRAM = Path(__file__).with_name("provider.mjs")
StartCafe = Callable[..., Flask]
CLIENT, SECRET = "cafe", "a secret between the two"
OLA: dict[str, Any] = {
    "email": "ola@kommune.example",
    "email_verified": True,
    "name": "Ola Nordmann",
}


class LogInService:
    """The provider; `issuer` is known before it starts. Nobody has a password there."""

    def __init__(self, folder: Path) -> None:
        """Prepare; `start()` starts it."""
        self._port = free_port()
        self.issuer = f"http://localhost:{self._port}"  # another site than the café's
        self._accounts, self._log = folder / "accounts.json", folder / "provider.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.has()

    def has(self, **accounts: dict[str, Any]) -> None:
        """Who has an account there from now on: `sub` and the claims."""
        self._accounts.write_text(json.dumps({"ola": OLA, **accounts}), encoding="utf-8")

    def start(self, *bases: str) -> None:
        """Start it for the cafés at these addresses, and wait until it listens."""
        said = {"port": self._port, "base": bases, "client": CLIENT, "secret": SECRET}
        said |= {"accounts": str(self._accounts)}
        with self._log.open("ab") as log:
            command = [node(), str(PROGRAM), json.dumps(said)]
            process = subprocess.Popen(command, stdout=log, stderr=log)
        self._process = process
        wait_for(
            lambda: process.poll() is not None or listens(self._port),
            what=f"the provider to listen (see {self._log})",
        )
        assert process.poll() is None, self._log.read_text()

    def kill(self) -> None:
        """As when its machine goes down."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """In the end."""
        if self._process and self._process.poll() is None:
            stop(self._process)

    @property
    def settings(self) -> dict[str, str]:
        """What a café is told of it."""
        said = {"issuer": self.issuer, "client_id": CLIENT, "client_secret": SECRET}
        return {f"CAFE_OIDC_{name.upper()}": value for name, value in said.items()}

    def told(self, settings: Settings, **more: Any) -> Settings:
        """These settings, with the provider."""
        mine = {"oidc_issuer": self.issuer, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        return settings.model_copy(update={**mine, "public_url": "http://localhost", **more})

    def logs_in(self, address: str, sub: str) -> str:
        """Go to `address` there as a browser does, log in as `sub`; where that leads back to."""
        with requests.Session() as browser:
            browser.trust_env = False
            answer = browser.get(address, allow_redirects=False)
            while answer.status_code in (302, 303):
                there = urljoin(answer.url, answer.headers["Location"])
                if not there.startswith(self.issuer):
                    return there
                answer = browser.get(there, allow_redirects=False)
                if answer.status_code == 200:
                    answer = browser.post(there, data={"login": sub}, allow_redirects=False)
        raise AssertionError(f"the provider said {answer.status_code}: {answer.text[:2000]}")


@contextmanager
def a_log_in_service(folder: Path, bases: Sequence[str]) -> Iterator[LogInService]:
    """One that is stopped in the end."""
    one = LogInService(folder)
    one.start(*bases)
    yield one
    one.stop()


@pytest.fixture(scope="session")
def log_in_service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LogInService]:
    """The provider of a café that is asked in this process."""
    with a_log_in_service(tmp_path_factory.mktemp("provider"), ["http://localhost"]) as one:
        yield one


@pytest.fixture
def cafe_with(known: Known, tmp_path: Path, log_in_service: LogInService) -> Iterator[StartCafe]:
    """Makes the café on the test's ground, told of the provider and of `more`."""
    with ExitStack() as stack:

        def make(**more: Any) -> Flask:
            settings = log_in_service.told(settings_in(tmp_path), **more)
            return stack.enter_context(application(tmp_path, settings))

        yield make


def goes_there(visitor: Visitor, following: str = "") -> str:
    """The address at the provider."""
    answer = visitor.get(f"/login/oidc?next={following}")
    assert answer.status_code == 302, answer.text
    return str(answer.location)


def comes_back(visitor: Visitor, service: LogInService, sub: str, following: str = "") -> Any:
    """What the café answers to who has logged in as `sub` there."""
    there = service.logs_in(goes_there(visitor, following), sub)
    return visitor.get(there.removeprefix("http://localhost"))
