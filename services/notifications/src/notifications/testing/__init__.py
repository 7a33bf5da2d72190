"""Invented cases, meetings, people and notices for tests."""
