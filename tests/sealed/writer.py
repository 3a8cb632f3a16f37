"""Writes notes at a table, as a worker: `python -m tests.sealed.writer URL TABLE COUNT`."""

import sys
from typing import Any

from cafe.model import CafeTable, Database, locked
from cafe.table.actions.notes import write_note
from tests.support.world import new_id


def main(url: str, table_id: int, count: int) -> None:
    """So many notes once standard input ends, each in a transaction of its own."""
    db = Database(url)
    print("ready", flush=True)
    sys.stdin.read()  # until it shall begin, with the other
    for number in range(count):
        with db.writing() as tx:
            table = tx.get_one(CafeTable, table_id)
            locked(tx, table.workshop_id)
            words: dict[str, Any] = {"uid": new_id(), "text": f"note {number}", "kind": "keyword"}
            write_note(tx, table=table, by=f"table:{table_id}", operation=new_id(), **words)
    db.engine.dispose()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
