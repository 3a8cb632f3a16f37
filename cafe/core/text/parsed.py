"""What JSON says: the one reader of what may be damaged, or somebody else's."""

import json
from typing import Any


def parsed(words: str | bytes) -> Any:
    """What `words` say. Raises ValueError when they are no JSON, or nested too deep."""
    try:
        return json.loads(words)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
