"""What all of consultation stands on: time, contacts, what is asked of a meeting. Plain Python, no I/O."""
