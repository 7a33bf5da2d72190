"""Handing notices over: lanes, recovery and backlog. It knows what a channel does, and no channel itself."""
