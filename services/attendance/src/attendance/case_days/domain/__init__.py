"""What is kept of a case, in plain Python."""
