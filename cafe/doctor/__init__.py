"""What is wrong with an installation, in words: looked at from beside, whether it runs or not."""
