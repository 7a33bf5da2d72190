"""The use cases that every subject shares, and what a subject has to say for itself."""
