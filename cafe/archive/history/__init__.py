"""What was done, line by line: out, in, and checked by whoever has the file."""
