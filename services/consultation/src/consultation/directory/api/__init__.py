"""HTTP in: contacts and their availability."""
