"""What can be done with files of school packages."""
