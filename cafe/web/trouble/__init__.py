"""What goes wrong: answered (failures), answered when little works (broken), foreseen (health)."""
