"""The feeds of schools in PostgreSQL."""
