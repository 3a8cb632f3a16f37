"""What a job says when its file is ready."""

from pathlib import Path

from cafe.core.i18n import speaking
from cafe.jobs.folder import RESULT, put_json
from cafe.jobs.status import _ready


def test_a_file_with_unknown_characters_is_ready_and_says_so(tmp_path: Path) -> None:
    with speaking("en"):
        assert _ready(tmp_path) == "Ready."
        put_json(tmp_path / RESULT, {"unknown": "ꀀ"})
        assert _ready(tmp_path).startswith("Ready. A small box stands for 1 character")
        assert "(ꀀ)" in _ready(tmp_path)
