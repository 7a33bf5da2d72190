"""The copy of the figures of all services."""
