"""PostgreSQL: the tables that every subject shares, and their repositories."""
