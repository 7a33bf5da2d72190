"""What an activity is: plain Python."""
