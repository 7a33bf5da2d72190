"""Watches in the database."""
