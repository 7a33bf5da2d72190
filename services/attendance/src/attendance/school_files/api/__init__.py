"""Files of school packages by HTTP."""
