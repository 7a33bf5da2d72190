"""Early signals on the pages of pupils."""
