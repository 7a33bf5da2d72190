"""What rules and signals is, in plain Python."""
