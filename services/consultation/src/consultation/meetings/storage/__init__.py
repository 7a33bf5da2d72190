"""Where meetings, their minutes and what is known of cases are kept: PostgreSQL."""
