"""The checkers that lie in a café's zip as they are. They need nothing of ours."""
