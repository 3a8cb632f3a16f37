"""Long work beside a running wall: it lets others in between, and the collector comes seldom."""

import gc
import time
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")
# Python's own 700 has it look through everything a few hundred times while a thousand notes are
# read. Cycles are few here; most of what a request makes goes by itself.
COLLECT_EVERY = 50_000


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
