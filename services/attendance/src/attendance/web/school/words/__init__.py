"""What the pages of a school say in Dutch."""
