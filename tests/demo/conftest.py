"""What the demo is built with."""

from pathlib import Path

import pytest

from cafe.config import Settings, load_settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings with a folder and a secret of their own."""
    return load_settings({"CAFE_DATA_DIR": str(tmp_path)})
