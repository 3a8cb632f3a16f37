"""Two organisers plan the same café at once, by chance: is any word lost?

`.venv/bin/python -m tests.bench.planning.two_at_once [runs] [steps]`: a café for each run; the
first lost word ends it, with what took it. Repeatable: a run is its number.
"""

import sys
import tempfile
import time
from pathlib import Path

from tests.plan.outline.two_at_once import runs
from tests.support.app import EMPTY, Visitor, application

AT_ONCE = 100
DEFAULTS = ("1000", "14")


def main() -> None:
    """Try so many runs."""
    count, steps = (int(word) for word in [*sys.argv[1:], *DEFAULTS[len(sys.argv) - 1 :]])
    with tempfile.TemporaryDirectory() as name:
        EMPTY.make(Path(name))
        with application(Path(name)) as app:
            one = Visitor(app)
            assert one.make_first().status_code == 302
            begun, typed, refused = time.monotonic(), 0, 0
            for first in range(0, count, AT_ONCE):
                last = min(first + AT_ONCE, count)
                tried = runs(app, one, range(first, last), steps)
                typed, refused = typed + tried.typed, refused + tried.refused
                so_far = f"{last} runs, {typed} words typed, {refused} commands refused"
                print(f"{so_far}, 0 words lost, {time.monotonic() - begun:.0f} s", flush=True)


if __name__ == "__main__":
    main()
