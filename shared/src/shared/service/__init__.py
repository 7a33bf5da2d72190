"""A running service: its parts started in order and stopped in reverse."""
