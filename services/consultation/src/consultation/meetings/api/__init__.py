"""HTTP in: meetings, what is done with them, their minutes."""
