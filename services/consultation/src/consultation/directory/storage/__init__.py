"""Where contacts are kept: PostgreSQL."""
