"""What can be done with the feeds of schools."""
