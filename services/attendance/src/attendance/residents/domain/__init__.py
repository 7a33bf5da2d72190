"""What the control of compulsory education is, in plain Python."""
