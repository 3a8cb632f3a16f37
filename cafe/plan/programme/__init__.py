"""The programme of the day: its rules, those that are ready, and its calendar. Pure."""
