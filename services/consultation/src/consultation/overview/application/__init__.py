"""What can be looked up over the whole of the education policy."""
