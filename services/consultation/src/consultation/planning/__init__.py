"""Finding the time and the people of a meeting: pure search, no I/O."""
