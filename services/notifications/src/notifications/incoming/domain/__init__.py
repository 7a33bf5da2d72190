"""What came back, in plain Python."""
