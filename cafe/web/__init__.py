"""What all routes share: who asks, commands and forms, pages, limits, and what goes wrong."""
