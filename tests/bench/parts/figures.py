"""Percentiles and the table that is printed."""

import os
import platform
from collections.abc import Sequence

from tests.bench.parts.process import cpu_model


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of `values` lie; nan when there are none."""
    ordered = sorted(values)
    if not ordered:
        return float("nan")
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def ms(values: Sequence[float]) -> str:
    """p50 / p95 of seconds, in milliseconds."""
    return f"{percentile(values, 0.5) * 1000:.1f} / {percentile(values, 0.95) * 1000:.1f} ms"


def machine() -> str:
    """Where the figures come from, and how busy it was: two machines cannot be compared."""
    load = f"load {os.getloadavg()[0]:.1f}"
    return f"{cpu_model()}, {os.cpu_count()} cores, Python {platform.python_version()}, {load}"


def show(title: str, rows: Sequence[tuple[str, ...]]) -> None:
    """Print `rows` in columns under `title`."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    print(f"\n{title}")
    for row in rows:
        cells = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        print("  " + "  ".join(cells).rstrip(), flush=True)
