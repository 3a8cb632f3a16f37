"""A sheet of A3 with numbered cells: how it is laid out, and how it is read off a photograph."""
