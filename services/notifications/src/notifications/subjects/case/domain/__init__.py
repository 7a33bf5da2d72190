"""The story of a case, what follows from it for notices, and what each receiver may read. Plain Python."""
