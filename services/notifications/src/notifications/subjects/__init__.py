"""The subjects of notices, a folder for each; only the registry lists them."""
