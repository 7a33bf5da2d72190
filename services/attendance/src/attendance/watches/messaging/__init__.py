"""What casework asks to watch."""
