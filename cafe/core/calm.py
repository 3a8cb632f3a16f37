"""Long work beside a running wall: it lets others in between, and the collector comes seldom."""

import gc
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
# Python's own 700 looks through everything again and again while ten thousand notes are read.
# Beyond this a note on its way to the walls notices each look (tests/bench/wall.py).
COLLECT_EVERY = 5_000


def calmly(items: Iterable[T]) -> Iterator[T]:
    """`items` one by one; between two of them whoever waits for the process is served.

    Never inside a transaction that writes: it would be held open meanwhile.
    """
    for item in items:
        yield item
        time.sleep(0)  # eventlet's, in the server: its hub looks at every line once


def collect_seldom() -> None:
    """Reading ten thousand notes took twice as long. What there is now is never looked at again."""
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY, 10, 10)
