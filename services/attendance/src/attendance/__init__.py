"""The attendance register: half-day marks, counts, and the levels they reach."""
