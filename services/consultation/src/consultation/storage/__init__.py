"""Where meetings and contacts are kept: PostgreSQL."""
