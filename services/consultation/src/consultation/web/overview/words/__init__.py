"""What the overview of the education policy says in Dutch."""
