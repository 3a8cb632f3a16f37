"""Everything that is done at a table."""
