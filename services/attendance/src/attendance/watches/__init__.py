"""Watches: casework asks whether a pupil keeps coming to school, and is told once whether that was so."""
