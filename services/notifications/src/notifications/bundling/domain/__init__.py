"""What a notice waits for that need not go at once, and which notices go together. Plain Python."""
