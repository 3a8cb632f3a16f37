"""After a café, and before the next: what a series of them has said."""
