"""What plans need of the database beside meetings and series."""
