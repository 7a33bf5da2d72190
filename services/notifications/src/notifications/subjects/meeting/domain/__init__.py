"""The story of a meeting, what follows from it for notices, and what each participant may read. Plain Python."""
