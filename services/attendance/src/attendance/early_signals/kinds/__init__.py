"""The kinds of early signals, each a module with its numbers and what it looks for."""
