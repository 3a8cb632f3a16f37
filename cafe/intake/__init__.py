"""Notes from elsewhere: a table is read, understood, shown, and taken in when a person says so."""
