"""Figures: what a school year looks like in numbers."""
