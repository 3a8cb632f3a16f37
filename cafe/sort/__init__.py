"""Notes put under headings, joined, reworded or set aside; the accounts, and undo."""
