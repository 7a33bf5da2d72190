"""Residents: which children of the municipality are not known to be enrolled."""
