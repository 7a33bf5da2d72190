"""What the feeds of schools is, in plain Python."""
