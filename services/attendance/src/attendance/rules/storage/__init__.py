"""Rules and signals in PostgreSQL."""
