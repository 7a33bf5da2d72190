"""What files of school packages is, in plain Python."""
