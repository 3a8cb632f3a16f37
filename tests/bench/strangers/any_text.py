"""Cafés with any text in any field, through every format and back, by the hundred.

python -m tests.bench.strangers.any_text [COUNT] [FIRST]: COUNT cafés from the seeds FIRST and on;
each has some seventy texts, is brought in, kept and packed, and read back by other programs and by
`verify`.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.writers.anything.cafe import problems


def main(count: int, first: int) -> int:
    """Try them all; the exit code says whether something was wrong."""
    began, wrong = time.monotonic(), 0
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory(prefix="cafe-any-") as folder:
            try:
                found = list(problems(seed, Path(folder), verified=True))
            except Exception as error:  # the next seed is tried all the same
                found = [f"{type(error).__name__}: {error}"]
        wrong += bool(found)
        for line in found[:5]:
            print(f"seed {seed}: {line[:400]}", flush=True)
    seconds = time.monotonic() - began
    print(f"{count} cafés, {wrong} with something wrong, {seconds:.0f} s")
    return int(wrong > 0)


if __name__ == "__main__":
    numbers = [int(one) for one in sys.argv[1:]]
    sys.exit(main(*(numbers + [100, 1][len(numbers) :])[:2]))
