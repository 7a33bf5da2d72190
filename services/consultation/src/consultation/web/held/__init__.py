"""Pages of a meeting as it is held: who comes, what was said, what comes of it."""
