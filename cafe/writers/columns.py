"""How wide the columns of a table are, in a format that must be told."""

from cafe.document.tree import Grid

# In twentieths of a point: a letter, what is beside a column's text; and the longest word that a
# column is made wide for.
LETTER, PADDING, LONGEST = 104, 200, 24


def widths(grid: Grid, wide: int) -> list[int]:
    """Of each column, `wide` together: no word is broken where there is room; more words, more."""
    columns = list(zip(grid.head, *grid.rows, strict=True))
    words = [
        max(len(word) for text in column for word in (*text.split(), "")) for column in columns
    ]
    needed = [LETTER * min(longest, LONGEST) + PADDING for longest in words]
    if sum(needed) > wide:
        needed = [need * wide // sum(needed) for need in needed]
    amounts = [1 + sum(map(len, column)) ** 0.5 for column in columns]
    left = max(0, wide - sum(needed))
    found = [
        need + int(left * amount / sum(amounts))
        for need, amount in zip(needed, amounts, strict=True)
    ]
    found[-1] += wide - sum(found)
    return found
