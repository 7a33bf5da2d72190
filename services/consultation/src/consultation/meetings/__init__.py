"""Meetings: asked for, planned, moved, called off, held, and their minutes."""
