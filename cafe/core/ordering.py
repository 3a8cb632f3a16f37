"""Places in a list as numbers: one between two others, many between two others, and room for them.

Pure. None is the end of the list on that side.
"""

# Closer than this, halving again would soon end at the same number.
_TIGHT = 1e-9
_CLOSE = 1 / 1024


def between(before: float | None, after: float | None) -> float:
    """A place after `before` and before `after`."""
    if before is None:
        return 1.0 if after is None else after - 1.0
    return before + 1.0 if after is None else before + (after - before) / 2


def between_if_room(before: float, after: float) -> float | None:
    """A place after `before` and before `after`, None when the list must be spread out first."""
    return None if too_tight(before, after) else between(before, after)


def places(before: float | None, after: float | None, count: int) -> list[float]:
    """`count` places in order, far from each other, as `between` for one."""
    if before is None:
        before = 0.0 if after is None else after - count - 1
    step = 1.0 if after is None else (after - before) / (count + 1)
    return [before + step * number for number in range(1, count + 1)]


def too_tight(before: float | None, after: float | None, count: int = 1) -> bool:
    """True when there are no `count` safe numbers left between two neighbours."""
    return before is not None and after is not None and after - before < _TIGHT * count


def places_after(before: float, after: float, count: int) -> list[float] | None:
    """`count` places in order, close behind `before`, so that many more find room before `after`.

    None when the list must be spread out first.
    """
    if too_tight(before, after, count + 1):
        return None
    step = min((after - before) / (count + 1), _CLOSE)
    return [before + step * number for number in range(1, count + 1)]
