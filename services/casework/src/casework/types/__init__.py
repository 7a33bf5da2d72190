"""The types of case: a folder for each, and the registry that lists them. Nothing else knows of any of them."""
