"""What a host does at a table: notes, the main statement, photographs; and what pairs write."""
