"""Consultation's pages: the meetings that come, a meeting, and what can be done with it."""
