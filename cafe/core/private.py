"""A data folder holds people's words: what lies in it is its owner's alone."""

import os
import stat
from contextlib import suppress
from pathlib import Path

ONLY_OWNER = 0o077  # what others may not, as a umask
# What lies at the top of a data folder; what else may be there is not ours.
OURS = (
    "cafe.db*",
    "secret.key",
    "erased.jsonl",
    "backup.json",
    "setup-word",
    "posters",
    "letterheads",
    "versions",
    "makings",
    "restoring",
)


def keep_private(data_dir: Path) -> None:
    """Take away what others may with a data folder that an earlier version or a copy left open.

    What is made from now on needs the process's umask to be ONLY_OWNER. A folder that others use
    too (it is sticky, as /tmp is, or somebody's home) keeps its own rights; our files do not.
    """
    if not data_dir.stat().st_mode & stat.S_ISVTX and data_dir != Path.home():
        _take_away(data_dir)
    for top in (found for name in OURS for found in data_dir.glob(name)):
        _take_away(top)
        if not top.is_symlink():  # what a link leads to is somebody's own arrangement
            for folder, folders, files in os.walk(top):
                for name in (*folders, *files):
                    _take_away(Path(folder, name))


def _take_away(path: Path) -> None:
    with suppress(FileNotFoundError):  # a job of another worker has taken it away meanwhile
        mode = path.lstat().st_mode
        if mode & ONLY_OWNER and not stat.S_ISLNK(mode) and path.stat().st_uid == os.geteuid():
            path.chmod(stat.S_IMODE(mode) & ~ONLY_OWNER)
