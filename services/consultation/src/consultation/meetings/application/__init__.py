"""Use cases of meetings."""
