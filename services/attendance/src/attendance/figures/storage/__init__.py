"""The yearly figures in PostgreSQL."""
