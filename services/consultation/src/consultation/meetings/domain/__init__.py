"""What a meeting is and the steps it takes: plain Python, no I/O."""
