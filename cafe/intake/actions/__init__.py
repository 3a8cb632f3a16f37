"""What is done with a table when the person has pressed."""
