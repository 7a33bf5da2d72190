"""The kinds of activities: a definition for each, listed in the registry."""
