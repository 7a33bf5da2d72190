"""What is kept of early signals."""
