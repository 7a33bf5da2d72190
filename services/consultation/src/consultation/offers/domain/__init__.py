"""Offers, requests for them, what overlaps, and surveys of schools."""
