"""What a row of the contacts file says: plain Python, no I/O."""
