"""How much may come in, how often, and how many guesses."""
