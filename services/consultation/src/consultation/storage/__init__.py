"""The tables, and the copies of what other services keep: PostgreSQL."""
