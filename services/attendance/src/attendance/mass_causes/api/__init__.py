"""Questions about mass causes by HTTP."""
