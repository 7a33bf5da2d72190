"""Handing notices over: lanes, recovery and backlog. Knows of no way a notice goes, only what each channel does."""
