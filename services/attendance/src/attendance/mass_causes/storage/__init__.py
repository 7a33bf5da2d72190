"""Questions about mass causes in PostgreSQL."""
