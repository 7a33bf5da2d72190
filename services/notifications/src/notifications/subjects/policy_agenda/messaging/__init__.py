"""Counts of the agenda, coming in."""
