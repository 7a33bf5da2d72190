"""Early signals, coming in."""
