"""`/series` and what is under it."""
