"""Feeds: schools that fell silent."""
