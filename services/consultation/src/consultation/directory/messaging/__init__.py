"""Events that the directory hears."""
