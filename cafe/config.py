"""One frozen settings object from the environment and the data folder, checked at start."""

import os
import secrets
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cafe import config_rules
from cafe.core.i18n import _
from cafe.errors import Invalid

PREFIX = "CAFE_"
WRITING_SECONDS = 2.0  # as long as another worker may be writing the key


class Settings(BaseModel):
    """Every setting, with its default. Set one by its name in capitals after `CAFE_`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(description="Folder of the database, pictures and secret key.")
    # Every address of the machine: the tablets come by its Wi-Fi.
    host: str = Field(default="0.0.0.0", description="Address to listen on.")  # noqa: S104
    port: int = Field(default=8014, ge=1, le=65535, description="Port to listen on.")
    database_url: Annotated[str, AfterValidator(config_rules.database)] = Field(
        default="", description="SQLite in the data folder, or `postgresql://…`."
    )
    database_connections: int = Field(
        default=0, ge=0, le=1000, description="At most so many to PostgreSQL from this process."
    )
    async_mode: Literal["eventlet", "threading"] = Field(
        default="eventlet", description="How it waits."
    )
    redis_url: Annotated[str, AfterValidator(config_rules.queue)] = Field(
        default="", description="Message queue between several workers: `redis://…`."
    )
    secret_key: Annotated[str, AfterValidator(config_rules.key)] = Field(
        default="", description="Signs sessions and links. Made at first run."
    )
    public_url: Annotated[str, AfterValidator(config_rules.web_address)] = Field(
        default="", description="Address people type, if not the machine's own."
    )
    hosts: Annotated[str, AfterValidator(config_rules.names)] = Field(
        default="", description="More names the café may be asked by, with spaces between."
    )
    trusted_proxies: int = Field(default=0, ge=0, le=5, description="Reverse proxies in front.")
    security_contact: str = Field(
        default="",
        pattern=r"^([^@\s:]+@[^@\s]+|(mailto|tel|https):\S+)?$",
        description="Who hears of a weakness: e-mail, `https://…` or `tel:…`.",
    )

    smtp_url: Annotated[str, AfterValidator(config_rules.mail_server)] = Field(
        default="", description="Mail server for letters to hosts: `smtps://user:password@host`."
    )
    mail_from: Annotated[str, AfterValidator(config_rules.sender)] = Field(
        default="", description="Whom letters come from: an e-mail address."
    )

    backup: Annotated[Path | None, AfterValidator(config_rules.apart)] = Field(
        default=None, description="Folder for a copy a day: a week's are kept, and four weeks'."
    )

    webhook_allow: Annotated[str, AfterValidator(config_rules.names)] = Field(
        default="", description="Machines of your own network that webhooks may go to."
    )

    oidc_issuer: Annotated[str, AfterValidator(config_rules.issuer)] = Field(
        default="", description="Whom organisers log in with (OpenID Connect): `https://…`."
    )
    oidc_client_id: Annotated[str, AfterValidator(config_rules.beside_issuer)] = Field(
        default="", validate_default=True, description="What the café is called there."
    )
    oidc_client_secret: str = Field(default="", description="The café's secret there.")
    oidc_client_secret_file: Path | None = Field(
        default=None, description="A file that holds the secret, in its place."
    )
    oidc_name: Annotated[str, AfterValidator(config_rules.button)] = Field(
        default="", description="The words on the button: `Logg inn med Feide`."
    )
    oidc_required: Annotated[bool, AfterValidator(config_rules.needs_issuer)] = Field(
        default=False, description="No log-in by password."
    )
    oidc_domains: Annotated[str, AfterValidator(config_rules.names)] = Field(
        default="", description="E-mail domains that get an account by logging in."
    )

    @property
    def sends_mail(self) -> bool:
        """Whether letters can go from here by themselves."""
        return bool(self.smtp_url and self.mail_from)

    @property
    def database(self) -> str:
        """The database's address, SQLite in the data folder unless set."""
        return self.database_url or f"sqlite:///{self.data_dir / 'cafe.db'}"


def default_data_dir() -> Path:
    """`instance/` in a checkout; an installed wheel must be told (its folder may be a cache)."""
    checkout = Path(__file__).resolve().parent.parent
    if (checkout / "pyproject.toml").exists():
        return checkout / "instance"
    raise SystemExit("Set CAFE_DATA_DIR to the folder where this installation keeps its data.")


def load_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Read CAFE_* from `environ` (the process by default).

    Raises pydantic.ValidationError, Invalid when the key cannot be used, OSError for the folder.
    """
    environ = os.environ if environ is None else environ
    folder = data_folder(environ)
    known = {name: PREFIX + name.upper() for name in Settings.model_fields}
    values: dict[str, object] = {n: environ[key] for n, key in known.items() if environ.get(key)}
    values["data_dir"] = folder
    if "secret_key" not in values:
        values["secret_key"] = _kept_secret(folder)
    if path := values.get("oidc_client_secret_file"):
        values["oidc_client_secret"] = _secret_in(str(path))
    return Settings.model_validate(values)


def in_environment(settings: Settings) -> dict[str, str]:
    """The variables from which `load_settings` reads the same again."""
    values = settings.model_dump(mode="json", exclude_none=True)
    return {PREFIX + name.upper(): str(value) for name, value in values.items()}


def data_folder(environ: Mapping[str, str]) -> Path:
    """The folder that `environ` names, made if it is not there. Raises OSError."""
    named = environ.get(f"{PREFIX}DATA_DIR") or str(default_data_dir())
    folder = Path(os.path.expanduser(named)).resolve()  # noqa: PTH111 - as typed
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _secret_in(path: str) -> str:
    """What a file holds for us alone, such as a secret that a container is handed."""
    try:
        return Path(path).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError):
        words = _("%(file)s cannot be read. It should hold the secret alone.", file=path)
        raise Invalid(words, where="oidc_client_secret_file") from None


def _kept_secret(folder: Path) -> str:
    """Made once and kept: a new key at each start would break every session and link."""
    path = folder / "secret.key"
    with suppress(FileExistsError):  # another worker was first; read its key
        _keep_secret(path)
    wait_until = time.monotonic() + WRITING_SECONDS
    while not path.stat().st_size and time.monotonic() < wait_until:
        time.sleep(0.02)
    key = path.read_bytes().strip()
    if len(key) < config_rules.SHORTEST_KEY or not key.isascii():
        raise Invalid(
            _(
                "%(file)s holds no key. Put back the one that was kept with the database. "
                "If there is none, take the file away: a new key is made, with new links.",
                file=path,
            ),
            where="secret_key",
        )
    return key.decode()


def _keep_secret(path: Path) -> None:
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        os.write(file, secrets.token_urlsafe(48).encode())
        os.fsync(file)
    except OSError:  # no room: the next start must not find half a key
        path.unlink()
        raise
    finally:
        os.close(file)
