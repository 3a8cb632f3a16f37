"""Who did what with a café as an organiser, and when, for its owners to read."""
