"""The ways notices go, a folder for each; only the registry lists them."""
