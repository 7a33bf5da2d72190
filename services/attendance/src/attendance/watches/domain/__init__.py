"""What a watch is, in plain Python."""
