"""Offers as tables and calendars."""
