"""Early signals by HTTP."""
