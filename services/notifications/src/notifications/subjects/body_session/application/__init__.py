"""The use case: a version of a session arrives."""
