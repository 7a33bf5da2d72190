"""What can be done with rules and signals."""
