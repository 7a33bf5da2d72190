"""The use case: a version of a meeting arrives."""
