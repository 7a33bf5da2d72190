"""What early signals is, in plain Python."""
