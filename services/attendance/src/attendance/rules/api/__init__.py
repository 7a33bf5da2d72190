"""Rules and signals by HTTP."""
