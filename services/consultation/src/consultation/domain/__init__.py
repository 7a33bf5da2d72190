"""What a care meeting is and when it can be: plain Python, no I/O."""
