"""The feeds of schools by HTTP."""
