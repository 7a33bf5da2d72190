"""The pages of the overview of the education policy."""
