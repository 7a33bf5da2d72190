"""The days of cases in the database."""
