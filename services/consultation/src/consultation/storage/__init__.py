"""The tables of the database: PostgreSQL."""
