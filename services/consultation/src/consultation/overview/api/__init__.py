"""The overview over HTTP."""
