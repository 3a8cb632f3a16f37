"""Notes that come from elsewhere: origins beside the tables, and what is brought in to either."""
