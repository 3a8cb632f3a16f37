"""The steps, one after the other: each in a file of its own, both ways."""
