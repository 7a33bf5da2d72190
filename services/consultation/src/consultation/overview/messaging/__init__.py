"""Figures that the other services publish."""
