"""Who sits where in each round: pure, no database."""
