"""The pages about rules: which numbers are levels, and by which numbers something stands out."""
