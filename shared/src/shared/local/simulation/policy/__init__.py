"""A school year and more of education policy, invented, and written through the public endpoints."""
