"""What the city and others offer to schools (*onderwijsaanbod*): known, not overlapping, asked for in one way."""
