"""`python -m cafe …`: set up what is missing, patch before anything else, then run one command."""

from __future__ import annotations

import os
import sys

from cafe.setup.paths import checkout

SERVING = {"run", "demo"}


def main() -> int:
    """Run the command in `sys.argv`; return its exit code. In a checkout, set up first."""
    arguments = sys.argv[1:]
    root = checkout()
    command = arguments[0] if arguments else ""
    if root:
        from cafe.setup import environment

        environment.ensure(root, arguments, test=command in ("test", "sbom"))
        from cafe.setup import frontend

        if command == "texts":
            from cafe.setup import texts

            return texts.main(root)
        if command == "sbom":
            from cafe.setup import sbom

            return sbom.main(root)
        frontend.build(root, dev=command == "test")
        if command == "test":
            from cafe.setup import checks

            return checks.run(root, arguments[1:])
    if command in SERVING:
        make_green()
    from cafe.cli import main as run_command

    return run_command(arguments)


def make_green() -> None:
    """eventlet replaces what blocks in the standard library before anybody imports it."""
    if (os.environ.get("CAFE_ASYNC_MODE") or "eventlet") != "eventlet":
        return
    # Else psycopg waits in C and holds up everybody; read when psycopg is first imported.
    os.environ.setdefault("PSYCOPG_WAIT_FUNC", "wait_selector")
    # Its own look-up of names takes 9 MB; we look up a database and a queue, once each.
    os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
    import warnings

    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet

    eventlet.monkey_patch()


if __name__ == "__main__":
    sys.exit(main())
