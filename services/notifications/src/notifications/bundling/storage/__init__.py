"""Notices that wait for a digest."""
