"""What was done while sorting: listed, undone, redone."""
