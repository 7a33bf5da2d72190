"""Cases (*dossiers*): what they are and what may happen to them. Plain Python, no I/O."""
