"""Early signals in PostgreSQL."""
