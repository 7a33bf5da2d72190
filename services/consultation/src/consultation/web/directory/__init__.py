"""The pages of the directory: organisations, contacts, what is missing, and the directory as a table."""
