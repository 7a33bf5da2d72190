"""Casework's pages: the worklist and the case."""
