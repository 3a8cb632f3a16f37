"""The hall on the day: what is wrong in it, and what an organiser tells its tables."""
