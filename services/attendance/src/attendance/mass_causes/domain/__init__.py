"""What questions about mass causes is, in plain Python."""
