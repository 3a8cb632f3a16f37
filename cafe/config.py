"""One frozen settings object from the environment and the data folder, checked at start."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

PREFIX = "CAFE_"


class Settings(BaseModel):
    """Every setting, with its default. Set one by its name in capitals after `CAFE_`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    data_dir: Path = Field(description="Folder of the database, pictures and secret key.")
    # Every address of the machine: the tablets come by its Wi-Fi.
    host: str = Field(default="0.0.0.0", description="Address to listen on.")  # noqa: S104
    port: int = Field(default=8014, ge=1, le=65535, description="Port to listen on.")
    database_url: str = Field(
        default="", description="SQLite in the data folder, or `postgresql://…`."
    )
    async_mode: Literal["eventlet", "threading"] = Field(
        default="eventlet", description="How it waits."
    )
    redis_url: str = Field(
        default="", description="Message queue between several workers: `redis://…`."
    )
    secret_key: str = Field(default="", description="Signs sessions and links. Made at first run.")
    public_url: str = Field(
        default="", description="Address people type, if not the machine's own."
    )
    hosts: str = Field(
        default="", description="More names the café may be asked by, with spaces between."
    )
    trusted_proxies: int = Field(default=0, ge=0, le=5, description="Reverse proxies in front.")
    security_contact: str = Field(
        default="",
        pattern=r"^([^@\s:]+@[^@\s]+|(mailto|tel|https):\S+)?$",
        description="Who hears of a weakness: e-mail, `https://…` or `tel:…`.",
    )

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
    """Read CAFE_* from `environ` (the process by default). Raises pydantic.ValidationError."""
    environ = os.environ if environ is None else environ
    known = {name: PREFIX + name.upper() for name in Settings.model_fields}
    values: dict[str, object] = {n: environ[key] for n, key in known.items() if environ.get(key)}
    if "data_dir" not in values:
        values["data_dir"] = default_data_dir()
    folder = Path(str(values["data_dir"])).expanduser().resolve()
    folder.mkdir(parents=True, exist_ok=True)
    values["data_dir"] = folder
    values.setdefault("secret_key", _kept_secret(folder))
    return Settings.model_validate(values)


def _kept_secret(folder: Path) -> str:
    """Made once and kept: a new key at each start would break every session and link."""
    path = folder / "secret.key"
    if not path.exists():
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(48))
        except FileExistsError:
            pass  # another worker was first; read its key
    return path.read_text().strip()
