"""What came of a café, in its archive: its answers out and in again."""

# Of an answer, what is written only when it says something.
SAID = ("status", "words", "why", "responsible", "corrects")
