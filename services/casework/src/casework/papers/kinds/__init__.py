"""The kinds of paper there are, a folder each; they know nothing of each other."""
