"""What is printed for the day: cards, guides, posters."""
