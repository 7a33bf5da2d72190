"""Early signals as plain Python."""
