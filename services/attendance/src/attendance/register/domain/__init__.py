"""What the register is, in plain Python."""
