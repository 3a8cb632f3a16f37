"""Erasing for good: words, pictures and names that must be gone, wherever they stand."""
