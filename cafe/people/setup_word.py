"""The setup word: whoever makes the first account must have seen the server's terminal or disk.

It lies in the data folder, readable by its owner alone, as long as there is no account; so all
workers of one installation know the same. Afterwards the file is gone and the word is dead.
"""

import hmac
import os
import secrets
from pathlib import Path

from cafe.people.links import LETTERS

GROUPS, IN_GROUP = 4, 4  # 24^16: 73 bits, and still something that can be typed by hand


def path_of(data_dir: Path) -> Path:
    """Where the word lies."""
    return data_dir / "setup-word"


def offer(data_dir: Path) -> str:
    """The word, made now if there is none yet. Of workers that start at once, one makes it."""
    path = path_of(data_dir)
    if not _kept(data_dir):
        if path.exists() and not _kept(data_dir):  # the power went before it was on the disk
            path.unlink(missing_ok=True)
        whole = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        with os.fdopen(os.open(whole, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(_new_word() + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(whole, path)  # all of it or nothing, and never over another's
        except FileExistsError:
            pass
        finally:
            whole.unlink()
    return path.read_text(encoding="ascii").strip()


def fits(data_dir: Path, typed: str) -> bool:
    """True when `typed` is the word, with or without its dashes. False when there is none."""
    kept = _kept(data_dir)
    return bool(kept) and hmac.compare_digest(kept.encode(), _plain(typed).encode())


def _kept(data_dir: Path) -> str:
    """The letters of the word, "" when there is none."""
    try:
        return _plain(path_of(data_dir).read_text(encoding="ascii"))
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def forget(data_dir: Path) -> None:
    """There is an account now."""
    path_of(data_dir).unlink(missing_ok=True)


def _new_word() -> str:
    groups = ("".join(secrets.choice(LETTERS) for _ in range(IN_GROUP)) for _ in range(GROUPS))
    return "-".join(groups)


def _plain(word: str) -> str:
    return "".join(word.split()).replace("-", "").upper()
