"""Before and on the day: the café, its questions and tables, hosts, seating, rounds and stages."""
