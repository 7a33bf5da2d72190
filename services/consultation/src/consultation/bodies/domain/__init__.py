"""What a consultation body is: plain Python."""
