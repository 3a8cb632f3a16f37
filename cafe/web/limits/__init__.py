"""How much may come in, how large, how often, and how many guesses."""
