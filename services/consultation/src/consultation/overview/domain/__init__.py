"""Figures, and what follows from them, as plain rules."""
