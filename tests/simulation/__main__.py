"""Simulates days at a table: `python -m tests.simulation --seeds 1000`. Documented in README."""

from tests.simulation.command import main

raise SystemExit(main())
