"""The events between Flankerend and the schools and between its services: one module per stream."""
