"""The use case: an early signal arrives."""
