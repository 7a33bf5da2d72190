"""What can be done with early signals."""
