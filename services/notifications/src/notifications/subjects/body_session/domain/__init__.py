"""The story of a session, what follows from it for notices, and what those who are invited read. Plain Python."""
