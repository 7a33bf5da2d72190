"""Files as they are sent: read row by row, and in chunks."""
