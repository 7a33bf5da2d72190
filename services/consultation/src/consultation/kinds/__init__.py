"""The kinds of meetings: a definition for each, listed in the registry."""
