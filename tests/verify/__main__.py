"""How much `verify` finds, and whom it accuses: python -m tests.verify [CHANGES] [CAFÉS].

So many single changes (500), each in one file of a café's zip, spread over the document's formats
and the archive; so many honest cafés (200), made by random acts and undo, each checked whole.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from cafe.archive.packing.package import ARCHIVE
from cafe.archive.packing.whole import KONTROLL
from cafe.core.i18n import speaking
from cafe.verify.files import compared
from cafe.verify.package import check_lines
from tests.bench.parts.figures import machine
from tests.verify.cafes import members, repacked, summed, verified, whole_cafe, wrong, zipped
from tests.verify.changes import CHANGES, archive, is_named
from tests.verify.honest import honest_zip


def main() -> None:
    """Both proofs; ends with 1 when one does not hold."""
    changes, cafes = [*map(int, sys.argv[1:]), 500, 200][:2] if sys.argv[2:] else (500, 200)
    print(machine())
    with tempfile.TemporaryDirectory() as folder, speaking("en"):
        found = single_changes(Path(folder), changes)
        accused = honest(Path(folder), cafes)
    sys.exit(found != changes or accused > 0)


def single_changes(folder: Path, many: int) -> int:
    """How many of so many changes are found, with the place named."""
    db, settings, here = whole_cafe(folder)
    files = members(zipped(db, settings, here))
    db.engine.dispose()
    began, found = time.perf_counter(), Counter[str]()
    forged = caught = 0
    for seed in range(many):
        dice = Random(seed)
        name = [*CHANGES, ARCHIVE][seed % (len(CHANGES) + 1)]
        if name == ARCHIVE:
            changed = archive(dice, files[ARCHIVE])
            lines = files["archive.lines"]
            named = any("line" in one.place for one in check_lines(changed.contents, lines))
            if seed % 4 == 1:  # and by somebody who makes all digests anew
                forged += 1
                whole = repacked(summed({**files, ARCHIVE: changed.contents}))
                caught += bool(wrong(verified(folder, whole)))
        else:
            changed = CHANGES[name](dice, files[name])
            findings = compared(name, files[name], changed.contents, to_the_byte=True)
            named = is_named(name, changed, [one.place for one in findings])
        found[name] += named
        if not named:
            print("NOT FOUND", seed, name, changed.what)
    seconds = time.perf_counter() - began
    print(f"{many} single changes: {found.total()} found and named, {seconds:.0f} s", dict(found))
    print(f"archive changed and every digest made anew: {caught} of {forged} found")
    return found.total()


def honest(folder: Path, many: int) -> int:
    """How many of so many honest cafés are accused."""
    began, accused = time.perf_counter(), 0
    for seed in range(many):
        zipped_cafe = honest_zip(folder, seed)
        said = wrong(verified(folder, zipped_cafe))
        command = [sys.executable, "-I", "-S", str(KONTROLL / "kontroll.py"), "looked-at.zip"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if said or done.returncode:
            accused += 1
            print("ACCUSED", seed, said[:3], done.stdout, done.stderr)
        shutil.rmtree(folder / f"cafe-{seed}")
    print(
        f"{many} honest cafés: {accused} accused, {time.perf_counter() - began:.0f} s", flush=True
    )
    return accused


if __name__ == "__main__":
    main()
